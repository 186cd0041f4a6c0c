import * as vscode from 'vscode';
import type { Instant } from '../../core/model/task.ts';
import type { WatchedAgent } from '../../core/polling/watchedAgent.ts';
import { collecting, complete, neverCollected } from '../../core/providers/agentService.ts';
import { clockText } from './timeText.ts';

/** An agent's state in words: the status, or the error code where it could not be read. */
export function agentStateText({ error, owner, status }: WatchedAgent): string {
  if (owner.retired !== undefined) {
    return vscode.l10n.t('switched off');
  }
  const known = agentStatusText({ owner, status });
  return error === undefined ? known : `${known} · ${error.code}`;
}

/** The status that was heard last, in words. */
export function agentStatusText({ owner, status }: Pick<WatchedAgent, 'owner' | 'status'>): string {
  const kind = owner.service.statuses.find((candidate) => candidate.status === status);
  return kind === undefined ? (status ?? vscode.l10n.t('not read yet')) : vscode.l10n.t(kind.name);
}

/** `since 10:25`, of the status or of the failure to read it; empty while nothing is known. */
export function agentSinceText({ error, failingSince, since }: WatchedAgent, now: Instant): string {
  const instant = error === undefined ? since : failingSince;
  return instant === undefined ? '' : vscode.l10n.t('since {0}', clockText(instant, now));
}

/** A codicon for the state, to go in front of text. */
export function agentIconName({ error, owner, status }: WatchedAgent): string {
  if (owner.retired !== undefined) {
    return 'circle-slash';
  }
  if (error !== undefined) {
    return 'warning';
  }
  switch (status) {
    case collecting:
      return 'sync';
    case complete:
      return 'pass';
    case 'FAILED':
      return 'error';
    case 'AGENT_OFFLINE':
      return 'debug-disconnect';
    case neverCollected:
      return 'dash';
    default:
      return 'circle-outline';
  }
}
