import type { WatchedTask } from './watchedTask.ts';

/** Later than this after a task was started, its old status is believed again. */
const outdatedForMs = 10_000;

/** The tasks a person has started here, and the status each had before: the service may tell it once more. */
export class StartedTasks {
  readonly #running = new Set<WatchedTask>();
  readonly #before = new Map<WatchedTask, { readonly status: string | undefined; readonly until: number }>();

  /** The task was started at `at`, by the monotonic clock. It still has the status from before. */
  begin(task: WatchedTask, at: number): void {
    const status = task.isRunning ? undefined : task.status;
    this.#before.set(task, { status, until: at + outdatedForMs });
    this.#running.add(task);
  }

  /**
   * Whether a status told at `at`, by the monotonic clock, is the one from before, told once more. Only the first one
   * told after the start is doubted: an unchanged one is believed the second time, for it may have been quick.
   */
  doubtOnce(task: WatchedTask, status: string, at: number): boolean {
    const before = this.#before.get(task);
    this.#before.delete(task);
    return before?.status === status && at <= before.until;
  }

  /** It has ended. Returns whether a person had started it here. */
  end(task: WatchedTask): boolean {
    return this.#running.delete(task);
  }

  /** The task goes on as another object. */
  handOver(from: WatchedTask, to: WatchedTask): void {
    const before = this.#before.get(from);
    if (before !== undefined) {
      this.#before.set(to, before);
    }
    if (this.#running.has(from)) {
      this.#running.add(to);
    }
    this.forget(from);
  }

  forget(task: WatchedTask): void {
    this.#before.delete(task);
    this.#running.delete(task);
  }
}
