import type { Instant } from '../model/task.ts';
import type { Page } from '../providers/service.ts';

/**
 * How old the tasks are that a reading comes by, to tell how far it has got. Believed only while they come newest
 * first, and only on the word of two: one alone may have moved up.
 */
export class Watermark {
  #newestFirst = true;
  #last: Instant | undefined;
  #lastButOne: Instant | undefined;

  /** Whether age can tell how far the reading has come. */
  get isNewestFirst(): boolean {
    return this.#newestFirst && this.#last !== undefined;
  }

  pass(page: Page): void {
    for (const { createdAt } of new Map(page.tasks.map((task) => [task.id, task])).values()) {
      if (createdAt !== undefined) {
        this.#newestFirst &&= this.#last === undefined || createdAt <= this.#last;
        this.#lastButOne = this.#last;
        this.#last = createdAt;
      }
    }
  }

  /** Whether what was created then would have come by, had it been there. */
  isPast(created: Instant | undefined): boolean {
    return (
      this.#newestFirst &&
      created !== undefined &&
      this.#lastButOne !== undefined &&
      created > this.#lastButOne
    );
  }
}
