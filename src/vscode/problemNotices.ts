import * as vscode from 'vscode';
import { issueText } from '../core/accounts/settingIssue.ts';
import { inEnglish } from '../core/model/phrase.ts';
import type { Accounts } from './accounts.ts';
import { translate } from './text/translate.ts';
import type { Log } from './ui/log.ts';
import { showWarning } from './ui/messages.ts';

/** Says once what is wrong with `cloudTasks.accounts`; the rows in the tree say it for as long as it is. */
export class ProblemNotices implements vscode.Disposable {
  readonly #accounts: Accounts;
  readonly #log: Log;
  readonly #subscription: vscode.Disposable;

  constructor(accounts: Accounts, log: Log) {
    this.#accounts = accounts;
    this.#log = log;
    this.#subscription = accounts.onDidChange(({ problems }) => {
      if (problems) {
        void this.#tell();
      }
    });
    void this.#tell();
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #tell(): Promise<void> {
    const { issues } = this.#accounts;
    for (const issue of issues) {
      this.#log.warn(issueText(issue, inEnglish));
    }
    const [first] = issues;
    if (first === undefined) {
      return;
    }
    const others = issues.length - 1;
    const text = issueText(first, translate);
    const message = others === 0 ? text : vscode.l10n.t('{0} (and {1} more)', text, others);
    const openSettings = vscode.l10n.t('Open Settings');
    if ((await showWarning(message, openSettings)) === openSettings) {
      await vscode.commands.executeCommand('cloudTasks.openSettings');
    }
  }
}
