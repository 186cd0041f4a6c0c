import { CloudError } from '../model/errors.ts';
import type { Task } from '../model/task.ts';
import type { TaskService } from '../providers/service.ts';
import type { TaskRecord } from './listRows.ts';

/** One wish to know where a task is; a later one of the same task is another. */
interface Wish {
  failed: number;
  /** Whether it waits for another attempt. */
  waits: boolean;
}

/** How many tasks one round may ask for; the others wait for the next. */
const mostAtOnce = 200;
const requestsAtOnce = 4;
/** How often a task is asked for whose look-up fails; through an outage, as long as it takes. */
const attempts = 3;

export interface LookUpResults {
  /** Whether the lists stand still, so that a task can be put where it belongs. */
  isReady(): boolean;
  /** Whether a look-up can tell something that the lists would not. */
  isWorthwhile(record: TaskRecord): boolean;
  found(record: TaskRecord, task: Task): void;
  /** The service no longer knows it, or nobody can see where it is. */
  lost(record: TaskRecord): void;
}

/**
 * Tasks that have left their list, asked for by id: one request tells what became of each. They wait until the lists
 * have been read, which bring most of them by themselves.
 */
export class LookUps {
  readonly #service: TaskService;
  readonly #results: LookUpResults;
  readonly #wanted = new Map<TaskRecord, Wish>();
  readonly #controller = new AbortController();
  #running: Promise<void> | undefined;

  constructor(service: TaskService, results: LookUpResults) {
    this.#service = service;
    this.#results = results;
  }

  want(record: TaskRecord): void {
    if (!this.#wanted.has(record)) {
      this.#wanted.set(record, { failed: 0, waits: false });
    }
  }

  /** The task has turned up. */
  settle(record: TaskRecord): void {
    this.#wanted.delete(record);
  }

  /** Asks for all that are wanted now, what has failed only `again`. Joins a round that is under way. Never rejects. */
  run(again: boolean): Promise<void> {
    if (again) {
      for (const wish of this.#wanted.values()) {
        wish.waits = false;
      }
    }
    if (this.#wanted.size > 0 && !this.#controller.signal.aborted) {
      this.#running ??= this.#round().finally(() => {
        this.#running = undefined;
      });
    }
    return this.#running ?? Promise.resolve();
  }

  dispose(): void {
    this.#controller.abort(new DOMException('Closed', 'AbortError'));
    this.#wanted.clear();
  }

  async #round(): Promise<void> {
    for (const record of [...this.#wanted.keys()]) {
      if (!this.#results.isWorthwhile(record)) {
        this.#lose(record);
      }
    }
    const records = [...this.#wanted].filter(([, { waits }]) => !waits).slice(0, mostAtOnce);
    const size = this.#service.lookUpLimit;
    const batches = Array.from({ length: Math.ceil(records.length / size) }, (_, index) =>
      records.slice(index * size, (index + 1) * size),
    );
    const work = async (): Promise<void> => {
      for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
        await this.#ask(batch.filter(([record, wish]) => this.#wanted.get(record) === wish));
      }
    };
    await Promise.all(Array.from({ length: requestsAtOnce }, work));
  }

  async #ask(records: readonly (readonly [TaskRecord, Wish])[]): Promise<void> {
    if (records.length === 0) {
      return;
    }
    const { signal } = this.#controller;
    let found: ReadonlyMap<string, Task>;
    try {
      const ids = records.map(([{ task }]) => task.id);
      found = new Map((await this.#service.lookUp(ids, signal, 'background')).map((task) => [task.id, task]));
    } catch (error) {
      const kind = error instanceof CloudError ? error.kind : undefined;
      for (const [record, wish] of signal.aborted ? [] : records) {
        wish.waits = true;
        wish.failed += kind === 'transient' || kind === 'throttled' ? 0 : 1;
        if (this.#wanted.get(record) === wish && (wish.failed >= attempts || kind === 'gone')) {
          this.#lose(record);
        }
      }
      return;
    }
    for (const [record, wish] of records) {
      const task = found.get(record.task.id);
      if (signal.aborted || this.#wanted.get(record) !== wish || !this.#results.isReady()) {
        continue;
      }
      if (task === undefined) {
        this.#lose(record);
      } else {
        this.#wanted.delete(record);
        this.#results.found(record, task);
      }
    }
  }

  #lose(record: TaskRecord): void {
    this.#wanted.delete(record);
    this.#results.lost(record);
  }
}
