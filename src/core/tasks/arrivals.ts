import type { Instant } from '../model/task.ts';

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
  readonly #awaited = new Map<string, Traveller>();

  get isEmpty(): boolean {
    return this.#awaited.size === 0;
  }

  /** Who is awaited when a reading begins: by its end they have been looked for. */
  get all(): readonly Traveller[] {
    return [...this.#awaited.values()];
  }

  /** Whoever is awaited anew has to be looked for anew, by a reading that begins later. */
  await({ id, createdAt }: Traveller): void {
    if (createdAt !== undefined) {
      this.#awaited.set(id, { id, createdAt });
    }
  }

  /** The task has turned up somewhere. */
  settle(taskId: string): void {
    this.#awaited.delete(taskId);
  }

  /** Ends the wait for those who have been looked for, and tells who they are. */
  giveUp(lookedFor: readonly Traveller[]): readonly Traveller[] {
    const missing = lookedFor.filter((task) => this.#awaited.get(task.id) === task);
    for (const { id } of missing) {
      this.#awaited.delete(id);
    }
    return missing;
  }

  /**
   * How far a reading that begins now has to go: past the oldest one awaited. Those that would land behind what is
   * loaded (`oldestLoaded`) are no longer waited for.
   */
  depth(oldestLoaded: Instant | undefined): Instant | undefined {
    let oldest: Instant | undefined;
    for (const { id, createdAt } of this.#awaited.values()) {
      if (createdAt === undefined || (oldestLoaded !== undefined && createdAt < oldestLoaded)) {
        this.#awaited.delete(id);
      } else if (oldest === undefined || createdAt < oldest) {
        oldest = createdAt;
      }
    }
    return oldest;
  }
}
