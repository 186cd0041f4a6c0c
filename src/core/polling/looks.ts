import type { Clock } from '../model/clock.ts';
import { errorPolicy } from '../model/errorPolicy.ts';
import { CloudError } from '../model/errors.ts';
import { phrase } from '../model/phrase.ts';
import type { Task } from '../model/task.ts';
import { words } from '../model/words.ts';
import { LookUpBatches } from './lookUpBatches.ts';
import { pollDelay } from './pollDelay.ts';
import { Scheduler } from './scheduler.ts';
import { StartedTasks } from './startedTasks.ts';
import { ThrottleHolds } from './throttleHolds.ts';
import type { WatchedService, WatchedTask } from './watchedTask.ts';

/** Who is told what looks have found. */
export interface LookListener {
  /** The task, or why it could not be read, is another. */
  readonly changed: (task: WatchedTask) => void;
  /** The service no longer has the API, or has it again. */
  readonly support: (owner: WatchedService) => void;
  /** A task that was seen running no longer is. */
  readonly settled: (task: WatchedTask, status: string, startedByUser: boolean) => void;
}

/**
 * What each look at a watched task finds, and when the next one follows: while the task is not settled, while a look
 * fails for a passing reason, and when a service that wanted fewer requests is asked again.
 */
export class Looks {
  readonly #clock: Clock;
  readonly #listener: LookListener;
  readonly #scheduler: Scheduler<WatchedTask>;
  /** Looks in a row that found a task unsettled, or failed; each makes the wait longer. */
  readonly #waits = new Map<WatchedTask, number>();
  readonly #holds: ThrottleHolds;
  readonly #started = new StartedTasks();
  readonly #batches = new LookUpBatches();

  constructor(clock: Clock, listener: LookListener) {
    this.#clock = clock;
    this.#listener = listener;
    this.#holds = new ThrottleHolds(clock);
    this.#scheduler = new Scheduler<WatchedTask>(clock, {
      look: (task, signal) => this.#ask(task, signal),
      notBefore: (task) => this.#holds.until(task.owner),
    });
  }

  /** Looks for the first time, as soon as the caller is done. */
  begin(task: WatchedTask): void {
    this.#scheduler.set(task, 0);
  }

  /** The task goes on as another object, because its service was configured anew. */
  handOver(from: WatchedTask, to: WatchedTask): void {
    to.task = from.task;
    to.since = from.since;
    this.#started.handOver(from, to);
  }

  /** Looks now. Resolves when the service has answered, or will not be asked for the time being. */
  now(task: WatchedTask): Promise<void> {
    return this.#scheduler.now(task);
  }

  /** A person has started it: it is followed until it is settled. */
  follow(task: WatchedTask): void {
    // What is under way was asked before it began.
    this.#scheduler.giveUp(task);
    this.#supported(task);
    this.#started.begin(task, this.#clock.monotonic());
    this.#waits.delete(task);
    this.#hold(task, runningTask(task));
    this.#scheduler.set(task, 0);
  }

  /** The service no longer has the API: its tasks are not looked at unasked any more. */
  unsupported(owner: WatchedService, error: CloudError): void {
    const isNew = owner.unsupported === undefined;
    owner.unsupported = error;
    this.#holds.forget(owner);
    for (const task of owner.tasks) {
      this.#scheduler.delete(task);
    }
    if (isNew) {
      this.#listener.support(owner);
    }
  }

  forget(owner: WatchedService): void {
    this.#holds.forget(owner);
    for (const task of owner.tasks) {
      this.#scheduler.delete(task);
      this.#waits.delete(task);
      this.#started.forget(task);
    }
  }

  /** Stops asking, and takes back what is being asked. */
  pause(): void {
    this.#scheduler.pause();
  }

  /** Looks at once at what was waited for. */
  resume(): void {
    this.#waits.clear();
    this.#scheduler.resume();
  }

  dispose(): void {
    this.#scheduler.dispose();
  }

  async #ask(task: WatchedTask, signal: AbortSignal): Promise<() => void> {
    try {
      const found = await this.#batches.ask(task, signal);
      return () => (found === undefined ? this.#fail(task, gone(task)) : this.#hear(task, found));
    } catch (error) {
      return () => this.#fail(task, CloudError.of(error));
    }
  }

  #hear(task: WatchedTask, found: Task): void {
    const wasRunning = task.isRunning;
    task.lookedAt = this.#clock.now();
    this.#holds.answered(task.owner);
    this.#supported(task);
    if (task.error !== undefined) {
      this.#waits.delete(task);
    }
    if (this.#started.doubtOnce(task, found.status, this.#clock.monotonic())) {
      this.#scheduler.set(task, this.#wait(task));
      this.#hold(task, runningTask(task));
      return;
    }
    this.#hold(task, found);
    if (!isSettled(task)) {
      this.#scheduler.set(task, this.#wait(task));
      return;
    }
    this.#scheduler.set(task, undefined);
    this.#waits.delete(task);
    if (wasRunning) {
      this.#listener.settled(task, found.status, this.#started.end(task));
    }
  }

  #fail(task: WatchedTask, error: CloudError): void {
    const isNew = task.error?.code !== error.code;
    if (task.error === undefined) {
      this.#waits.delete(task);
      task.failingSince = this.#clock.now();
    }
    task.error = error;
    if (error.kind === 'retired') {
      this.unsupported(task.owner, error);
    } else if (error.kind === 'throttled') {
      this.#holds.begin(task.owner, error);
      this.#scheduler.set(task, 0);
    } else {
      this.#scheduler.set(task, errorPolicy[error.kind].passes ? this.#wait(task) : undefined);
    }
    if (isNew || error.kind === 'throttled') {
      this.#listener.changed(task);
    }
  }

  /** The service has answered: it has the API after all, and the other tasks are asked for again too. */
  #supported({ owner }: WatchedTask): void {
    if (owner.unsupported !== undefined) {
      owner.unsupported = undefined;
      for (const task of owner.tasks) {
        task.error = undefined;
        task.failingSince = undefined;
        this.#scheduler.set(task, 0);
      }
      this.#listener.support(owner);
    }
  }

  #wait(task: WatchedTask): number {
    const waits = this.#waits.get(task) ?? 0;
    this.#waits.set(task, waits + 1);
    return pollDelay(waits, this.#clock);
  }

  #hold(task: WatchedTask, found: Task): void {
    const changed = task.status !== found.status;
    const recovered = task.error !== undefined;
    task.task = found;
    task.since = changed ? this.#clock.now() : task.since;
    task.error = undefined;
    task.failingSince = undefined;
    if (changed || recovered) {
      this.#listener.changed(task);
    }
  }
}

function gone({ id, owner }: WatchedTask): CloudError {
  const message = words(phrase('{0} no longer knows the task {1}.'), owner.service.name, id);
  return new CloudError({ kind: 'gone', code: 'TaskNotFound', message });
}

/** Whether nothing becomes of the task by itself. A status that nobody knows is left alone until somebody asks. */
function isSettled({ kind }: WatchedTask): boolean {
  return kind === undefined || kind.stage === 'done' || kind.settled === true;
}

/** What a task is right after it was started, until the service says so itself. */
function runningTask({ id, owner, status, task }: WatchedTask): Task {
  const running = owner.service.statuses.find(({ stage }) => stage === 'running')?.status ?? status ?? '';
  const unknown = {
    type: '',
    subtypes: [],
    createdAt: undefined,
    startedAt: undefined,
    finishedAt: undefined,
  };
  return { ...unknown, ...task, id, status: running, failed: undefined };
}
