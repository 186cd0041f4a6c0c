import type { Instant } from '../clouds/task.ts';

/**
 * How old the rows are that a reading comes by, to tell how far it has got. Believed only while they come newest
 * first, and only on the word of two rows: one alone may have moved up.
 */
export class ReadingTrail {
  #newestFirst = true;
  #last: Instant | undefined;
  #lastButOne: Instant | undefined;

  get isNewestFirst(): boolean {
    return this.#newestFirst && this.#last !== undefined;
  }

  restart(): void {
    this.#newestFirst = true;
    this.#last = undefined;
    this.#lastButOne = undefined;
  }

  pass(created: Instant | undefined): void {
    if (created === undefined) {
      return;
    }
    if (this.#last !== undefined && created > this.#last) {
      this.#newestFirst = false;
    }
    this.#lastButOne = this.#last;
    this.#last = created;
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
