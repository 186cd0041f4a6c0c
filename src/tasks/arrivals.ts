import type { Instant } from '../clouds/task.ts';

/** As much of a task as it takes to look for it. */
export interface Traveller {
  readonly id: string;
  readonly createdAt: Instant | undefined;
}

/**
 * Tasks that have left another list and are likely to turn up in this one. Lists are ordered by creation: a task
 * that has just ended may land well below the first rows a refresh would otherwise be content with.
 */
export class Arrivals {
  readonly #awaited = new Map<string, Instant>();

  get isEmpty(): boolean {
    return this.#awaited.size === 0;
  }

  await(task: Traveller): void {
    if (task.createdAt !== undefined) {
      this.#awaited.set(task.id, task.createdAt);
    }
  }

  /** The task has turned up somewhere. */
  settle(taskId: string): void {
    this.#awaited.delete(taskId);
  }

  /**
   * How far a reading that begins now has to go: past the oldest one awaited. Those that would land behind what is
   * loaded (`oldestLoaded`) are no longer waited for.
   */
  depth(oldestLoaded: Instant | undefined): Instant | undefined {
    let oldest: Instant | undefined;
    for (const [id, created] of this.#awaited) {
      if (oldestLoaded !== undefined && created < oldestLoaded) {
        this.#awaited.delete(id);
      } else if (oldest === undefined || created < oldest) {
        oldest = created;
      }
    }
    return oldest;
  }

  /** Who is awaited when a reading begins: by its end they have been looked for. */
  get all(): readonly Traveller[] {
    return [...this.#awaited].map(([id, createdAt]) => ({ id, createdAt }));
  }

  isAwaited(taskId: string): boolean {
    return this.#awaited.has(taskId);
  }
}
