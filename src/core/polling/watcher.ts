import { EventEmitter } from 'node:events';
import type { Account } from '../model/account.ts';
import type { Clock } from '../model/clock.ts';
import { CloudError } from '../model/errors.ts';
import type { NamedTask } from '../providers/service.ts';
import { Looks } from './looks.ts';
import { type WatchableService, WatchedService, WatchedTask } from './watchedTask.ts';

export interface SettledTask {
  readonly task: WatchedTask;
  readonly status: string;
  /** Whether a person has started it here. */
  readonly startedByUser: boolean;
}

export interface WatcherEvents {
  /** One task, or why it could not be read, is another. */
  task: [WatchedTask];
  /** Tasks have come or gone. */
  tasks: [];
  /** A service no longer has the API, and is not asked unasked any more; or it has it again. */
  support: [WatchedService];
  /** A task that was seen running no longer is. */
  settled: [SettledTask];
}

/**
 * Keeps a set of tasks known by reading each by its id: once when it is added, when somebody asks, and after it was
 * started; then again and again only until it is settled, or while a look fails for a passing reason. Which service
 * they are of does not matter; its client keeps the rate.
 */
export class Watcher {
  readonly events = new EventEmitter<WatcherEvents>();
  readonly #services: WatchedService[] = [];
  readonly #looks: Looks;
  readonly #starting = new Map<WatchedTask, Promise<void>>();

  constructor(clock: Clock) {
    this.#looks = new Looks(clock, {
      changed: (task) => this.events.emit('task', task),
      support: (owner) => this.events.emit('support', owner),
      settled: (task, status, startedByUser) => this.events.emit('settled', { task, status, startedByUser }),
    });
  }

  get services(): readonly WatchedService[] {
    return this.#services;
  }

  get tasks(): readonly WatchedTask[] {
    return this.#services.flatMap(({ tasks }) => tasks);
  }

  /** Watches these tasks of a service. Of one that is watched already, tasks that stay keep what is known of them. */
  watch(account: Account, service: WatchableService, named: readonly NamedTask[]): WatchedService {
    const owner = new WatchedService(account, service);
    const at = this.#services.findIndex(
      (it) => it.account.id === account.id && it.service.key === service.key,
    );
    const before = this.#services[at];
    owner.tasks = named.map((name) => {
      const task = new WatchedTask(owner, name);
      const known = before?.tasks.find(({ id }) => id === name.id);
      if (known !== undefined) {
        this.#looks.handOver(known, task);
      }
      return task;
    });
    if (before === undefined) {
      this.#services.push(owner);
    } else {
      this.#services[at] = owner;
      this.#looks.forget(before);
    }
    for (const task of owner.tasks) {
      this.#looks.begin(task);
    }
    this.events.emit('tasks');
    return owner;
  }

  unwatch(owner: WatchedService): void {
    const at = this.#services.indexOf(owner);
    if (at >= 0) {
      this.#services.splice(at, 1);
      this.#looks.forget(owner);
      this.events.emit('tasks');
    }
  }

  /**
   * Looks now, because somebody asks: also at what its service was said to be no longer able to tell.
   * Resolves when the services have answered, or will not be asked for the time being.
   */
  async look(tasks: readonly WatchedTask[] = this.tasks): Promise<void> {
    await Promise.all(tasks.filter((task) => this.#isWatched(task)).map((task) => this.#looks.now(task)));
  }

  /** Starts a task anew and follows it. Rejects with the CloudError when it could not be started. */
  start(task: WatchedTask, signal: AbortSignal): Promise<void> {
    const starting = this.#starting.get(task) ?? this.#start(task, signal);
    this.#starting.set(task, starting);
    return starting.finally(() => this.#starting.delete(task));
  }

  /** Stops asking, and takes back what is being asked. */
  pause(): void {
    this.#looks.pause();
  }

  /** Looks at once at what was waited for. */
  resume(): void {
    this.#looks.resume();
  }

  dispose(): void {
    this.events.removeAllListeners();
    this.#services.length = 0;
    this.#looks.dispose();
  }

  async #start(task: WatchedTask, signal: AbortSignal): Promise<void> {
    const { owner } = task;
    try {
      await owner.service.start?.(task.id, signal);
    } catch (error) {
      if (error instanceof CloudError && error.kind === 'retired' && this.#isWatched(task)) {
        this.#looks.unsupported(owner, error);
      }
      throw error;
    }
    if (this.#isWatched(task)) {
      this.#looks.follow(task);
    }
  }

  #isWatched(task: WatchedTask): boolean {
    return this.#services.includes(task.owner);
  }
}
