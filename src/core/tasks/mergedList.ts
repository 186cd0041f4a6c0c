import type { Instant } from '../model/task.ts';
import { type Continuation, isSlip } from './listEnd.ts';
import type { ReadingTrail } from './readingTrail.ts';
import { type Row, RowSequence } from './rowSequence.ts';
import { type Stretch, Stretches } from './stretches.ts';

/** A page as the list takes it in. */
export interface ListPage<R> {
  readonly rows: readonly R[];
  readonly position: Continuation;
  /** Whether this page may lead into an earlier reading: see {@link Merged.joined}. */
  readonly mayJoin: boolean;
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
  readonly #stretches = new Stretches<R>(this.rows);
  readonly #createdAt: (row: R) => Instant | undefined;
  readonly #onGone: (row: R) => void;
  /** Of the last row that came out of its place: the one that followed it before. */
  #expected: R | undefined;

  /** `onGone` is told of every row that the cloud turned out to list no more. */
  constructor(createdAt: (row: R) => Instant | undefined, onGone: (row: R) => void) {
    this.#createdAt = createdAt;
    this.#onGone = onGone;
  }

  get position(): Continuation {
    return this.#stretches.first.position ?? { next: undefined, end: undefined };
  }

  /** The last row the reading under way has brought. */
  get lastRead(): R | undefined {
    return this.#stretches.first.last;
  }

  /** How many pages the list is deep, as far as it has been read. */
  get pages(): number {
    return this.#stretches.first.pages;
  }

  /** Whether the reading under way can run into an earlier one and go on where that had ended. */
  get canJoin(): boolean {
    return this.#stretches.second?.position !== undefined;
  }

  /** Whether what would be run into had been read to the end of the list: more may have come there since. */
  get leadsToEnd(): boolean {
    return this.#stretches.second?.position?.end !== undefined;
  }

  /** Whether the list is being read once more only to get past a refused cursor, and has not got there. */
  get isCatchingUp(): boolean {
    const refused = this.#stretches.second;
    return (
      refused !== undefined && refused.position === undefined && this.#isNewer(this.lastRead, refused.last)
    );
  }

  /** Whether the reading under way has brought this row. */
  isRead(row: R): boolean {
    return this.lastRead !== undefined && this.rows.reaches(row, this.lastRead);
  }

  /** Whether a reading has passed everything that was there before it. */
  hasPassedAll(trail: ReadingTrail): boolean {
    for (const row of this.rows.after(this.lastRead)) {
      if (!trail.isPast(this.#createdAt(row))) {
        return false;
      }
    }
    return true;
  }

  /** The first page of a new reading. */
  restart(page: ListPage<R>): Merged {
    this.#stretches.retrySlips();
    this.#begin();
    return this.append(page);
  }

  /** The page behind those that were read. */
  append({ rows, position, mayJoin }: ListPage<R>): Merged {
    const { first } = this.#stretches;
    const before = first.last;
    const added = rows.filter((row) => row.chunk === undefined).length;
    const met = this.#place(rows.filter((row) => !this.isRead(row)));
    first.pages++;
    first.position = position;
    if (position.end === 'complete' || position.end === 'emptyPage') {
      this.#drop([...this.rows.after(first.last)]);
      this.#stretches.dropRest();
      return { added, joined: false };
    }
    const ends = position.end !== undefined;
    if (met?.position !== undefined && met === this.#stretches.second && (mayJoin || ends)) {
      this.#stretches.join();
      this.#expected = undefined;
      return { added, joined: true };
    }
    if (isSlip(position.end) && first.last !== before) {
      // The page may be asked for again: what it brought is not where the list goes on.
      this.#stretches.shorten(before);
    }
    return { added, joined: false };
  }

  /** Forgets all cursors, as the service has refused one, but no row: the next page is the first again. */
  rewind(): void {
    this.#stretches.doubtCursors();
    this.#begin();
  }

  /** Lets those rows go that a reading has passed without bringing them. */
  dropPassed(trail: ReadingTrail): void {
    const passed: R[] = [];
    if (isSlip(this.position.end)) {
      return;
    }
    for (const row of this.rows.after(this.lastRead)) {
      if (!trail.isPast(this.#createdAt(row))) {
        break;
      }
      passed.push(row);
    }
    this.#drop(passed);
  }

  remove(row: R): void {
    if (row === this.#expected) {
      this.#expected = this.rows.next(row);
    }
    this.#stretches.detach(row);
    this.rows.remove(row);
  }

  /** Puts in a row that was not read from this list, by its age. */
  adopt(row: R): void {
    const created = this.#createdAt(row) ?? Number.NEGATIVE_INFINITY;
    const anchor = this.rows.lastInFront((other) => (this.#createdAt(other) ?? created) >= created);
    this.rows.insertAfter(anchor, row);
    this.#stretches.extend(anchor, row);
  }

  #begin(): void {
    this.#stretches.begin();
    this.#expected = undefined;
  }

  /** Puts rows behind the first stretch. Returns the stretch that the last of them was found in place in. */
  #place(listed: readonly R[]): Stretch<R> | undefined {
    const { first } = this.#stretches;
    const kept = new Set(listed);
    let met: Stretch<R> | undefined;
    for (const row of listed) {
      // New rows at the end of a page may lie behind the stretch that the page has led into.
      met = undefined;
      if (row.chunk === undefined) {
        this.rows.insertAfter(first.last, row);
      } else {
        if (row === this.#expected) {
          this.#drop(this.rows.between(first.last, row).filter((other) => !kept.has(other)));
        }
        if (this.rows.next(first.last) === row) {
          met = this.#stretches.second;
          this.#expected = undefined;
          this.#stretches.detach(row);
        } else {
          const follower = this.rows.next(row);
          this.remove(row);
          this.rows.insertAfter(first.last, row);
          this.#expected = follower;
        }
      }
      first.last = row;
    }
    return met;
  }

  #drop(rows: readonly R[]): void {
    for (const row of rows) {
      this.remove(row);
      this.#onGone(row);
    }
  }

  #isNewer(row: R | undefined, other: R | undefined): boolean {
    const created = row && this.#createdAt(row);
    const otherCreated = other && this.#createdAt(other);
    return created !== undefined && otherCreated !== undefined && created > otherCreated;
  }
}
