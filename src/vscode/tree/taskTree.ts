import * as vscode from 'vscode';
import type { Clock } from '../../core/model/clock.ts';
import type { WatchedService, WatchedTask } from '../../core/polling/watchedTask.ts';
import type { Watcher } from '../../core/polling/watcher.ts';
import type { OpenService, Session } from '../../core/session.ts';
import type { Failures } from '../../core/tasks/failures.ts';
import type { ListIdentity, TaskRecord } from '../../core/tasks/listRows.ts';
import type { Accounts } from '../accounts.ts';
import { AccountNode } from './nodes/accountNode.ts';
import { AttentionNode } from './nodes/attentionNode.ts';
import type { GroupNode } from './nodes/groupNode.ts';
import type { TreeNode } from './nodes/node.ts';
import { ProblemNode } from './nodes/problemNode.ts';
import { ServiceNode } from './nodes/serviceNode.ts';
import type { TaskNode } from './nodes/taskNode.ts';
import { WatchedServiceNode } from './nodes/watchedServiceNode.ts';
import { TreeChanges } from './treeChanges.ts';

/** A row with more rows than this below it waits for the next minute with counts that are others. */
const fewRows = 100;

/** The tree: failures of all accounts; account → service → status group → tasks. Reads nothing before a row is opened. */
export class TaskTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #accounts: Accounts;
  readonly #services: Session;
  readonly #watcher: Watcher;
  readonly #failures: Failures;
  readonly #clock: Clock;
  readonly #rows = new Map<string, AccountNode>();
  readonly #changes = new TreeChanges((node) => this.#isShown(node));
  readonly #opened = new vscode.EventEmitter<GroupNode>();
  readonly #listed = new vscode.EventEmitter<GroupNode>();
  readonly #attentionOpened = new vscode.EventEmitter<AttentionNode>();
  readonly #subscription: vscode.Disposable;
  /** Whether VS Code was told of it. */
  #showsAttention = false;

  /** The failures of all accounts: a row where there are any. */
  readonly attention: AttentionNode;
  readonly onDidChangeTreeData = this.#changes.event;
  /** Fires when the rows of a group are asked for, which VS Code does only for groups that stand open. */
  readonly onDidOpenGroup = this.#opened.event;
  /** Fires when VS Code has been told the rows of a group as they are now. */
  readonly onDidListGroup = this.#listed.event;
  /** Fires when the rows of failures are asked for, and with each change of them while they stand open. */
  readonly onDidListAttention = this.#attentionOpened.event;

  constructor(accounts: Accounts, services: Session, watcher: Watcher, failures: Failures, clock: Clock) {
    this.#accounts = accounts;
    this.#services = services;
    this.#watcher = watcher;
    this.#failures = failures;
    this.#clock = clock;
    this.attention = new AttentionNode(failures, services, () => this.#attentionOpened.fire(this.attention));
    this.#meetServices();
    const agentChanged = ({ owner }: WatchedTask): void => this.#ownerChanged(owner);
    const retired = (owner: WatchedService): void => this.#ownerChanged(owner);
    watcher.events.on('task', agentChanged).on('support', retired);
    this.#subscription = vscode.Disposable.from(
      services.onDidChange(() => {
        this.#meetServices();
        void this.#changes.addRoot();
      }),
      failures.onDidChange(() => this.#failuresChanged()),
      new vscode.Disposable(() => watcher.events.off('task', agentChanged).off('support', retired)),
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
    this.#showsAttention = !this.attention.isEmpty;
    const attention = this.#showsAttention ? [this.attention] : [];
    return [...attention, ...problems, ...[...this.#rows.values()].flatMap(({ row }) => row ?? [])];
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.parent;
  }

  groupNode(list: ListIdentity): GroupNode {
    for (const node of this.#serviceNodes()) {
      const group = node.kind === 'service' && node.service.tasks.groups.find((each) => each === list);
      if (node.kind === 'service' && group) {
        return node.groupNode(group);
      }
    }
    throw new Error(`The group ${list.key} belongs to no service`);
  }

  taskNode(entry: TaskRecord): TaskNode {
    return this.groupNode(entry.list).taskNode(entry);
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
    this.#attentionOpened.dispose();
  }

  /**
   * Shows the rows of accounts and services anew whose counts are others by now. VS Code lists anew whatever stands
   * open below a row that it shows anew: not where that is more than `most` rows.
   */
  showStates(most = fewRows): void {
    const rows = [...this.#rows.values(), ...this.#serviceNodes()];
    this.repaint(rows.filter(({ isStale, openRows }) => isStale && openRows <= most));
  }

  #failuresChanged(): void {
    this.showStates();
    if (this.attention.isEmpty === this.#showsAttention) {
      void this.#changes.addRoot();
    } else if (this.#showsAttention) {
      this.repaint(this.attention.changed());
    }
  }

  /** The account of a row may have been removed since it changed. */
  #isShown({ account, service }: TreeNode): boolean {
    const row = account && this.#rows.get(account.id);
    return account === undefined
      ? service === undefined
      : row !== undefined && (service === undefined || row.services.some((node) => node.service === service));
  }

  *#serviceNodes(): Generator<ServiceNode | WatchedServiceNode> {
    for (const { services } of this.#rows.values()) {
      yield* services;
    }
  }

  #meetServices(): void {
    const known = new Map(this.#rows);
    this.#rows.clear();
    const { all } = this.#services;
    const accounts = new Set(all.map(({ account }) => account));
    for (const account of accounts) {
      const services = all.filter((service) => service.account === account);
      const row = known.get(account.id) ?? new AccountNode(account, accounts.size);
      const before = new Map(row.services.map((node) => [node.service as OpenService, node]));
      row.account = account;
      row.services = services.map((service) => before.get(service) ?? this.#serviceNode(row, service));
      this.#rows.set(account.id, row);
    }
  }

  #serviceNode(row: AccountNode, service: OpenService): ServiceNode | WatchedServiceNode {
    return 'tasks' in service
      ? new ServiceNode(
          service,
          row,
          {
            changed: (node) => this.#changes.add(node),
            stateChanged: () => this.showStates(),
            opened: (node) => this.#opened.fire(node),
            listed: (node) => this.#listed.fire(node),
          },
          (of) => this.#failures.totalOf(of),
        )
      : new WatchedServiceNode(service, row, this.#watcher);
  }

  /** An agent whose status changes moves between groups: all of its service's few rows are listed anew. */
  #ownerChanged(owner: WatchedService): void {
    for (const node of this.#serviceNodes()) {
      if (node.kind === 'watchedService' && node.service.watched === owner) {
        this.#changes.add(node);
      }
    }
    this.showStates();
  }
}
