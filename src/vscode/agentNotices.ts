import * as vscode from 'vscode';
import type { AgentPoller, CollectionEnd } from '../core/polling/agentPoller.ts';
import type { WatchedService } from '../core/polling/watchedAgent.ts';
import { complete } from '../core/providers/agentService.ts';
import { agentStateText } from './text/agentText.ts';
import { explanationOf } from './text/failureText.ts';
import type { Log } from './ui/log.ts';
import { showInformation, showWarning } from './ui/messages.ts';

/** One notice when a collection ends that a person has started here, and one when a service is switched off. */
export class AgentNotices implements vscode.Disposable {
  readonly #poller: AgentPoller;
  readonly #log: Log;
  readonly #onEnd = (end: CollectionEnd): void => void this.#tellEnd(end);
  readonly #onRetired = (service: WatchedService): void => void this.#tellRetired(service);

  constructor(poller: AgentPoller, log: Log) {
    this.#poller = poller;
    this.#log = log;
    poller.events.on('collectionEnded', this.#onEnd);
    poller.events.on('retired', this.#onRetired);
  }

  dispose(): void {
    this.#poller.events.off('collectionEnded', this.#onEnd);
    this.#poller.events.off('retired', this.#onRetired);
  }

  async #tellEnd({ agent, status, startedByUser }: CollectionEnd): Promise<void> {
    if (!startedByUser) {
      return;
    }
    const { label } = agent.config;
    if (status !== complete) {
      const state = agentStateText(agent);
      await showWarning(vscode.l10n.t('Collecting the processes of {0} has ended: {1}', label, state));
      return;
    }
    const show = vscode.l10n.t('Show Processes');
    const message = vscode.l10n.t('The processes of {0} have been collected.', label);
    if ((await showInformation(message, show)) === show) {
      await vscode.commands.executeCommand('cloudTasks.showProcesses', agent);
    }
  }

  async #tellRetired({ account, retired, service }: WatchedService): Promise<void> {
    if (retired === undefined) {
      return;
    }
    this.#log.warn(`${account.id}: ${service.key}: switched off: ${retired.summary}`);
    await showWarning(
      vscode.l10n.t(
        '{0} of "{1}" is switched off: {2}',
        service.name,
        account.label,
        `${explanationOf(retired, service.name)} (${retired.code})`,
      ),
    );
  }
}
