import * as vscode from 'vscode';
import type { Account } from '../../../core/model/account.ts';
import type { Instant } from '../../../core/model/task.ts';
import type { OpenTasks } from '../../../core/session.ts';
import type { Chunk } from '../../../core/tasks/chunkedRows.ts';
import {
  isTask,
  type ListRow,
  type TaskRecord,
  type UnreadableRecord,
} from '../../../core/tasks/listRows.ts';
import type { StatusList } from '../../../core/tasks/statusList.ts';
import { endText } from '../../text/endText.ts';
import { groupCount, groupTooltip, isFirstRead } from '../../text/groupText.ts';
import { contextValue } from '../contextValues.ts';
import { type Block, Folding } from '../folding.ts';
import { isSameListing, type Listing, listingOf } from '../listing.ts';
import { statusIcon } from '../statusIcon.ts';
import { BlockNode } from './blockNode.ts';
import { type FailingNode, FailureNode } from './failureNode.ts';
import { idPart, type TreeNode } from './node.ts';
import { NoteNode } from './noteNode.ts';
import { PagerNode } from './pagerNode.ts';
import { RangeNode } from './rangeNode.ts';
import { type TaskHome, TaskNode } from './taskNode.ts';
import { UnreadableNode } from './unreadableNode.ts';

/** Who is told of a group's rows. */
export interface GroupListener {
  /** VS Code asks for the rows, which it does only for groups that stand open. */
  opened(node: GroupNode): void;
  /** VS Code has been told the rows as they are now. */
  listed(node: GroupNode): void;
}

/** The service a group belongs to. */
export interface GroupParent extends TreeNode {
  readonly account: Account;
  readonly service: OpenTasks;
}

/** The tasks of one status. */
export class GroupNode implements FailingNode, TaskHome {
  readonly kind = 'group';
  readonly parent: GroupParent;
  readonly group: StatusList;
  readonly pager: PagerNode;
  /** Whether VS Code lists the rows. */
  isOpen = false;
  readonly #listener: GroupListener;
  readonly #folding = new Folding();
  readonly #tasks = new WeakMap<TaskRecord, TaskNode>();
  readonly #ranges = new WeakMap<Chunk<ListRow>, RangeNode>();
  readonly #blocks = new WeakMap<Block, BlockNode>();
  readonly #unreadable = new WeakMap<UnreadableRecord, UnreadableNode>();
  readonly #nodeOf = (row: ListRow): TaskNode | UnreadableNode =>
    isTask(row) ? this.taskNode(row) : this.#unreadableNode(row);
  /** As VS Code was last told. */
  #listing: Listing | undefined;

  constructor(parent: GroupParent, group: StatusList, listener: GroupListener) {
    this.parent = parent;
    this.group = group;
    this.pager = new PagerNode(this, group, parent.service.tasks.options.pageSize);
    this.#listener = listener;
  }

  get id(): string {
    return `${this.parent.id}/${idPart(this.group.key)}`;
  }

  get account(): Account {
    return this.parent.account;
  }

  get service(): OpenTasks {
    return this.parent.service;
  }

  item(now: Instant): vscode.TreeItem {
    const { group } = this;
    const name = vscode.l10n.t(group.kind.name);
    const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
    const count = groupCount(group);
    item.id = this.id;
    item.description = group.failure === undefined ? count : `${count} ⚠`.trim();
    item.iconPath = statusIcon(group.kind, group.rows.size > 0);
    item.contextValue = group.hasMore ? contextValue.groupWithMore : contextValue.group;
    item.tooltip = groupTooltip(group, name, now);
    const spokenCount = isFirstRead(group) ? vscode.l10n.t('loading…') : count;
    const parts = [name, spokenCount, group.failure?.error.code ?? ''].filter((part) => part !== '');
    item.accessibilityInformation = { label: parts.join(', ') };
    return item;
  }

  async children(): Promise<readonly TreeNode[]> {
    this.#listener.opened(this);
    await this.group.open();
    const rows = this.#rows();
    this.#listing = listingOf(this.group);
    this.#listener.listed(this);
    return rows;
  }

  refresh(): Promise<void> {
    return this.group.refresh();
  }

  retry(): Promise<void> {
    return this.group.retry();
  }

  /**
   * What has to be shown anew now that the group is another. VS Code keeps some 200 bytes for good of every row it is
   * told of, known or not: a group whose rows are the same ones as before is not listed anew. Its pager shows whether
   * it is loading.
   */
  changed(): TreeNode | undefined {
    if (this.#listing === undefined || !isSameListing(this.#listing, listingOf(this.group))) {
      return this;
    }
    return this.group.hasMore ? this.pager : undefined;
  }

  /** The row of a task, which stays the same object while the task stays in the group. */
  taskNode(entry: TaskRecord): TaskNode {
    return this.shownTaskNode(entry) ?? this.#keep(entry, new TaskNode(this, entry));
  }

  /** The row of a task, if there has been one. */
  shownTaskNode(entry: TaskRecord): TaskNode | undefined {
    return this.#tasks.get(entry);
  }

  /** The rows of tasks that stand in no folded range. */
  *unfoldedTasks(): Generator<TaskNode> {
    for (const fold of this.#folding.layOut(this.group.rows.chunks)) {
      if (fold.kind === 'open') {
        yield* fold.chunk.rows.filter(isTask).map((record) => this.taskNode(record));
      }
    }
  }

  parentOf(row: ListRow): TreeNode {
    const chunk = row.chunk as Chunk<ListRow> | undefined;
    if (chunk === undefined || this.#folding.isOpen(chunk, this.group.rows.chunks)) {
      return this;
    }
    const block = this.#folding.blockOf(chunk);
    return this.#range(block === undefined ? this : this.#block(block), chunk);
  }

  #rows(): readonly TreeNode[] {
    const { group } = this;
    const rows: TreeNode[] = [];
    if (group.failure?.during === 'refresh') {
      rows.unshift(new FailureNode(this, group.failure.error));
    }
    for (const fold of this.#folding.layOut(group.rows.chunks)) {
      if (fold.kind === 'open') {
        rows.push(...fold.chunk.rows.map(this.#nodeOf));
      } else {
        rows.push(fold.kind === 'chunk' ? this.#range(this, fold.chunk) : this.#block(fold.block));
      }
    }
    const end = endText(group);
    if (end !== undefined) {
      rows.push(new NoteNode(this, end));
    }
    if (group.hasMore) {
      rows.push(this.pager);
    } else if (rows.length === 0) {
      rows.push(new NoteNode(this, noTasksText(group)));
    }
    return rows;
  }

  #unreadableNode(record: UnreadableRecord): UnreadableNode {
    const known = this.#unreadable.get(record);
    const node = known ?? new UnreadableNode(this, record);
    this.#unreadable.set(record, node);
    return node;
  }

  #keep(entry: TaskRecord, node: TaskNode): TaskNode {
    this.#tasks.set(entry, node);
    return node;
  }

  #range(parent: GroupNode | BlockNode, chunk: Chunk<ListRow>): RangeNode {
    const known = this.#ranges.get(chunk);
    if (known?.parent === parent) {
      return known;
    }
    const node = new RangeNode(parent, this, chunk, this.#nodeOf);
    this.#ranges.set(chunk, node);
    return node;
  }

  #block(block: Block): BlockNode {
    const known = this.#blocks.get(block);
    if (known !== undefined) {
      return known;
    }
    const node = new BlockNode(this, this.group, block, (parent, chunk) => this.#range(parent, chunk));
    this.#blocks.set(block, node);
    return node;
  }
}

/** Where a service does not list failed tasks, none are known until details are read. */
function noTasksText({ kind, listed }: StatusList): string {
  return kind.failed === true && !listed
    ? vscode.l10n.t('None known: only the details of tasks tell')
    : vscode.l10n.t('No tasks');
}
