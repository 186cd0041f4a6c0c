import type { AccountProblem } from '../../core/accounts/accountProblem.ts';
import type { Account } from '../../core/model/account.ts';
import type { CloudError } from '../../core/model/errors.ts';
import type { StatusKind } from '../../core/model/task.ts';
import type { WatchedAgent } from '../../core/polling/watchedAgent.ts';
import type { Chunk } from '../../core/tasks/rowSequence.ts';
import type { TaskEntry, UnreadableEntry } from '../../core/tasks/taskEntry.ts';
import type { TaskGroup } from '../../core/tasks/taskGroup.ts';
import type { OpenAgents, OpenTasks } from '../openServices.ts';

import { type Block, Folding } from './folding.ts';
import type { Listing } from './listing.ts';

/** One row per account and service with a task list. */
export class ServiceNode {
  readonly open: OpenTasks;

  constructor(open: OpenTasks) {
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
  /** As VS Code was last told. */
  listing: Listing | undefined;

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
  readonly parent: ServiceNode | GroupNode | AgentServiceNode;
  readonly error: CloudError;

  constructor(parent: FailureNode['parent'], error: CloudError) {
    this.parent = parent;
    this.error = error;
  }

  get service(): ServiceNode | AgentServiceNode {
    return this.parent instanceof GroupNode ? this.parent.parent : this.parent;
  }
}

/** One row per account and service with agents. */
export class AgentServiceNode {
  readonly open: OpenAgents;

  constructor(open: OpenAgents) {
    this.open = open;
  }

  get account(): Account {
    return this.open.account;
  }

  get id(): string {
    return `${this.account.id}/${this.open.config.key}`;
  }
}

/** The agents of one status. */
export class AgentGroupNode {
  readonly parent: AgentServiceNode;
  readonly kind: StatusKind;

  constructor(parent: AgentServiceNode, kind: StatusKind) {
    this.parent = parent;
    this.kind = kind;
  }

  get id(): string {
    return `${this.parent.id}/${this.kind.status}`;
  }

  get agents(): readonly WatchedAgent[] {
    return this.parent.open.watched.agents.filter(({ status }) => status === this.kind.status);
  }
}

/** A quiet line in a group. A click on it can do something about what it says. */
export class NoteNode {
  readonly parent: GroupNode | AgentGroupNode | AgentServiceNode;
  readonly text: string;
  /** Takes the parent. */
  readonly command: string | undefined;

  constructor(parent: NoteNode['parent'], text: string, command?: string) {
    this.parent = parent;
    this.text = text;
    this.command = command;
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
  | AgentServiceNode
  | AgentGroupNode
  | WatchedAgent
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
export function groupNodeOf(node: RangeNode | BlockNode | PagerNode): GroupNode {
  return node.parent instanceof GroupNode ? node.parent : groupNodeOf(node.parent);
}
