import type * as vscode from 'vscode';
import type { Instant } from '../../../core/model/task.ts';
import type { Chunk } from '../../../core/tasks/rowSequence.ts';
import type { TaskEntry } from '../../../core/tasks/taskEntry.ts';
import type { TaskGroup } from '../../../core/tasks/taskGroup.ts';
import { rangeItem } from '../rangeItem.ts';
import type { TreeNode } from './node.ts';

/** A stretch of loaded rows, folded so that a long list costs no more than a short one. */
export class RangeNode implements TreeNode {
  readonly kind = 'range';
  readonly parent: TreeNode;
  readonly group: TaskGroup;
  readonly chunk: Chunk<TaskEntry>;
  readonly id: string;
  readonly #nodeOf: (entry: TaskEntry) => TreeNode;

  constructor(
    parent: TreeNode,
    within: { readonly id: string; readonly group: TaskGroup },
    chunk: Chunk<TaskEntry>,
    nodeOf: (entry: TaskEntry) => TreeNode,
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
