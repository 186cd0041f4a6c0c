import * as vscode from 'vscode';
import type { Clock } from '../core/model/clock.ts';
import type { Watcher } from '../core/polling/watcher.ts';
import { type AgentSummary, agentSummary } from './agentSummary.ts';
import { agentTooltip } from './tree/agentTooltip.ts';
import { type StatusItem, statusItem } from './ui/items.ts';

/** The one item that tells of all agents of all accounts; hidden while none is configured. */
export class AgentStatusBar implements vscode.Disposable {
  readonly #watcher: Watcher;
  readonly #clock: Clock;
  readonly #item: StatusItem;
  readonly #update = (): void => this.#show();

  constructor(watcher: Watcher, clock: Clock) {
    this.#watcher = watcher;
    this.#clock = clock;
    this.#item = statusItem(
      'cloudTasks.cwp',
      vscode.l10n.t('Cloud Tasks: CWP Agents'),
      'cloudTasks.showAgents',
    );
    for (const event of ['task', 'tasks', 'support'] as const) {
      watcher.events.on(event, this.#update);
    }
    this.#show();
  }

  dispose(): void {
    for (const event of ['task', 'tasks', 'support'] as const) {
      this.#watcher.events.off(event, this.#update);
    }
    this.#item.dispose();
  }

  #show(): void {
    const summary = agentSummary(this.#watcher.tasks);
    if (summary.watched === 0) {
      this.#item.hide();
      return;
    }
    const { icon, text } = shortText(summary);
    this.#item.show({
      icon,
      isError: icon === 'error',
      text: text === undefined ? 'CWP' : vscode.l10n.t('CWP: {0}', text),
      spoken: spokenText(summary),
      tooltip: agentTooltip(this.#watcher.services, this.#clock.now()),
    });
  }
}

/** What is going on, or else what needs attention most; no text where all is well. */
function shortText(summary: AgentSummary): { readonly icon: string; readonly text: string | undefined } {
  if (summary.collecting > 0) {
    return { icon: 'sync~spin', text: vscode.l10n.t('{0} collecting', summary.collecting) };
  }
  if (summary.failed > 0) {
    return { icon: 'error', text: vscode.l10n.t('{0} failed', summary.failed) };
  }
  if (summary.offline > 0) {
    return { icon: 'warning', text: vscode.l10n.t('{0} offline', summary.offline) };
  }
  if (summary.unreadable > 0) {
    return { icon: 'warning', text: vscode.l10n.t('{0} unknown', summary.unreadable) };
  }
  return { icon: summary.switchedOff === summary.watched ? 'circle-slash' : 'shield', text: undefined };
}

function spokenText(summary: AgentSummary): string {
  const { watched, collecting, failed, offline, unreadable, switchedOff } = summary;
  const parts = [
    watched === 1 ? vscode.l10n.t('1 CWP agent') : vscode.l10n.t('{0} CWP agents', watched),
    ...(collecting > 0 ? [vscode.l10n.t('{0} collecting', collecting)] : []),
    ...(failed > 0 ? [vscode.l10n.t('{0} failed', failed)] : []),
    ...(offline > 0 ? [vscode.l10n.t('{0} offline', offline)] : []),
    ...(unreadable > 0 ? [vscode.l10n.t('{0} unknown', unreadable)] : []),
    ...(switchedOff > 0 ? [vscode.l10n.t('{0} switched off', switchedOff)] : []),
  ];
  return parts.join(', ');
}
