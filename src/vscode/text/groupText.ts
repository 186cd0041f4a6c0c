import * as vscode from 'vscode';
import type { Instant } from '../../core/model/task.ts';
import type { TaskGroup } from '../../core/tasks/taskGroup.ts';
import { explanationOf } from './failureText.ts';
import { clockText } from './timeText.ts';

/** "12", "50+", "50 of 1,204": how many are loaded, and how many there may be; "…" while that is first being read. */
export function groupCount(group: TaskGroup): string {
  if (isFirstRead(group)) {
    return '…';
  }
  if (group.phase === 'idle' || (group.phase !== 'loaded' && group.readAt === undefined)) {
    return '';
  }
  const loaded = group.rows.size;
  const count = (value: number): string => value.toLocaleString(vscode.env.language);
  if (!group.hasMore) {
    return count(loaded);
  }
  return group.total !== undefined && group.total > loaded
    ? vscode.l10n.t('{0} of {1}', count(loaded), count(group.total))
    : `${count(loaded)}+`;
}

export function isFirstRead(group: TaskGroup): boolean {
  return group.phase === 'loading' && group.readAt === undefined;
}

export function groupTooltip(
  { failure, phase, readAt, service }: TaskGroup,
  name: string,
  now: Instant,
): string {
  if (phase === 'idle') {
    return vscode.l10n.t('Expand to load');
  }
  if (failure === undefined) {
    return name;
  }
  const title =
    failure.during === 'refresh' && readAt !== undefined
      ? vscode.l10n.t('{0}, as of {1}', name, clockText(readAt, now))
      : name;
  return `${title}\n${failure.error.code}: ${explanationOf(failure.error, service.name)}`;
}
