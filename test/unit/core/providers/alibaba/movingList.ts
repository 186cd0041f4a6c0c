import type { Task } from '../../../../../src/core/model/task.ts';
import type { TaskSet } from '../../../../../src/core/providers/alibaba/taskSet.ts';

/** What the tests ask for, and a page brings. */
export const pageSize = 10;

function task(id: number): Task {
  return {
    id: `t-${id}`,
    status: 'Finished',
    type: 'ImportImage',
    subtypes: [],
    createdAt: id * 60_000,
    startedAt: undefined,
    finishedAt: undefined,
    failed: undefined,
  };
}

/** A list, newest first, that changes between reads. */
export class MovingList {
  tasks: Task[];
  reads: number[] = [];
  readonly #tellsTotal: boolean;
  #nextId: number;

  constructor(count: number, tellsTotal: boolean) {
    this.tasks = Array.from({ length: count }, (_, index) => task(count - index));
    this.#tellsTotal = tellsTotal;
    this.#nextId = count + 1;
  }

  add(count: number): void {
    for (let added = 0; added < count; added++) {
      this.tasks.unshift(task(this.#nextId++));
    }
  }

  /** New ones, wherever. */
  insert(at: number, count: number): void {
    this.tasks.splice(at, 0, ...Array.from({ length: count }, () => task(this.#nextId++)));
  }

  remove(at: number): void {
    this.tasks.splice(at, 1);
  }

  readonly read = async (pageNumber: number, asked: number): Promise<TaskSet> => {
    this.reads.push(pageNumber);
    return {
      tasks: this.tasks.slice((pageNumber - 1) * asked, pageNumber * asked),
      malformed: [],
      total: this.#tellsTotal ? this.tasks.length : undefined,
      pageSize: undefined,
      requestId: undefined,
    };
  };
}
