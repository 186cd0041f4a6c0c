import * as vscode from 'vscode';
import type { WatchedService } from '../core/polling/watchedTask.ts';
import type { SettledTask, Watcher } from '../core/polling/watcher.ts';
import { agentStateText } from './text/agentText.ts';
import { explanationOf } from './text/failureText.ts';
import type { Log } from './ui/log.ts';
import { showInformation, showWarning } from './ui/messages.ts';

/** One notice when a collection ends that a person has started here, and one when a service is switched off. */
export class AgentNotices implements vscode.Disposable {
  readonly #watcher: Watcher;
  readonly #log: Log;
  readonly #onEnd = (end: SettledTask): void => void this.#tellEnd(end);
  readonly #onSupport = (service: WatchedService): void => void this.#tellUnsupported(service);

  constructor(watcher: Watcher, log: Log) {
    this.#watcher = watcher;
    this.#log = log;
    watcher.events.on('settled', this.#onEnd);
    watcher.events.on('support', this.#onSupport);
  }

  dispose(): void {
    this.#watcher.events.off('settled', this.#onEnd);
    this.#watcher.events.off('support', this.#onSupport);
  }

  async #tellEnd({ task, startedByUser }: SettledTask): Promise<void> {
    if (!startedByUser) {
      return;
    }
    const { kind, label } = task;
    if (kind?.severity !== 'good') {
      const state = agentStateText(task);
      await showWarning(vscode.l10n.t('Collecting the processes of {0} has ended: {1}', label, state));
      return;
    }
    const show = vscode.l10n.t('Show Processes');
    const message = vscode.l10n.t('The processes of {0} have been collected.', label);
    if ((await showInformation(message, show)) === show) {
      await vscode.commands.executeCommand('cloudTasks.showProcesses', task);
    }
  }

  async #tellUnsupported({ account, unsupported, service }: WatchedService): Promise<void> {
    if (unsupported === undefined) {
      return;
    }
    this.#log.warn(`${account.id}: ${service.key}: switched off: ${unsupported.summary}`);
    await showWarning(
      vscode.l10n.t(
        '{0} of "{1}" is switched off: {2}',
        service.name,
        account.label,
        `${explanationOf(unsupported, service.name)} (${unsupported.code})`,
      ),
    );
  }
}
