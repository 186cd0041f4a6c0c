import type * as vscode from 'vscode';
import type { Instant } from '../../../core/model/task.ts';
import type { Chunk } from '../../../core/tasks/chunkedRows.ts';
import type { ListRow } from '../../../core/tasks/listRows.ts';
import type { StatusList } from '../../../core/tasks/statusList.ts';
import { rangeItem } from '../rangeItem.ts';
import type { TreeNode } from './node.ts';

/** A stretch of loaded rows, folded so that a long list costs no more than a short one. */
export class RangeNode implements TreeNode {
  readonly kind = 'range';
  readonly parent: TreeNode;
  readonly group: StatusList;
  readonly chunk: Chunk<ListRow>;
  readonly id: string;
  readonly #nodeOf: (row: ListRow) => TreeNode;

  constructor(
    parent: TreeNode,
    within: { readonly id: string; readonly group: StatusList },
    chunk: Chunk<ListRow>,
    nodeOf: (row: ListRow) => TreeNode,
  ) {
    this.parent = parent;
    this.group = within.group;
    this.chunk = chunk;
    this.id = `range:${within.id}/${chunk.id}`;
    this.#nodeOf = nodeOf;
  }

  item(now: Instant): vscode.TreeItem {
    return rangeItem(this.id, [this.chunk], now);
  }

  children(): readonly TreeNode[] {
    return this.chunk.rows.map(this.#nodeOf);
  }

  refresh(): Promise<void> {
    return this.group.refresh();
  }
}
