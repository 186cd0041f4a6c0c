import * as vscode from 'vscode';
import type { Clock } from '../../core/model/clock.ts';
import type { AgentPoller } from '../../core/polling/agentPoller.ts';
import type { WatchedAgent, WatchedService } from '../../core/polling/watchedAgent.ts';
import type { OpenService, Session } from '../../core/session.ts';
import type { TaskEntry } from '../../core/tasks/taskEntry.ts';
import type { TaskGroup } from '../../core/tasks/taskGroup.ts';
import type { Accounts } from '../accounts.ts';
import { AgentServiceNode } from './nodes/agentServiceNode.ts';
import type { GroupNode } from './nodes/groupNode.ts';
import type { TreeNode } from './nodes/node.ts';
import { ProblemNode } from './nodes/problemNode.ts';
import { ServiceNode } from './nodes/serviceNode.ts';
import type { TaskNode } from './nodes/taskNode.ts';
import { TreeChanges } from './treeChanges.ts';

/** The tree: service → status group → tasks. Reads nothing before a row is opened. */
export class TaskTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #accounts: Accounts;
  readonly #services: Session;
  readonly #poller: AgentPoller;
  readonly #clock: Clock;
  readonly #roots = new Map<OpenService, ServiceNode | AgentServiceNode>();
  readonly #changes = new TreeChanges((node) => this.#isShown(node));
  readonly #opened = new vscode.EventEmitter<GroupNode>();
  readonly #listed = new vscode.EventEmitter<GroupNode>();
  readonly #subscription: vscode.Disposable;

  readonly onDidChangeTreeData = this.#changes.event;
  /** Fires when the rows of a group are asked for, which VS Code does only for groups that stand open. */
  readonly onDidOpenGroup = this.#opened.event;
  /** Fires when VS Code has been told the rows of a group as they are now. */
  readonly onDidListGroup = this.#listed.event;

  constructor(accounts: Accounts, services: Session, poller: AgentPoller, clock: Clock) {
    this.#accounts = accounts;
    this.#services = services;
    this.#poller = poller;
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
    return node.item(this.#clock.now());
  }

  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    return node.resolve?.(item) ?? item;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (node !== undefined) {
      return [...((await node.children?.()) ?? [])];
    }
    const problems = this.#accounts.issues.map((issue) => new ProblemNode(issue));
    return [...problems, ...this.#roots.values()];
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.parent;
  }

  groupNode(group: TaskGroup): GroupNode {
    for (const root of this.#roots.values()) {
      if (root.kind === 'service' && root.service.tasks.groups.includes(group)) {
        return root.groupNode(group);
      }
    }
    throw new Error(`The group ${group.kind.status} belongs to no service`);
  }

  taskNode(entry: TaskEntry): TaskNode {
    return this.groupNode(entry.group).taskNode(entry);
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

  /** The account of a row may have been removed since it changed. */
  #isShown(node: TreeNode): boolean {
    return node.service === undefined || this.#roots.has(node.service);
  }

  #meetServices(): void {
    const known = new Map(this.#roots);
    this.#roots.clear();
    for (const service of this.#services.all) {
      this.#roots.set(service, known.get(service) ?? this.#rootOf(service));
    }
  }

  #rootOf(service: OpenService): ServiceNode | AgentServiceNode {
    return 'tasks' in service
      ? new ServiceNode(service, {
          changed: (node) => this.#changes.add(node),
          opened: (node) => this.#opened.fire(node),
          listed: (node) => this.#listed.fire(node),
        })
      : new AgentServiceNode(service, this.#poller);
  }

  /** An agent whose status changes moves between groups: all of its service's few rows are listed anew. */
  #ownerChanged(owner: WatchedService): void {
    for (const root of this.#roots.values()) {
      if (root.kind === 'agentService' && root.service.watched === owner) {
        this.#changes.add(root);
      }
    }
  }
}
