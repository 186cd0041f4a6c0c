import * as vscode from 'vscode';
import type { Clock } from '../../core/model/clock.ts';
import type { AgentPoller } from '../../core/polling/agentPoller.ts';
import { WatchedAgent, type WatchedService } from '../../core/polling/watchedAgent.ts';
import { TaskEntry, UnreadableEntry } from '../../core/tasks/taskEntry.ts';
import type { TaskGroup } from '../../core/tasks/taskGroup.ts';
import type { Accounts } from '../accounts.ts';
import type { OpenService, OpenServices } from '../openServices.ts';
import { AgentRows, agentGroupItem, agentItem, resolveAgentItem } from './agentRows.ts';
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
import { resolveTaskItem, taskItem } from './taskItem.ts';
import { TaskRows } from './taskRows.ts';
import { type Rows, TreeChanges } from './treeChanges.ts';

/** The tree: service → status group → tasks. Reads nothing before a row is opened. */
export class TaskTree implements vscode.TreeDataProvider<TreeNode>, Rows, vscode.Disposable {
  readonly #accounts: Accounts;
  readonly #services: OpenServices;
  readonly #clock: Clock;
  readonly #changes = new TreeChanges(this);
  readonly #subscription: vscode.Disposable;
  readonly #tasks = new TaskRows((node) => this.#changes.add(node));
  readonly #agents = new AgentRows();
  readonly #opened = new vscode.EventEmitter<GroupNode>();
  readonly #listed = new vscode.EventEmitter<GroupNode>();

  readonly onDidChangeTreeData = this.#changes.event;
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
        void this.#changes.addRoot();
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
    if (node instanceof WatchedAgent) {
      return resolveAgentItem(item, node);
    }
    if (!(node instanceof TaskEntry)) {
      return item;
    }
    return resolveTaskItem(item, node, this.groupNode(node.group).parent.account.id);
  }

  getChildren(node?: TreeNode): TreeNode[] | Promise<TreeNode[]> {
    if (node === undefined) {
      return this.#services.ready?.then(() => this.#roots()) ?? this.#roots();
    }
    if (node instanceof ServiceNode) {
      void node.open.tasks.open();
      return this.#tasks.childrenOfService(node);
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
      return this.#tasks.childrenOfBlock(node);
    }
    return node instanceof RangeNode ? [...node.chunk.rows] : [];
  }

  getParent(node: TreeNode): TreeNode | undefined {
    if (node instanceof TaskEntry) {
      return this.#tasks.parentOf(node);
    }
    if (node instanceof UnreadableEntry) {
      return this.groupNode(node.group);
    }
    if (node instanceof WatchedAgent) {
      return this.#agents.parentOf(node);
    }
    return 'parent' in node ? node.parent : undefined;
  }

  isShown(node: TreeNode): boolean {
    const tasks = node instanceof TaskEntry ? node.group.service : undefined;
    return tasks === undefined || this.#services.lists.some(({ tasks: { service } }) => service === tasks);
  }

  groupNode(group: TaskGroup): GroupNode {
    return this.#tasks.groupNode(group);
  }

  /** Shows these rows anew without asking anyone. */
  repaint(nodes: Iterable<TreeNode>): void {
    for (const node of nodes) {
      this.#changes.add(node);
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changes.dispose();
    this.#opened.dispose();
    this.#listed.dispose();
  }

  async #childrenOfGroup(node: GroupNode): Promise<TreeNode[]> {
    this.#opened.fire(node);
    await node.group.open();
    const rows = this.#tasks.childrenOfGroup(node);
    this.#listed.fire(node);
    return rows;
  }

  #roots(): TreeNode[] {
    const problems = this.#accounts.problems.map((problem) => new ProblemNode(problem));
    return [...problems, ...this.#services.all.map((open) => this.#rootOf(open))];
  }

  #meetServices(): void {
    const all = new Set<unknown>(this.#services.all);
    this.#tasks.keepOnly(all);
    this.#agents.keepOnly(all);
    for (const open of this.#services.all) {
      this.#rootOf(open);
    }
  }

  /** An agent whose status changes moves between groups: all of its service's few rows are listed anew. */
  #ownerChanged(owner: WatchedService): void {
    const open = this.#services.all.find((service) => 'watched' in service && service.watched === owner);
    if (open !== undefined) {
      this.#changes.add(this.#rootOf(open));
    }
  }

  #rootOf(open: OpenService): ServiceNode | AgentServiceNode {
    return 'tasks' in open ? this.#tasks.serviceNode(open) : this.#agents.serviceNode(open);
  }
}
