import type * as vscode from 'vscode';
import type { Instant } from '../../../core/model/task.ts';
import type { Chunk } from '../../../core/tasks/chunkedRows.ts';
import type { ListRow } from '../../../core/tasks/listRows.ts';
import type { StatusList } from '../../../core/tasks/statusList.ts';
import type { Block } from '../folding.ts';
import { rangeItem } from '../rangeItem.ts';
import type { TreeNode } from './node.ts';

/** Many ranges behind one row. */
export class BlockNode implements TreeNode {
  readonly kind = 'block';
  readonly parent: TreeNode;
  readonly group: StatusList;
  readonly id: string;
  readonly #block: Block;
  readonly #rangeOf: (parent: BlockNode, chunk: Chunk<ListRow>) => TreeNode;

  constructor(
    parent: TreeNode,
    group: StatusList,
    block: Block,
    rangeOf: (parent: BlockNode, chunk: Chunk<ListRow>) => TreeNode,
  ) {
    this.parent = parent;
    this.group = group;
    this.id = `block:${parent.id}/${block.chunks[0]?.id ?? ''}`;
    this.#block = block;
    this.#rangeOf = rangeOf;
  }

  item(now: Instant): vscode.TreeItem {
    return rangeItem(this.id, this.#block.chunks, now);
  }

  children(): readonly TreeNode[] {
    return this.#block.chunks.map((chunk) => this.#rangeOf(this, chunk));
  }

  refresh(): Promise<void> {
    return this.group.refresh();
  }
}
