import * as vscode from 'vscode';
import type { Instant } from '../../core/model/task.ts';
import type { WatchedTask } from '../../core/polling/watchedTask.ts';
import { clockText } from './timeText.ts';

/** An agent's state in words: the status, or the error code where it could not be read. */
export function agentStateText(agent: WatchedTask): string {
  const { error, owner } = agent;
  if (owner.unsupported !== undefined) {
    return vscode.l10n.t('switched off');
  }
  const known = agentStatusText(agent);
  return error === undefined ? known : `${known} · ${error.code}`;
}

/** The status that was heard last, in words. */
export function agentStatusText({ kind, status }: WatchedTask): string {
  return kind === undefined ? (status ?? vscode.l10n.t('not read yet')) : vscode.l10n.t(kind.name);
}

/** `since 10:25`, of the status or of the failure to read it; empty while nothing is known. */
export function agentSinceText({ error, failingSince, since }: WatchedTask, now: Instant): string {
  const instant = error === undefined ? since : failingSince;
  return instant === undefined ? '' : vscode.l10n.t('since {0}', clockText(instant, now));
}

/** A codicon for the state, to go in front of text. */
export function agentIconName({ error, isRunning, kind, owner }: WatchedTask): string {
  if (owner.unsupported !== undefined) {
    return 'circle-slash';
  }
  if (error !== undefined) {
    return 'warning';
  }
  if (isRunning) {
    return 'sync';
  }
  switch (kind?.severity) {
    case 'good':
      return 'pass';
    case 'bad':
      return 'error';
    case 'attention':
      return 'debug-disconnect';
    default:
      return kind?.settled === true ? 'dash' : 'circle-outline';
  }
}
