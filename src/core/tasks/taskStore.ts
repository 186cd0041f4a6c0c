import { EventEmitter } from 'node:events';
import type { Task, TaskRef } from '../model/task.ts';
import { CompactTasks } from './compactTasks.ts';
import { differs, type ListIdentity, TaskRecord } from './listRows.ts';

/**
 * How a change came to be known: a list brought it, the task was looked up by id, its detail told it; or the task has
 * `left`: no list that is read has it any more.
 */
export type ChangeReason = 'listed' | 'lookedUp' | 'detail' | 'left';

export interface TaskChange {
  readonly record: TaskRecord;
  /** `undefined` for a task that was not known. */
  readonly before: Task | undefined;
  /** `undefined` for one that has left. */
  readonly after: Task | undefined;
  readonly reason: ChangeReason;
}

/** The latest that is known of each task of one service, by id. */
export class TaskStore {
  readonly events = new EventEmitter<{ change: [TaskChange] }>();
  readonly #account: string;
  readonly #service: string;
  readonly #records = new Map<string, TaskRecord>();
  readonly #compact = new CompactTasks();
  #changes: TaskChange[] = [];

  constructor(account: string, service: string) {
    this.#account = account;
    this.#service = service;
  }

  get(id: string): TaskRecord | undefined {
    return this.#records.get(id);
  }

  ref({ task }: TaskRecord): TaskRef {
    return { account: this.#account, service: this.#service, id: task.id };
  }

  /** The task as it would be kept: what is not said of it is as it was known. */
  merged(task: Task): Task {
    return this.#compact.task(task, this.#records.get(task.id)?.task);
  }

  /** Keeps a merged task. A new record begins in `list`. Returns whether it reads differently. */
  put(task: Task, list: ListIdentity, reason: ChangeReason): { record: TaskRecord; changed: boolean } {
    const known = this.#records.get(task.id);
    if (known === undefined) {
      const record = new TaskRecord(list, task);
      this.#records.set(task.id, record);
      this.#note({ record, before: undefined, after: task, reason });
      return { record, changed: true };
    }
    const before = known.task;
    const changed = differs(before, task);
    if (changed) {
      known.task = task;
      this.#note({ record: known, before, after: task, reason });
    }
    return { record: known, changed };
  }

  delete(record: TaskRecord): void {
    if (this.#records.get(record.task.id) === record) {
      this.#records.delete(record.task.id);
      this.#note({ record, before: record.task, after: undefined, reason: 'left' });
    }
  }

  /** Tells of all changes since the last time. */
  tell(): void {
    const changes = this.#changes;
    this.#changes = [];
    for (const change of changes) {
      this.events.emit('change', change);
    }
  }

  dispose(): void {
    this.events.removeAllListeners();
    this.#changes = [];
  }

  #note(change: TaskChange): void {
    if (this.events.listenerCount('change') > 0) {
      this.#changes.push(change);
    }
  }
}
