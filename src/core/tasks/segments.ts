import type { ChunkedRows, Row } from './chunkedRows.ts';
import { type Continuation, isRetryableEnd } from './listEnd.ts';

/** Rows that were read one page after another, up to `last`, and how their list went on from there. */
export interface Segment<R> {
  last: R | undefined;
  /** `undefined` once the service has refused it. */
  position: Continuation | undefined;
  /** How many pages it takes from the top to its end. */
  pages: number;
}

/** How the rows of a list came to be known: in segments from top to bottom, the first being read just now. */
export class Segments<R extends Row> {
  readonly #rows: ChunkedRows<R>;
  readonly #all: [Segment<R>, ...Segment<R>[]] = [unread()];

  constructor(rows: ChunkedRows<R>) {
    this.#rows = rows;
  }

  get first(): Segment<R> {
    return this.#all[0];
  }

  /** What the first one runs into if it goes on. */
  get second(): Segment<R> | undefined {
    return this.#all[1];
  }

  /** The deepest row that any reading has brought. */
  get deepest(): R | undefined {
    return this.#all.findLast(({ last }) => last !== undefined)?.last;
  }

  /** Reads from the top again. What nothing was read of is no segment. */
  begin(): void {
    this.#all.unshift(unread());
    if (this.#all[1]?.last === undefined) {
      this.#all.splice(1, 1);
    }
  }

  /** Ends that may be a slip of the service are tried once more. */
  retryEnds(): void {
    for (const segment of this.#all) {
      const { asked, end, next } = segment.position ?? {};
      if (isRetryableEnd(end) && (next ?? asked) !== undefined) {
        segment.position = { next: next ?? asked, end: undefined };
      }
    }
  }

  doubtCursors(): void {
    for (const segment of this.#all) {
      segment.position = undefined;
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
      first.position = second.position && { ...second.position, read: undefined };
      first.pages = Math.max(first.pages, second.pages);
      this.#all.splice(1, 1);
    }
  }

  /** The first one goes only as far as `last`; what is behind has to be read again before it counts as read. */
  shorten(last: R | undefined): void {
    this.#all.splice(1, 0, { ...this.first, position: undefined });
    this.first.last = last;
  }

  /** A row has been put behind `anchor`: at the end of the list it is part of it, unless more may come in between. */
  extend(anchor: R | undefined, row: R): void {
    const end = this.#all.at(-1);
    const why = end?.position?.end;
    if (end?.position !== undefined && why !== undefined && !isRetryableEnd(why) && end.last === anchor) {
      end.last = row;
      end.position = { ...end.position, insists: false };
    }
  }

  /** A row is about to leave its place, or its segment. */
  detach(row: R): void {
    const index = this.#all.findIndex(({ last }) => last === row);
    const segment = this.#all[index];
    if (segment !== undefined) {
      const before = this.#rows.before(row);
      if (index > 0 && before === this.#all[index - 1]?.last) {
        this.#all.splice(index, 1);
      } else {
        segment.last = before;
      }
    }
  }
}

function unread<R>(): Segment<R> {
  return { last: undefined, position: { next: undefined, end: undefined }, pages: 0 };
}
