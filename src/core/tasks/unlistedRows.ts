import type { Instant } from '../model/task.ts';
import type { ListIdentity, TaskRecord } from './listRows.ts';
import type { RefreshScan } from './refreshScan.ts';

/**
 * Rows that a list has brought and that are shown in a list which the service cannot be asked for, so that no refresh
 * of that one would ever tell that they are gone: the list that brought them does.
 */
export class UnlistedRows {
  readonly #source: ListIdentity;
  readonly #records = new Set<TaskRecord>();

  constructor(source: ListIdentity) {
    this.#source = source;
  }

  add(record: TaskRecord): void {
    record.source = this.#source;
    this.#records.add(record);
  }

  get oldest(): Instant | undefined {
    let oldest: Instant | undefined;
    for (const { createdAt } of this.#current()) {
      if (createdAt !== undefined && createdAt < (oldest ?? Number.POSITIVE_INFINITY)) {
        oldest = createdAt;
      }
    }
    return oldest;
  }

  /** Those that the scan should have met and has not. */
  passed(scan: RefreshScan): TaskRecord[] {
    return this.#current().filter(
      ({ task, createdAt }) =>
        !scan.has(task.id) &&
        (scan.isPast(createdAt) || (scan.active && (createdAt === undefined || scan.isEnded))),
    );
  }

  #current(): TaskRecord[] {
    for (const record of this.#records) {
      if (record.chunk === undefined || record.source !== this.#source) {
        this.#records.delete(record);
      }
    }
    return [...this.#records];
  }
}
