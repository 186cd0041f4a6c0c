import * as vscode from 'vscode';
import type { Clock } from '../../core/model/clock.ts';
import type { Task } from '../../core/model/task.ts';
import { DetailReader, type ShownTasks } from '../../core/polling/detailReader.ts';
import type { OpenTasks, Session } from '../../core/session.ts';
import { FileNames } from '../../core/tasks/fileNames.ts';
import type { GroupNode } from './nodes/groupNode.ts';
import type { TaskNode } from './nodes/taskNode.ts';
import type { TaskView } from './taskView.ts';

/** Rows of a group whose details are read by themselves: somebody who looks for more opens them. */
const mostRows = 200;
/** Of running tasks, as many are kept up to date: a third of the budget, so that new rows still get their names. */
const mostRunning = 20;
/** Failures whose reasons are read by themselves. */
const mostFailures = 50;
const lookMs = 30_000;
/** Progress that was read longer ago is read again. */
const staleMs = 29_000;

/**
 * Reads details of the rows that stand open, for their names, outcomes and progress, while somebody looks: within
 * `cloudTasks.detailsPerSecond` for each account, newest first, in the lowest lane.
 */
export class RowDetails implements vscode.Disposable {
  readonly #view: TaskView;
  readonly #clock: Clock;
  readonly #reader: DetailReader;
  readonly #shown = new Map<GroupNode, ShownTasks>();
  readonly #failed = new Map<OpenTasks, ShownTasks>();
  readonly #names = new WeakMap<OpenTasks, FileNames>();
  readonly #session: Session;
  readonly #subscriptions: readonly vscode.Disposable[];
  #cancel: (() => void) | undefined;

  constructor(view: TaskView, session: Session, clock: Clock) {
    this.#view = view;
    this.#session = session;
    this.#clock = clock;
    this.#reader = new DetailReader(clock, detailsPerSecond);
    this.#subscriptions = [
      view.onDidListGroup((node) => this.#listed(node)),
      view.onDidListAttention(() => this.#showFailures()),
      view.onDidChangeOpenGroups(() => this.#keepOpen()),
      view.onDidChangeVisibility(() => this.#keepOpen()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('cloudTasks.detailsPerSecond')) {
          this.#reader.look();
        }
      }),
    ];
  }

  dispose(): void {
    this.#cancel?.();
    this.#reader.dispose();
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
  }

  #listed(node: GroupNode): void {
    if (this.#shown.has(node)) {
      this.#reader.look();
    } else if (this.#view.inSight && this.#view.openGroups.has(node)) {
      this.#show(node);
    }
  }

  /** Nobody sees the rows of a group that is closed, nor any of a view that is out of sight. */
  #keepOpen(): void {
    const open = this.#view.inSight ? this.#view.openGroups : new Set<GroupNode>();
    for (const [node, shown] of this.#shown) {
      if (!open.has(node)) {
        this.#shown.delete(node);
        this.#reader.hide(shown);
      }
    }
    for (const node of open) {
      if (!this.#shown.has(node)) {
        this.#show(node);
      }
    }
    this.#showFailures();
    this.#schedule();
  }

  /** Failures that stand open are read once, for their names and reasons. */
  #showFailures(): void {
    const { attention, inSight } = this.#view;
    const rows = inSight && attention.isOpen ? attention.rows.slice(0, mostFailures) : [];
    const services = new Set(rows.map(({ service }) => service));
    for (const [service, shown] of this.#failed) {
      if (!services.has(service)) {
        this.#failed.delete(service);
        this.#reader.hide(shown);
      }
    }
    for (const service of services) {
      if (!this.#failed.has(service)) {
        const shown: ShownTasks = {
          account: service.account.id,
          wanted: () => this.#unreadFailures(service),
          read: async (taskId, signal) => {
            await this.#session.detail(service, taskId, signal, 'background');
            return false;
          },
        };
        this.#failed.set(service, shown);
        this.#reader.show(shown);
      }
    }
    this.#reader.look();
  }

  *#unreadFailures(of: OpenTasks): Generator<string> {
    for (const { facts, service, taskId } of this.#view.attention.rows.slice(0, mostFailures)) {
      if (service === of && (facts === undefined || facts.readAt === 0)) {
        yield taskId;
      }
    }
  }

  #show(node: GroupNode): void {
    const { service } = node;
    const names = this.#namesOf(service);
    const shown: ShownTasks = {
      account: service.account.id,
      wanted: () => this.#wanted(node),
      read: async (taskId, signal) => {
        const task = service.tasks.find(taskId)?.task;
        const isNamed =
          task !== undefined && names.canName(task) && (await names.read(unnamed(node), signal));
        if (!isNamed) {
          await this.#session.detail(service, taskId, signal, 'background');
        }
        return isNamed;
      },
    };
    this.#shown.set(node, shown);
    this.#reader.show(shown);
    this.#schedule();
  }

  #namesOf(service: OpenTasks): FileNames {
    const names = this.#names.get(service) ?? new FileNames(service.service, service.facts);
    this.#names.set(service, names);
    return names;
  }

  /** Tasks that nothing is known of, then those that have gone on since. */
  *#wanted(node: GroupNode): Generator<string> {
    const stale: string[] = [];
    const now = this.#clock.now();
    let rows = 0;
    let running = 0;
    for (const row of node.unfoldedTasks()) {
      if (++rows > mostRows) {
        break;
      }
      const { facts } = row;
      if (facts === undefined) {
        yield row.task.task.id;
      } else if (goesOn(row) && facts.conclusion === undefined && ++running <= mostRunning) {
        if (Math.abs(now - facts.readAt) > staleMs) {
          stale.push(row.task.task.id);
        }
      }
    }
    yield* stale;
  }

  /** What runs is read again as its group is. */
  #schedule(): void {
    this.#cancel?.();
    this.#cancel =
      this.#shown.size === 0
        ? undefined
        : this.#clock.after(lookMs, () => {
            this.#reader.look();
            this.#schedule();
          });
  }
}

function* unnamed(node: GroupNode): Generator<Task> {
  let rows = 0;
  for (const { task } of node.unfoldedTasks()) {
    if (++rows > mostRows) {
      return;
    }
    yield task.task;
  }
}

/** A task that waits has no progress, and keeps its name. */
function goesOn({ group }: TaskNode): boolean {
  return group.kind.stage !== 'waiting';
}

/** 0 switches it off. */
function detailsPerSecond(): number {
  const rate = vscode.workspace.getConfiguration('cloudTasks').get('detailsPerSecond', 2);
  return Number.isFinite(rate) ? Math.min(10, Math.max(0, rate)) : 2;
}
