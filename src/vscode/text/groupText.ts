import * as vscode from 'vscode';
import type { Instant } from '../../core/model/task.ts';
import type { StatusList } from '../../core/tasks/statusList.ts';
import { explanationOf } from './failureText.ts';
import { type Count, countText, numberText } from './stateText.ts';
import { clockText } from './timeText.ts';

/** "12", "3,821", or "50+" where nobody knows how many there are; "…" while the group is first being read. */
export function groupCount(group: StatusList): string {
  if (isFirstRead(group)) {
    return '…';
  }
  return isUnread(group) ? '' : countText(groupSize(group));
}

/** "50 of 3,821 loaded" */
export function loadedText(group: StatusList): string {
  const loaded = numberText(group.rows.size);
  const { atLeast, isAll } = groupSize(group);
  return isAll
    ? vscode.l10n.t('{0} of {1} loaded', loaded, numberText(atLeast))
    : vscode.l10n.t('{0} loaded', loaded);
}

/** "Load 50 more", where it is known that there are so many. */
export function loadMoreText(group: StatusList, pageSize: number): string {
  const { atLeast, isAll } = groupSize(group);
  return isAll
    ? vscode.l10n.t('Load {0} more', numberText(Math.min(pageSize, atLeast - group.rows.size)))
    : vscode.l10n.t('Load more');
}

/** How many tasks the group holds, as far as that is known. */
export function groupSize({ hasMore, rows, total }: StatusList): Count {
  const isTold = hasMore && total !== undefined && total > rows.size;
  return { atLeast: isTold ? total : rows.size, isAll: !hasMore || isTold };
}

export function isFirstRead(group: StatusList): boolean {
  return group.phase === 'loading' && group.readAt === undefined;
}

function isUnread({ phase, readAt }: StatusList): boolean {
  return phase === 'idle' || (phase !== 'loaded' && readAt === undefined);
}

export function groupTooltip(
  { failure, phase, readAt, service }: StatusList,
  name: string,
  now: Instant,
): string {
  if (phase === 'idle') {
    return vscode.l10n.t('Expand to load');
  }
  if (failure === undefined) {
    // The row says it all.
    return '';
  }
  const title =
    failure.during === 'refresh' && readAt !== undefined
      ? vscode.l10n.t('{0}, as of {1}', name, clockText(readAt, now))
      : name;
  return `${title}\n${failure.error.code}: ${explanationOf(failure.error, service.name)}`;
}
