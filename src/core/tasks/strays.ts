import type { Instant } from '../model/task.ts';
import type { GroupOwner } from './groupOwner.ts';
import type { RefreshWalk } from './refreshWalk.ts';
import type { TaskEntry } from './taskEntry.ts';

/**
 * Rows a list has brought whose status the service has no list for, so that no refresh of their own group would
 * ever tell that they are gone: the list that brought them does.
 */
export class Strays {
  readonly #owner: GroupOwner;
  readonly #entries = new Set<TaskEntry>();

  constructor(owner: GroupOwner) {
    this.#owner = owner;
  }

  add(entry: TaskEntry): void {
    this.#entries.add(entry);
  }

  get oldest(): Instant | undefined {
    let oldest: Instant | undefined;
    for (const { chunk, task } of this.#entries) {
      if (
        chunk !== undefined &&
        task.createdAt !== undefined &&
        task.createdAt < (oldest ?? Number.POSITIVE_INFINITY)
      ) {
        oldest = task.createdAt;
      }
    }
    return oldest;
  }

  /** Lets those go that the walk should have met. */
  dropPassed(walk: RefreshWalk): void {
    for (const entry of this.#entries) {
      if (entry.chunk === undefined) {
        this.#entries.delete(entry);
      } else if (!walk.has(entry.task.id) && walk.isPast(entry.task.createdAt)) {
        this.#entries.delete(entry);
        entry.group.release(entry);
        this.#owner.forget(entry);
        this.#owner.departed(entry.task, entry.group);
      }
    }
  }
}
