import * as vscode from 'vscode';
import type { Instant } from '../../core/model/task.ts';
import type { Chunk } from '../../core/tasks/chunkedRows.ts';
import type { ListRow } from '../../core/tasks/listRows.ts';
import { taskCountText } from '../text/taskCountText.ts';
import { clockText } from '../text/timeText.ts';
import { contextValue } from './contextValues.ts';

/** The row in front of folded rows: from when to when they are, and how many. */
export function rangeItem(id: string, chunks: readonly Chunk<ListRow>[], now: Instant): vscode.TreeItem {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let count = 0;
  for (const { rows } of chunks) {
    count += rows.length;
    for (const { createdAt } of [rows.at(0), rows.at(-1)].filter((row) => row !== undefined)) {
      first = Math.min(first, createdAt ?? first);
      last = Math.max(last, createdAt ?? last);
    }
  }
  const label =
    last < first ? vscode.l10n.t('Earlier tasks') : `${clockText(first, now)} – ${clockText(last, now)}`;
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = id;
  item.description = taskCountText(count);
  item.iconPath = new vscode.ThemeIcon('layers');
  item.contextValue = contextValue.range;
  return item;
}
