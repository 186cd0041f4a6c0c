import * as vscode from 'vscode';
import type { Accounts } from '../accounts/accounts.ts';
import type { OpenService, OpenServices, OpenTasks } from '../accounts/openServices.ts';
import type { Clock } from '../clouds/clock.ts';
import type { AgentPoller } from '../tasks/agentPoller.ts';
import type { Chunk } from '../tasks/rowSequence.ts';
import { TaskEntry, UnreadableEntry } from '../tasks/taskEntry.ts';
import type { TaskGroup } from '../tasks/taskGroup.ts';
import { WatchedAgent, type WatchedService } from '../tasks/watchedAgent.ts';
import { AgentRows, agentGroupItem, agentItem } from './agentRows.ts';
import { ChangeBatch } from './changeBatch.ts';
import { endText } from './endText.ts';
import type { Block } from './folding.ts';
import { groupItem, serviceItem } from './groupItem.ts';
import {
  AgentGroupNode,
  AgentServiceNode,
  BlockNode,
  FailureNode,
  GroupNode,
  NoteNode,
  PagerNode,
  ProblemNode,
  RangeNode,
  ServiceNode,
  type TreeNode,
} from './nodes.ts';
import { failureItem, noteItem, pagerItem, problemItem, rangeItem, unreadableItem } from './rowItems.ts';
import { serviceFailure } from './serviceFailure.ts';
import { resolveTaskItem, taskItem } from './taskItem.ts';

/** The tree: service → status group → tasks. Reads nothing before a row is opened. */
export class TaskTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #accounts: Accounts;
  readonly #services: OpenServices;
  readonly #clock: Clock;
  readonly #fired = new vscode.EventEmitter<TreeNode[] | undefined>();
  readonly #batch = new ChangeBatch<TreeNode>((changed) => this.#fire(changed));
  readonly #subscription: vscode.Disposable;
  readonly #agents = new AgentRows();
  readonly #serviceNodes = new Map<OpenTasks, ServiceNode>();
  readonly #groupNodes = new WeakMap<TaskGroup, GroupNode>();
  readonly #rangeNodes = new WeakMap<Chunk<TaskEntry>, RangeNode>();
  readonly #blockNodes = new WeakMap<Block, BlockNode>();

  readonly #opened = new vscode.EventEmitter<GroupNode>();
  readonly #listed = new vscode.EventEmitter<GroupNode>();

  readonly onDidChangeTreeData = this.#fired.event;
  /** Fires when the rows of a group are asked for, which VS Code does only for groups that stand open. */
  readonly onDidOpenGroup = this.#opened.event;
  /** Fires when VS Code has been told the rows of a group as they are now. */
  readonly onDidListGroup = this.#listed.event;

  constructor(accounts: Accounts, services: OpenServices, poller: AgentPoller, clock: Clock) {
    this.#accounts = accounts;
    this.#services = services;
    this.#clock = clock;
    this.#meetServices();
    const agentChanged = ({ owner }: WatchedAgent): void => this.#ownerChanged(owner);
    const retired = (owner: WatchedService): void => this.#ownerChanged(owner);
    poller.events.on('agent', agentChanged).on('retired', retired);
    this.#subscription = vscode.Disposable.from(
      services.onDidChange(() => {
        this.#meetServices();
        this.#fired.fire(undefined);
      }),
      new vscode.Disposable(() => poller.events.off('agent', agentChanged).off('retired', retired)),
    );
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const now = this.#clock.now();
    if (node instanceof TaskEntry) {
      return taskItem(node, `${this.groupNode(node.group).id}/${node.task.id}`, now);
    }
    if (node instanceof ServiceNode || node instanceof AgentServiceNode) {
      return serviceItem(node);
    }
    if (node instanceof AgentGroupNode) {
      return agentGroupItem(node);
    }
    if (node instanceof WatchedAgent) {
      return agentItem(node, `${this.#agents.parentOf(node)?.id ?? ''}/${node.config.uuid}`, now);
    }
    if (node instanceof GroupNode) {
      return groupItem(node);
    }
    if (node instanceof RangeNode || node instanceof BlockNode) {
      return rangeItem(node, now);
    }
    if (node instanceof PagerNode) {
      return pagerItem(node);
    }
    if (node instanceof FailureNode) {
      return failureItem(node, now);
    }
    if (node instanceof UnreadableEntry) {
      return unreadableItem(node, `unreadable:${this.groupNode(node.group).id}/${node.key}`);
    }
    return node instanceof NoteNode ? noteItem(node) : problemItem(node);
  }

  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    if (!(node instanceof TaskEntry)) {
      return item;
    }
    return resolveTaskItem(item, node, this.groupNode(node.group).parent.account.id);
  }

  getChildren(node?: TreeNode): TreeNode[] | Promise<TreeNode[]> {
    if (node === undefined) {
      const problems = this.#accounts.problems.map((problem) => new ProblemNode(problem));
      return [...problems, ...this.#services.all.map((open) => this.#rootOf(open))];
    }
    if (node instanceof ServiceNode) {
      return this.#childrenOfService(node);
    }
    if (node instanceof GroupNode) {
      return this.#childrenOfGroup(node);
    }
    if (node instanceof AgentServiceNode) {
      return this.#agents.childrenOfService(node);
    }
    if (node instanceof AgentGroupNode) {
      return this.#agents.childrenOfGroup(node);
    }
    if (node instanceof BlockNode) {
      return node.chunks.map((chunk) => this.#rangeNode(node, chunk));
    }
    return node instanceof RangeNode ? [...node.chunk.rows] : [];
  }

  getParent(node: TreeNode): TreeNode | undefined {
    if (node instanceof TaskEntry) {
      const chunk = node.chunk as Chunk<TaskEntry> | undefined;
      return chunk === undefined
        ? this.groupNode(node.group)
        : this.#homeOf(this.groupNode(node.group), chunk);
    }
    if (node instanceof UnreadableEntry) {
      return this.groupNode(node.group);
    }
    if (node instanceof WatchedAgent) {
      return this.#agents.parentOf(node);
    }
    return 'parent' in node ? node.parent : undefined;
  }

  groupNode(group: TaskGroup): GroupNode {
    const node = this.#groupNodes.get(group);
    if (node !== undefined) {
      return node;
    }
    const service = [...this.#serviceNodes.values()].find(({ open }) => open.tasks.groups.includes(group));
    if (service === undefined) {
      throw new Error(`The group ${group.kind.status} belongs to no service`);
    }
    const made = new GroupNode(service, group);
    this.#groupNodes.set(group, made);
    return made;
  }

  /** Shows these rows anew without asking anyone. */
  repaint(nodes: Iterable<TreeNode>): void {
    for (const node of nodes) {
      this.#batch.add(node);
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#batch.dispose();
    this.#fired.dispose();
    this.#opened.dispose();
    this.#listed.dispose();
  }

  /** What is inside another changed row is shown anew with it. */
  #fire(changed: ReadonlySet<TreeNode>): void {
    const isInside = (node: TreeNode): boolean => {
      const parent = this.getParent(node);
      return parent !== undefined && (changed.has(parent) || isInside(parent));
    };
    this.#fired.fire([...changed].filter((node) => this.#isShown(node) && !isInside(node)));
  }

  /** Whether the row still belongs to the tree; its account may have been removed since it changed. */
  #isShown(node: TreeNode): boolean {
    const tasks = node instanceof TaskEntry ? node.group.service : undefined;
    return tasks === undefined || this.#services.lists.some(({ tasks: { service } }) => service === tasks);
  }

  #childrenOfService(node: ServiceNode): TreeNode[] {
    const { tasks } = node.open;
    void tasks.open();
    const failure = serviceFailure(tasks);
    const groups = tasks.groups.map((group) => this.groupNode(group));
    return failure === undefined ? groups : [new FailureNode(node, failure), ...groups];
  }

  async #childrenOfGroup(node: GroupNode): Promise<TreeNode[]> {
    const { group } = node;
    this.#opened.fire(node);
    await group.open();
    const rows: TreeNode[] = [...group.unreadable];
    if (group.failure?.during === 'refresh') {
      rows.unshift(new FailureNode(node, group.failure.error));
    }
    for (const fold of node.folding.layOut(group.rows.chunks)) {
      if (fold.kind === 'open') {
        rows.push(...fold.chunk.rows);
      } else {
        rows.push(
          fold.kind === 'chunk' ? this.#rangeNode(node, fold.chunk) : this.#blockNode(node, fold.block),
        );
      }
    }
    const end = endText(group.end);
    if (group.hasMore) {
      rows.push(node.pager);
    } else if (end !== undefined) {
      rows.push(new NoteNode(node, end));
    } else if (rows.length === 0) {
      rows.push(new NoteNode(node, vscode.l10n.t('No tasks')));
    }
    this.#listed.fire(node);
    return rows;
  }

  #meetServices(): void {
    const all = new Set<unknown>(this.#services.all);
    for (const open of this.#serviceNodes.keys()) {
      if (!all.has(open)) {
        this.#serviceNodes.delete(open);
      }
    }
    this.#agents.keepOnly(all);
    for (const open of this.#services.all) {
      this.#rootOf(open);
    }
  }

  /** An agent whose status changes moves between groups: all of its service's few rows are listed anew. */
  #ownerChanged(owner: WatchedService): void {
    const open = this.#services.all.find((service) => 'watched' in service && service.watched === owner);
    if (open !== undefined) {
      this.#batch.add(this.#rootOf(open));
    }
  }

  #rootOf(open: OpenService): ServiceNode | AgentServiceNode {
    return 'tasks' in open ? this.#serviceNode(open) : this.#agents.serviceNode(open);
  }

  #serviceNode(open: OpenTasks): ServiceNode {
    const known = this.#serviceNodes.get(open);
    if (known !== undefined) {
      return known;
    }
    const node = new ServiceNode(open);
    this.#serviceNodes.set(open, node);
    const { events } = open.tasks;
    let failed = false;
    events.on('row', (entry) => this.#batch.add(entry));
    events.on('groups', () => this.#batch.add(node));
    events.on('group', (group) => {
      this.#batch.add(this.groupNode(group));
      const fails = serviceFailure(open.tasks) !== undefined;
      if (fails !== failed) {
        failed = fails;
        this.#batch.add(node);
      }
    });
    return node;
  }

  /** The row that the rows of a chunk are listed under. */
  #homeOf(node: GroupNode, chunk: Chunk<TaskEntry>): GroupNode | RangeNode {
    if (node.folding.isOpen(chunk, node.group.rows.chunks)) {
      return node;
    }
    const block = node.folding.blockOf(chunk);
    return this.#rangeNode(block === undefined ? node : this.#blockNode(node, block), chunk);
  }

  #rangeNode(parent: GroupNode | BlockNode, chunk: Chunk<TaskEntry>): RangeNode {
    const known = this.#rangeNodes.get(chunk);
    if (known?.parent === parent) {
      return known;
    }
    const node = new RangeNode(parent, chunk);
    this.#rangeNodes.set(chunk, node);
    return node;
  }

  #blockNode(parent: GroupNode, block: Block): BlockNode {
    const known = this.#blockNodes.get(block);
    if (known !== undefined) {
      return known;
    }
    const node = new BlockNode(parent, block);
    this.#blockNodes.set(block, node);
    return node;
  }
}
