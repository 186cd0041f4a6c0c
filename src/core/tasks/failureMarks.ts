import type { TaskService } from '../providers/service.ts';
import type { TaskEntry } from './taskEntry.ts';

const atOnce = 100;

/** Finds out which of the ended tasks had a failure in them, where the list does not say. The latest read go first. */
export class FailureMarks {
  readonly #service: TaskService;
  readonly #rowChanged: (entry: TaskEntry) => void;
  /** Neighbours in the list are neighbours here: asking for a stretch of the list at once is what services allow. */
  readonly #unmarked: TaskEntry[] = [];
  #stuck = false;

  constructor(service: TaskService, rowChanged: (entry: TaskEntry) => void) {
    this.#service = service;
    this.#rowChanged = rowChanged;
  }

  /** Whether asking now may bring something. */
  get isDue(): boolean {
    return this.#unmarked.length > 0 && !this.#stuck;
  }

  add(entry: TaskEntry): void {
    if (this.#service.failedAmong !== undefined && entry.task.failed === undefined) {
      this.#unmarked.push(entry);
    }
  }

  /** After a failure nothing is asked until something else has gone well. */
  tryAgain(): void {
    this.#stuck = false;
  }

  /** Marks one batch; throws what the service throws. */
  async markNext(signal: AbortSignal): Promise<void> {
    const batch: TaskEntry[] = [];
    while (batch.length < atOnce && this.#unmarked.length > 0) {
      const entry = this.#unmarked.pop();
      if (entry?.chunk !== undefined && entry.task.failed === undefined) {
        batch.push(entry);
      }
    }
    if (batch.length === 0) {
      return;
    }
    try {
      const tasks = batch.map((entry) => entry.task);
      const failed = await this.#service.failedAmong?.(tasks, signal);
      signal.throwIfAborted();
      for (const entry of batch) {
        if (entry.chunk !== undefined && failed !== undefined && entry.task.failed === undefined) {
          entry.task = { ...entry.task, failed: failed.has(entry.task.id) };
          this.#rowChanged(entry);
        }
      }
    } catch (error) {
      this.#unmarked.push(...batch.reverse());
      this.#stuck = !signal.aborted;
      throw error;
    }
  }
}
