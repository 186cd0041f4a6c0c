import type { Arrivals } from './arrivals.ts';
import { OrderedTasks } from './orderedTasks.ts';
import type { DemoTask } from './task.ts';
import { createdAt, statusOf } from './task.ts';

export interface TaskStoreOptions {
  /** Ms since the epoch. Looked at whenever the store is asked for something; there are no timers. */
  readonly now: () => number;
  /** How long a task is remembered after its creation, ms. */
  readonly window: number;
  readonly arrivals: Arrivals;
  readonly create: (seq: number, createdAt: number) => DemoTask;
}

/** The tasks of one service (or application, or region) as they are now. Time never goes back in it. */
export class TaskStore {
  readonly #options: TaskStoreOptions;
  readonly #all = new OrderedTasks();
  readonly #failed = new OrderedTasks();
  readonly #byStatus = new Map<string, OrderedTasks>();
  readonly #byId = new Map<string, DemoTask>();
  /** Tasks on their way, the soonest change last. */
  readonly #changes: DemoTask[] = [];
  #created = 0;
  #clock = Number.NEGATIVE_INFINITY;

  constructor(options: TaskStoreOptions) {
    this.#options = options;
  }

  /** Everything it remembers. */
  all(): OrderedTasks {
    this.#catchUp();
    return this.#all;
  }

  withStatus(status: string): OrderedTasks {
    this.#catchUp();
    return this.#group(status);
  }

  /** Those that ended with a failed part. */
  failed(): OrderedTasks {
    this.#catchUp();
    return this.#failed;
  }

  find(id: string): DemoTask | undefined {
    this.#catchUp();
    return this.#byId.get(id);
  }

  /** Sends a task on a new course from now: into `status`, and no further. */
  end(task: DemoTask, status: string): void {
    this.#catchUp();
    const pending = this.#changes.indexOf(task);
    if (pending >= 0) {
      this.#changes.splice(pending, 1);
    }
    this.#group(statusOf(task)).remove(task);
    task.course = [...task.course.slice(0, task.step + 1), status];
    task.times = [...task.times.slice(0, task.step + 1), this.#clock];
    task.step += 1;
    this.#group(status).add(task);
    if (task.fails) {
      this.#failed.add(task);
    }
  }

  #group(status: string): OrderedTasks {
    let group = this.#byStatus.get(status);
    if (group === undefined) {
      group = new OrderedTasks();
      this.#byStatus.set(status, group);
    }
    return group;
  }

  #catchUp(): void {
    const now = Math.max(this.#clock, this.#options.now());
    if (now === this.#clock) {
      return;
    }
    this.#clock = now;
    for (const time of this.#options.arrivals.until(now)) {
      this.#admit(this.#options.create(this.#created++, time));
    }
    for (let task = this.#changes.at(-1); task !== undefined && nextChange(task) <= now; ) {
      this.#changes.pop();
      this.#group(statusOf(task)).remove(task);
      this.#place(task);
      task = this.#changes.at(-1);
    }
    this.#expire(now - this.#options.window);
  }

  #admit(task: DemoTask): void {
    this.#all.add(task);
    this.#byId.set(task.id, task);
    this.#place(task);
  }

  #place(task: DemoTask): void {
    while (nextChange(task) <= this.#clock) {
      task.step += 1;
    }
    this.#group(statusOf(task)).add(task);
    if (task.step < task.course.length - 1) {
      this.#schedule(task);
    } else if (task.fails) {
      this.#failed.add(task);
    }
  }

  #schedule(task: DemoTask): void {
    const time = nextChange(task);
    let low = 0;
    let high = this.#changes.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#changes[middle];
      if (other !== undefined && nextChange(other) > time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    this.#changes.splice(low, 0, task);
  }

  #expire(cutoff: number): void {
    for (const task of this.#all.expire(cutoff)) {
      this.#byId.delete(task.id);
    }
    this.#failed.expire(cutoff);
    for (const group of this.#byStatus.values()) {
      group.expire(cutoff);
    }
    const onTheirWay = this.#changes.filter((task) => createdAt(task) >= cutoff);
    if (onTheirWay.length < this.#changes.length) {
      this.#changes.splice(0, this.#changes.length, ...onTheirWay);
    }
  }
}

function nextChange(task: DemoTask): number {
  return task.times[task.step + 1] ?? Number.POSITIVE_INFINITY;
}
