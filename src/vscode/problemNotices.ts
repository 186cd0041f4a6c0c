import * as vscode from 'vscode';
import type { Accounts } from './accounts.ts';

/** Says once what is wrong with `cloudTasks.accounts`; the rows in the tree say it for as long as it is. */
export class ProblemNotices implements vscode.Disposable {
  readonly #accounts: Accounts;
  readonly #log: vscode.LogOutputChannel;
  readonly #subscription: vscode.Disposable;

  constructor(accounts: Accounts, log: vscode.LogOutputChannel) {
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
    const { problems } = this.#accounts;
    for (const { message } of problems) {
      this.#log.warn(message);
    }
    const [first] = problems;
    if (first === undefined) {
      return;
    }
    const others = problems.length - 1;
    const message = others === 0 ? first.message : vscode.l10n.t('{0} (and {1} more)', first.message, others);
    const openSettings = vscode.l10n.t('Open settings');
    if ((await vscode.window.showWarningMessage(message, openSettings)) === openSettings) {
      await vscode.commands.executeCommand('cloudTasks.openSettings');
    }
  }
}
