import type * as vscode from 'vscode';
import type { Instant } from '../../../core/model/task.ts';
import type { Chunk } from '../../../core/tasks/rowSequence.ts';
import type { TaskEntry } from '../../../core/tasks/taskEntry.ts';
import type { TaskGroup } from '../../../core/tasks/taskGroup.ts';
import type { Block } from '../folding.ts';
import { rangeItem } from '../rangeItem.ts';
import type { TreeNode } from './node.ts';

/** Many ranges behind one row. */
export class BlockNode implements TreeNode {
  readonly kind = 'block';
  readonly parent: TreeNode;
  readonly group: TaskGroup;
  readonly id: string;
  readonly #block: Block;
  readonly #rangeOf: (parent: BlockNode, chunk: Chunk<TaskEntry>) => TreeNode;

  constructor(
    parent: TreeNode,
    group: TaskGroup,
    block: Block,
    rangeOf: (parent: BlockNode, chunk: Chunk<TaskEntry>) => TreeNode,
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
