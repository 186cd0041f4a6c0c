import type { DemoTask } from './task.ts';
import { createdAt } from './task.ts';

/** Tasks in order of creation. Finding, adding and dropping cost the same however many there are. */
export class OrderedTasks {
  #items: DemoTask[] = [];
  #head = 0;

  get size(): number {
    return this.#items.length - this.#head;
  }

  /** By age, 0 being the oldest. */
  at(position: number): DemoTask | undefined {
    return this.#items[this.#head + position];
  }

  add(task: DemoTask): void {
    const last = this.#items.at(-1);
    if (last === undefined || last.seq < task.seq) {
      this.#items.push(task);
      return;
    }
    this.#items.splice(this.#head + this.positionOf(task.seq), 0, task);
  }

  remove(task: DemoTask): void {
    const position = this.#head + this.positionOf(task.seq);
    if (this.#items[position] === task) {
      this.#items.splice(position, 1);
    }
  }

  /** How many were created before the task with this number; also where it is, or would be. */
  positionOf(seq: number): number {
    return this.#search((task) => task.seq < seq);
  }

  /** How many were created before this time. */
  createdBefore(time: number): number {
    return this.#search((task) => createdAt(task) < time);
  }

  /** Drops those created before the cutoff and tells which. */
  expire(cutoff: number): readonly DemoTask[] {
    const gone = this.createdBefore(cutoff);
    const dropped = this.#items.slice(this.#head, this.#head + gone);
    this.#head += gone;
    if (this.#head > 1_000 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return dropped;
  }

  *newestFirst(from = 0, to = this.size): Generator<DemoTask> {
    for (let position = to - 1; position >= from; position--) {
      const task = this.at(position);
      if (task !== undefined) {
        yield task;
      }
    }
  }

  *oldestFirst(from = 0, to = this.size): Generator<DemoTask> {
    for (let position = from; position < to; position++) {
      const task = this.at(position);
      if (task !== undefined) {
        yield task;
      }
    }
  }

  #search(isBefore: (task: DemoTask) => boolean): number {
    let low = this.#head;
    let high = this.#items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const task = this.#items[middle];
      if (task !== undefined && isBefore(task)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - this.#head;
  }
}
