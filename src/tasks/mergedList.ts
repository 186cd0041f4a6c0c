import type { Cursor } from '../clouds/service.ts';
import type { Instant } from '../clouds/task.ts';
import type { ReadingTrail } from './readingTrail.ts';
import { type Row, RowSequence } from './rowSequence.ts';

/** Why a list goes no further. All but `complete` are worth telling a person. */
export type ListEnd = 'complete' | 'emptyPage' | 'repeatedCursor' | 'nothingNew' | 'pageCap';

/** Where a reading stands: at `next`, or at an end. */
export interface Continuation {
  readonly next: Cursor | undefined;
  readonly end: ListEnd | undefined;
  /** What the page that brought the end was asked with. */
  readonly asked?: Cursor | undefined;
}

/** A page as the list takes it in. */
export interface ListPage<R> {
  readonly rows: readonly R[];
  readonly position: Continuation;
  /** Whether this page may lead into an earlier reading: see {@link Merged.joined}. */
  readonly mayJoin: boolean;
}

/** Rows that were read one page after another, up to `last`, and how their list went on from there. */
interface Stretch<R> {
  last: R | undefined;
  /** `undefined` once the service has refused it. */
  position: Continuation | undefined;
  /** How many pages it takes from the top to its end. */
  pages: number;
}

export interface Merged {
  /** How many rows the list did not have before. */
  readonly added: number;
  /** Whether the page led into rows of an earlier reading, so that paging goes on where that one had ended. */
  readonly joined: boolean;
}

/**
 * The rows of one list, read page by page, and from the top again on every refresh.
 *
 * The reading under way owns the first stretch. What earlier readings had brought stays behind it, in stretches of
 * their own, until it is met again: rows the reading passes by are gone from the cloud, and where it runs into an
 * earlier stretch the two become one, without walking all of it again.
 *
 * A row out of its place is no proof that those before it are gone: it may have moved up. They go once a second row
 * follows as it did before.
 */
export class MergedList<R extends Row> {
  readonly rows = new RowSequence<R>();
  readonly #createdAt: (row: R) => Instant | undefined;
  readonly #onGone: (row: R) => void;
  readonly #stretches: [Stretch<R>, ...Stretch<R>[]] = [unread()];
  /** Of the last row that came out of its place: the one that followed it before. */
  #expected: R | undefined;

  /** `onGone` is told of every row that the cloud turned out to list no more. */
  constructor(createdAt: (row: R) => Instant | undefined, onGone: (row: R) => void) {
    this.#createdAt = createdAt;
    this.#onGone = onGone;
  }

  get position(): Continuation {
    return this.#stretches[0].position ?? { next: undefined, end: undefined };
  }

  /** The last row the reading under way has brought. */
  get lastRead(): R | undefined {
    return this.#stretches[0].last;
  }

  /** How many pages the list is deep, as far as it has been read. */
  get pages(): number {
    return this.#stretches[0].pages;
  }

  /** Whether a reading has passed everything that was there before it. */
  hasPassedAll(trail: ReadingTrail): boolean {
    for (const row of this.rows.after(this.#stretches[0].last)) {
      if (!trail.isPast(this.#createdAt(row))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the reading under way can run into an earlier one and go on where that had ended. */
  get canJoin(): boolean {
    return this.#stretches[1]?.position !== undefined;
  }

  /** Whether the list is being read once more only to get past a refused cursor, and has not got there. */
  get isCatchingUp(): boolean {
    const [first, refused] = this.#stretches;
    return refused !== undefined && refused.position === undefined && this.#isNewer(first.last, refused.last);
  }

  /** Whether the reading under way has brought this row. */
  isRead(row: R): boolean {
    const { last } = this.#stretches[0];
    return last !== undefined && this.rows.reaches(row, last);
  }

  /** The first page of a new reading. */
  restart(page: ListPage<R>): Merged {
    for (const stretch of this.#stretches) {
      stretch.position = stretch.position && revived(stretch.position);
    }
    this.#begin();
    return this.append(page);
  }

  /** The page behind those that were read. */
  append({ rows, position, mayJoin }: ListPage<R>): Merged {
    const [first] = this.#stretches;
    const before = first.last;
    const added = rows.filter((row) => row.chunk === undefined).length;
    const met = this.#place(rows.filter((row) => !this.isRead(row)));
    first.pages++;
    first.position = position;
    if (position.end === 'complete' || position.end === 'emptyPage') {
      this.#drop([...this.rows.after(first.last)]);
      this.#stretches.splice(1);
      return { added, joined: false };
    }
    const ahead = this.#stretches[1];
    const joins = met !== undefined && met === ahead && (mayJoin || position.end !== undefined);
    if (ahead?.position === undefined || !joins) {
      if (isSlip(position.end) && first.last !== before) {
        // The page may be asked for again: what it brought is not where the list goes on.
        this.#stretches.splice(1, 0, { ...first, position: undefined });
        first.last = before;
      }
      return { added, joined: false };
    }
    first.last = ahead.last;
    first.position = ahead.position;
    first.pages = Math.max(first.pages, ahead.pages);
    this.#stretches.splice(1, 1);
    this.#expected = undefined;
    return { added, joined: true };
  }

  /** Forgets all cursors, as the service has refused one, but no row: the next page is the first again. */
  rewind(): void {
    for (const stretch of this.#stretches) {
      stretch.position = undefined;
    }
    this.#begin();
  }

  /** Lets those rows go that a reading has passed without bringing them. */
  dropPassed(trail: ReadingTrail): void {
    const passed: R[] = [];
    if (isSlip(this.position.end)) {
      return;
    }
    for (const row of this.rows.after(this.#stretches[0].last)) {
      if (!trail.isPast(this.#createdAt(row))) {
        break;
      }
      passed.push(row);
    }
    this.#drop(passed);
  }

  remove(row: R): void {
    this.#detach(row);
    this.rows.remove(row);
  }

  /** Puts in a row that was not read from this list, by its age. */
  adopt(row: R): void {
    const created = this.#createdAt(row) ?? Number.NEGATIVE_INFINITY;
    const anchor = this.rows.lastInFront((other) => (this.#createdAt(other) ?? created) >= created);
    this.rows.insertAfter(anchor, row);
    const end = this.#stretches.at(-1);
    if (end?.position?.end !== undefined && end.last === anchor) {
      end.last = row;
    }
  }

  #begin(): void {
    this.#stretches.unshift(unread());
    // What nothing was read of is no stretch to run into.
    if (this.#stretches[1]?.last === undefined) {
      this.#stretches.splice(1, 1);
    }
    this.#expected = undefined;
  }

  /** Puts rows behind the first stretch. Returns the stretch that the last of them was found in place in. */
  #place(listed: readonly R[]): Stretch<R> | undefined {
    const [first] = this.#stretches;
    const kept = new Set(listed);
    let met: Stretch<R> | undefined;
    for (const row of listed) {
      if (row.chunk === undefined) {
        // New rows at the end of a page may lie behind the stretch that the page has led into.
        met = undefined;
        this.rows.insertAfter(first.last, row);
      } else {
        if (row === this.#expected) {
          this.#drop(this.#between(first.last, row).filter((other) => !kept.has(other)));
        }
        const inPlace = this.rows.next(first.last) === row;
        met = inPlace ? this.#stretches[1] : undefined;
        this.#expected = inPlace ? undefined : this.rows.next(row);
        this.#detach(row, inPlace);
        if (!inPlace) {
          this.rows.remove(row);
          this.rows.insertAfter(first.last, row);
        }
      }
      first.last = row;
    }
    return met;
  }

  #between(from: R | undefined, to: R): R[] {
    const rows: R[] = [];
    for (const row of this.rows.after(from)) {
      if (row === to) {
        break;
      }
      rows.push(row);
    }
    return rows;
  }

  #drop(rows: readonly R[]): void {
    for (const row of rows) {
      this.remove(row);
      this.#onGone(row);
    }
  }

  /** Keeps the books right for a row that leaves its place, or its stretch. */
  #detach(row: R, staysInPlace = false): void {
    if (row === this.#expected && !staysInPlace) {
      this.#expected = this.rows.next(row);
    }
    const index = this.#stretches.findIndex(({ last }) => last === row);
    const stretch = this.#stretches[index];
    if (stretch !== undefined) {
      const before = this.rows.before(row);
      if (index > 0 && before === this.#stretches[index - 1]?.last) {
        this.#stretches.splice(index, 1);
      } else {
        stretch.last = before;
      }
    }
  }

  #isNewer(row: R | undefined, other: R | undefined): boolean {
    const created = row && this.#createdAt(row);
    const otherCreated = other && this.#createdAt(other);
    return created !== undefined && otherCreated !== undefined && created > otherCreated;
  }
}

function unread<R>(): Stretch<R> {
  return { last: undefined, position: { next: undefined, end: undefined }, pages: 0 };
}

/** Ends that look like a slip of the service are tried once more after a refresh. */
function revived(position: Continuation): Continuation {
  return isSlip(position.end) && position.asked !== undefined
    ? { next: position.asked, end: undefined }
    : position;
}

function isSlip(end: ListEnd | undefined): boolean {
  return end === 'repeatedCursor' || end === 'nothingNew';
}
