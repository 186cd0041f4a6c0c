import * as vscode from 'vscode';
import type { ListEnd } from '../tasks/mergedList.ts';
import type { Chunk } from '../tasks/rowSequence.ts';
import type { TaskEntry } from '../tasks/taskEntry.ts';
import type { TaskGroup } from '../tasks/taskGroup.ts';

/** Chunks shown row by row at either end of a group; those in between are folded. */
const openAtTop = 1;
const openAtBottom = 2;

/**
 * How a group's rows are laid out: the newest and the ones loaded last row by row, what lies between in folded
 * ranges. Listing costs the same however much is loaded.
 */
export function isFolded(group: TaskGroup, chunk: Chunk<TaskEntry>): boolean {
  const { chunks } = group.rows;
  if (chunks.length <= openAtTop + openAtBottom) {
    return false;
  }
  return !chunks.slice(0, openAtTop).includes(chunk) && !chunks.slice(-openAtBottom).includes(chunk);
}

/** Why there is no more, unless that is simply the end of the list. */
export function endText(end: ListEnd | undefined): string | undefined {
  switch (end) {
    case undefined:
    case 'complete':
      return undefined;
    case 'emptyPage':
      return vscode.l10n.t('The list ended with an empty page');
    case 'repeatedCursor':
      return vscode.l10n.t('The list ended: the cloud repeated its ScrollToken');
    case 'nothingNew':
      return vscode.l10n.t('The list ended: the cloud repeated a page');
    case 'pageCap':
      return vscode.l10n.t('Stopped here: this is as many pages as are read at the most');
  }
}
