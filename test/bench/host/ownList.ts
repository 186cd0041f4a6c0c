import { join } from 'node:path';
import * as vscode from 'vscode';
import { thisMachine } from '../../../src/core/accounts/credentials/credentialPlaces.ts';
import { systemClock } from '../../../src/core/model/clock.ts';
import { mps } from '../../../src/core/providers/tencent/mps.ts';
import { type OpenTasks, Session } from '../../../src/core/session.ts';
import { Failures } from '../../../src/core/tasks/failures.ts';
import { isTask, type TaskRecord } from '../../../src/core/tasks/listRows.ts';
import { SeenFailures } from '../../../src/core/tasks/seenFailures.ts';
import type { StatusList } from '../../../src/core/tasks/statusList.ts';
import { Accounts } from '../../../src/vscode/accounts.ts';
import { loadMore } from '../../../src/vscode/commands/listCommands.ts';
import { SecretStore } from '../../../src/vscode/secretStore.ts';
import type { TreeNode } from '../../../src/vscode/tree/nodes/node.ts';
import { TaskTree } from '../../../src/vscode/tree/taskTree.ts';
import { TaskView } from '../../../src/vscode/tree/taskView.ts';
import type { LoadMore, Refresh } from '../hostCalls.ts';
import type { BenchList } from './benchList.ts';
import { BenchService, pageSize } from './benchService.ts';

/** Rows beyond the 100,000 of the product are part of the bench. */
const maxPages = 10_000;

class CountedTree extends TaskTree {
  rowsAsked = 0;

  override getTreeItem(node: TreeNode): vscode.TreeItem {
    this.rowsAsked++;
    return super.getTreeItem(node);
  }
}

/** The product's tree, engine and view on {@link BenchService}; only accounts and network are left out. */
export class OwnList implements BenchList, vscode.Disposable {
  fires = 0;
  readonly #accounts: Accounts;
  readonly #services: Session;
  readonly #tree: CountedTree;
  readonly #view: TaskView;
  readonly #subscriptions: vscode.Disposable[];
  #service = new BenchService();
  #accountId: string | undefined;
  #firedAt: (() => void) | undefined;

  constructor(context: vscode.ExtensionContext) {
    const secrets = new SecretStore(context.secrets, context.globalState);
    this.#accounts = new Accounts(secrets, thisMachine);
    this.#services = new Session({
      accounts: this.#accounts,
      clock: systemClock,
      language: 'en-US',
      log: { debug: () => {}, warn: () => {} },
      pageSize: () => pageSize,
      maxPages,
      registry: [{ ...mps, create: () => this.#service }],
    });
    const folder = context.globalStorageUri.fsPath;
    const failures = new Failures(systemClock, new SeenFailures(join(folder, 'seen-failures.txt')));
    this.#tree = new CountedTree(
      this.#accounts,
      this.#services,
      this.#services.watcher,
      failures,
      systemClock,
    );
    const view = vscode.window.createTreeView('cloudTasks.tasks', { treeDataProvider: this.#tree });
    this.#view = new TaskView(view, this.#tree);
    this.#subscriptions = [
      this.#tree.onDidChangeTreeData(() => {
        this.fires++;
        this.#firedAt?.();
      }),
      this.#view,
      view,
      this.#tree,
      this.#services,
      this.#accounts,
      secrets,
    ];
  }

  /** Starts over with this many rows, shows them, and returns them. */
  async fill(size: number): Promise<readonly TaskRecord[]> {
    if (this.#accountId !== undefined) {
      this.#accounts.removeTransient(this.#accountId);
    }
    this.#service = new BenchService();
    this.#accountId = `bench-${size}`;
    const entry = {
      label: 'Bench',
      cloud: 'tencent',
      site: 'china',
      credentials: 'environment',
      services: { mps: {} },
    };
    this.#accounts.addTransient(this.#accountId, entry, { id: '', secret: '' });
    await this.#group.loadAll(size, new AbortController().signal, () => {});
    await vscode.commands.executeCommand('workbench.view.extension.bench');
    await this.scrollToTop();
    return [...this.#group.rows].filter(isTask).slice(0, size);
  }

  async loadMore(): Promise<LoadMore> {
    const { last } = this.#group.rows;
    const fired = this.#nextFire();
    const clickedAt = Date.now();
    await loadMore(this.#tree.groupNode(this.#group).pager, this.#view);
    const revealedAt = Date.now();
    const row = this.#group.rows.next(last);
    const taskId = row !== undefined && isTask(row) ? row.task.id : '';
    return { taskId, clickedAt, firedAt: await fired, revealedAt };
  }

  async scrollToTop(): Promise<void> {
    const first = this.#group.rows.next(undefined);
    if (first !== undefined && isTask(first)) {
      await this.#view.reveal(first, { select: false, focus: false });
    }
  }

  async refresh(round: number, every: number): Promise<Refresh> {
    this.#service.change(round, every);
    const fired = this.#nextFire();
    await this.#group.refresh();
    return { firedAt: await fired };
  }

  nameRows(): void {
    const { facts } = this.#open;
    for (const { task } of this.#group.tasks) {
      facts.learn(task.id, {
        name: `lecture-${task.id.slice(-8)}.mp4`,
        source: undefined,
        conclusion: undefined,
        failures: [],
        counts: { succeeded: 1, failed: 0, running: 1 },
        progress: 50,
        readAt: Date.now(),
      });
    }
  }

  get rowsAsked(): number {
    return this.#tree.rowsAsked;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
  }

  get #open(): OpenTasks {
    const [open] = this.#services.lists;
    if (open === undefined) {
      throw new Error('Nothing has been filled in');
    }
    return open;
  }

  get #group(): StatusList {
    const [group] = this.#open.tasks.groups;
    if (group === undefined) {
      throw new Error('The service has no group');
    }
    return group;
  }

  #nextFire(): Promise<number> {
    return new Promise((resolve) => {
      this.#firedAt = () => resolve(Date.now());
    });
  }
}
