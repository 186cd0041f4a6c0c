import type { AccountProblem } from '../accounts/accountProblem.ts';
import type { OpenService } from '../accounts/openServices.ts';
import type { Account } from '../clouds/account.ts';
import type { CloudError } from '../clouds/errors.ts';
import type { Chunk } from '../tasks/rowSequence.ts';
import type { TaskEntry, UnreadableEntry } from '../tasks/taskEntry.ts';
import type { TaskGroup } from '../tasks/taskGroup.ts';

import { type Block, Folding } from './folding.ts';

/** One row per account and service. */
export class ServiceNode {
  readonly open: OpenService;

  constructor(open: OpenService) {
    this.open = open;
  }

  get account(): Account {
    return this.open.account;
  }

  get id(): string {
    return `${this.account.id}/${this.open.config.key}`;
  }
}

/** The tasks of one status. */
export class GroupNode {
  readonly parent: ServiceNode;
  readonly group: TaskGroup;
  readonly pager = new PagerNode(this);
  readonly folding = new Folding();

  constructor(parent: ServiceNode, group: TaskGroup) {
    this.parent = parent;
    this.group = group;
  }

  get id(): string {
    return `${this.parent.id}/${this.group.kind.status}`;
  }
}

/** The last row of a group that has more, or whose next page has failed. */
export class PagerNode {
  readonly parent: GroupNode;

  constructor(parent: GroupNode) {
    this.parent = parent;
  }
}

/** A stretch of loaded rows, folded so that a long list costs no more than a short one. */
export class RangeNode {
  readonly parent: GroupNode | BlockNode;
  readonly chunk: Chunk<TaskEntry>;

  constructor(parent: GroupNode | BlockNode, chunk: Chunk<TaskEntry>) {
    this.parent = parent;
    this.chunk = chunk;
  }

  get chunks(): readonly Chunk<TaskEntry>[] {
    return [this.chunk];
  }

  get id(): string {
    return `range:${groupNodeOf(this).id}/${this.chunk.id}`;
  }
}

/** Many such stretches behind one row. */
export class BlockNode {
  readonly parent: GroupNode;
  readonly block: Block;
  readonly id: string;

  constructor(parent: GroupNode, block: Block) {
    this.parent = parent;
    this.block = block;
    this.id = `block:${parent.id}/${block.chunks[0]?.id ?? ''}`;
  }

  get chunks(): readonly Chunk<TaskEntry>[] {
    return this.block.chunks;
  }
}

/** What went wrong with a service or a group, as a row inside it. */
export class FailureNode {
  readonly parent: ServiceNode | GroupNode;
  readonly error: CloudError;

  constructor(parent: ServiceNode | GroupNode, error: CloudError) {
    this.parent = parent;
    this.error = error;
  }

  get service(): ServiceNode {
    return this.parent instanceof GroupNode ? this.parent.parent : this.parent;
  }
}

/** A quiet line at the end of a group. */
export class NoteNode {
  readonly parent: GroupNode;
  readonly text: string;

  constructor(parent: GroupNode, text: string) {
    this.parent = parent;
    this.text = text;
  }
}

/** An entry of `cloudTasks.accounts` that cannot be used. */
export class ProblemNode {
  readonly problem: AccountProblem;

  constructor(problem: AccountProblem) {
    this.problem = problem;
  }
}

/** Everything that can be a row. VS Code knows rows by object: each lives as long as what it shows. */
export type TreeNode =
  | ServiceNode
  | GroupNode
  | RangeNode
  | BlockNode
  | PagerNode
  | FailureNode
  | NoteNode
  | ProblemNode
  | TaskEntry
  | UnreadableEntry;

/** The group a row inside it belongs to. */
export function groupNodeOf(node: RangeNode | BlockNode | PagerNode | NoteNode): GroupNode {
  return node.parent instanceof GroupNode ? node.parent : groupNodeOf(node.parent);
}
