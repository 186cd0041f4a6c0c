import { type Continuation, isSlip } from './listEnd.ts';
import type { Row, RowSequence } from './rowSequence.ts';

/** Rows that were read one page after another, up to `last`, and how their list went on from there. */
export interface Stretch<R> {
  last: R | undefined;
  /** `undefined` once the service has refused it. */
  position: Continuation | undefined;
  /** How many pages it takes from the top to its end. */
  pages: number;
}

/** How the rows of a list came to be known: in stretches from top to bottom, the first being read just now. */
export class Stretches<R extends Row> {
  readonly #rows: RowSequence<R>;
  readonly #all: [Stretch<R>, ...Stretch<R>[]] = [unread()];

  constructor(rows: RowSequence<R>) {
    this.#rows = rows;
  }

  get first(): Stretch<R> {
    return this.#all[0];
  }

  /** What the first one runs into if it goes on. */
  get second(): Stretch<R> | undefined {
    return this.#all[1];
  }

  /** Reads from the top again. What nothing was read of is no stretch. */
  begin(): void {
    this.#all.unshift(unread());
    if (this.#all[1]?.last === undefined) {
      this.#all.splice(1, 1);
    }
  }

  /** Ends that look like a slip of the service are tried once more. */
  retrySlips(): void {
    for (const stretch of this.#all) {
      const { asked, end } = stretch.position ?? {};
      if (isSlip(end) && asked !== undefined) {
        stretch.position = { next: asked, end: undefined };
      }
    }
  }

  doubtCursors(): void {
    for (const stretch of this.#all) {
      stretch.position = undefined;
    }
  }

  /** The first one has come to the end of the list. */
  dropRest(): void {
    this.#all.splice(1);
  }

  /** The first two are one: what the second was to go on with holds for both. */
  join(): void {
    const [first, second] = this.#all;
    if (second !== undefined) {
      first.last = second.last;
      first.position = second.position;
      first.pages = Math.max(first.pages, second.pages);
      this.#all.splice(1, 1);
    }
  }

  /** The first one goes only as far as `last`; what is behind has to be read again before it counts as read. */
  shorten(last: R | undefined): void {
    this.#all.splice(1, 0, { ...this.first, position: undefined });
    this.first.last = last;
  }

  /** A row has been put behind `anchor`: at the end of the list it is part of it. */
  extend(anchor: R | undefined, row: R): void {
    const end = this.#all.at(-1);
    if (end?.position?.end !== undefined && end.last === anchor) {
      end.last = row;
    }
  }

  /** A row is about to leave its place, or its stretch. */
  detach(row: R): void {
    const index = this.#all.findIndex(({ last }) => last === row);
    const stretch = this.#all[index];
    if (stretch !== undefined) {
      const before = this.#rows.before(row);
      if (index > 0 && before === this.#all[index - 1]?.last) {
        this.#all.splice(index, 1);
      } else {
        stretch.last = before;
      }
    }
  }
}

function unread<R>(): Stretch<R> {
  return { last: undefined, position: { next: undefined, end: undefined }, pages: 0 };
}
