import type { Cursor } from '../clouds/service.ts';
import { type Row, RowSequence } from './rowSequence.ts';

/** Why a list goes no further. All but `complete` are worth telling a person. */
export type ListEnd = 'complete' | 'emptyPage' | 'repeatedCursor' | 'nothingNew' | 'pageCap';

/** Where a walk stands: at `next`, or at an end. */
export interface Continuation {
  readonly next: Cursor | undefined;
  readonly end: ListEnd | undefined;
}

const unread: Continuation = { next: undefined, end: undefined };

/**
 * The rows of one list, read page by page and from the top again on every refresh.
 *
 * Rows up to the frontier have been confirmed by the walk under way; those behind it are left over from earlier
 * walks and stay until the walk passes them. As soon as a walk meets a left-over row, all behind it is taken as
 * read before, and paging goes on where the earlier walk had ended.
 */
export class MergedList<R extends Row> {
  readonly rows = new RowSequence<R>();
  /** The last row the walk has confirmed; `undefined` while it has confirmed none. */
  #frontier: R | undefined;
  /** How the walk goes on at the frontier. */
  #position: Continuation = unread;
  /** How the list goes on behind its last row, while the frontier is not there; `undefined` when nobody knows. */
  #tail: Continuation | undefined;

  get position(): Continuation {
    return this.#position;
  }

  /** Whether rows of earlier walks wait behind the frontier. */
  get hasLeftovers(): boolean {
    return this.#frontier !== this.rows.last;
  }

  /** Whether the walk under way has read this row. */
  isConfirmed(row: R): boolean {
    if (row.chunk === undefined || !this.hasLeftovers) {
      return row.chunk !== undefined;
    }
    for (const left of this.rows.after(this.#frontier)) {
      if (left === row) {
        return false;
      }
    }
    return true;
  }

  /** A page behind the frontier. Returns how many of its rows the list did not have before. */
  append(fresh: readonly R[], position: Continuation): number {
    const leftovers = this.hasLeftovers ? new Set(this.rows.after(this.#frontier)) : undefined;
    const isLeft = (row: R): boolean => leftovers?.has(row) ?? false;
    const confirmed = fresh.filter((row) => row.chunk === undefined || isLeft(row));
    const added = confirmed.filter((row) => row.chunk === undefined).length;
    const met = confirmed.findLast(isLeft);
    this.#place(confirmed, met);
    this.#goOn(position, met !== undefined && this.#tail !== undefined ? this.#tail : undefined);
    return added;
  }

  /** The pages of a new walk from the top, as far as it was read. */
  restart(fresh: readonly R[], position: Continuation): void {
    const met = fresh.findLast((row) => row.chunk !== undefined);
    const before = { frontier: this.#frontier, position: this.#position, tail: this.#tail };
    const whole = !this.hasLeftovers;
    const wholeTail = before.position === unread ? undefined : before.position;
    const metInside = whole || met === undefined || this.isConfirmed(met);
    this.#frontier = undefined;
    this.#place(fresh, met);
    if (met === undefined || position.end !== undefined) {
      // Between the new walk and an interrupted one lies an unread stretch: its tail must not be trusted.
      this.#tail = whole ? wholeTail : undefined;
      this.#goOn(position, undefined);
    } else if (whole) {
      this.#goOn(position, wholeTail);
    } else if (metInside) {
      const last = this.#frontier;
      this.#frontier = before.frontier?.chunk === undefined ? last : before.frontier;
      this.#position = before.position;
    } else {
      this.#goOn(position, before.tail);
    }
  }

  /** Forgets how far the walk came, but no row: the next page is the first again. */
  rewind(): void {
    this.#frontier = undefined;
    this.#position = unread;
    this.#tail = undefined;
  }

  remove(row: R): void {
    if (row === this.#frontier) {
      this.#frontier = this.rows.before(row);
    }
    this.rows.remove(row);
  }

  /** Puts in a row that was not read from this list, in front of the first one `isBehind` accepts. */
  adopt(row: R, isBehind: (other: R) => boolean): void {
    let anchor: R | undefined;
    for (const other of this.rows) {
      if (isBehind(other)) {
        break;
      }
      anchor = other;
    }
    const atFrontier = anchor === this.#frontier && !this.hasLeftovers;
    this.rows.insertAfter(anchor, [row]);
    if (atFrontier) {
      this.#frontier = row;
    }
  }

  /** Puts confirmed rows behind the frontier and drops the left-over rows the cloud has skipped, up to `met`. */
  #place(confirmed: readonly R[], met: R | undefined): void {
    if (met !== undefined) {
      const kept = new Set(confirmed);
      const gone: R[] = [];
      for (const row of this.rows.after(this.#frontier)) {
        if (!kept.has(row)) {
          gone.push(row);
        }
        if (row === met) {
          break;
        }
      }
      for (const row of gone) {
        this.onGone(row);
        this.rows.remove(row);
      }
    }
    for (const row of confirmed) {
      const [following] = this.rows.after(this.#frontier);
      if (following !== row) {
        this.rows.remove(row);
        this.rows.insertAfter(this.#frontier, [row]);
      }
      this.#frontier = row;
    }
  }

  #goOn(position: Continuation, tail: Continuation | undefined): void {
    if (position.end !== undefined) {
      for (const row of [...this.rows.after(this.#frontier)]) {
        this.onGone(row);
        this.rows.remove(row);
      }
      this.#position = position;
    } else if (tail === undefined) {
      this.#position = position;
    } else {
      this.#frontier = this.rows.last;
      this.#position = tail;
    }
    if (!this.hasLeftovers) {
      this.#tail = undefined;
    }
  }

  /** Told of every row the cloud no longer lists. */
  onGone: (row: R) => void = () => {};
}
