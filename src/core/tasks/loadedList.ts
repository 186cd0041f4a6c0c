import type { Instant } from '../model/task.ts';
import { AdoptedRows } from './adoptedRows.ts';
import { AgeOrder, type DatedRow, isNewer } from './ageOrder.ts';
import { ChunkedRows } from './chunkedRows.ts';
import { type Continuation, isRetryableEnd } from './listEnd.ts';
import { type Segment, Segments } from './segments.ts';
import type { Watermark } from './watermark.ts';

/** A page as the list takes it in. */
export interface ListPage<R> {
  readonly rows: readonly R[];
  readonly position: Continuation;
  /** Whether this page may lead into an earlier reading: see {@link Merged.joined}. */
  readonly mayJoin: boolean;
  /** Whether a list that had ended with the last row of this page still does, whatever its cursor says. */
  readonly endsAsBefore?: boolean;
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
 * The reading under way owns the first segment. What earlier readings had brought stays behind it, in segments of
 * their own, until it is met again: rows the reading passes by are gone from the cloud, and where it runs into an
 * earlier segment the two become one, without walking all of it again.
 *
 * A row out of its place is no proof that those before it are gone: it may have moved up. They go once a second row
 * follows as it did before.
 */
export class LoadedList<R extends DatedRow> {
  readonly rows: ChunkedRows<R>;
  readonly #segments: Segments<R>;
  readonly #order: AgeOrder<R>;
  readonly #isListed: (row: R) => boolean;
  readonly #isSettled: boolean;
  readonly #onGone: (row: R, wasMet: boolean) => void;
  /** Of the last row that came out of its place: the one that followed it before. */
  #expected: R | undefined;
  /** Whether the reading under way has passed an empty page: rows may be missing from it that are not gone. */
  #hasGap = false;
  readonly #adopted = new AdoptedRows<R>();

  /**
   * `onGone` is told of every row that the cloud turned out to list no more, and whether it ever did (`wasMet`). Rows that it would not list in any case
   * (`isListed`) stay.
   */
  constructor(options: {
    readonly chunkSize?: number | undefined;
    /** Whether tasks leave the list only by age. */
    readonly isSettled?: boolean;
    readonly isListed?: (row: R) => boolean;
    readonly onGone: (row: R, wasMet: boolean) => void;
  }) {
    this.rows = new ChunkedRows(options.chunkSize);
    this.#segments = new Segments(this.rows);
    this.#order = new AgeOrder(this.rows);
    this.#isListed = options.isListed ?? (() => true);
    this.#onGone = options.onGone;
    this.#isSettled = options.isSettled ?? false;
  }

  get position(): Continuation {
    return this.#segments.first.position ?? { next: undefined, end: undefined };
  }

  /** The last row the reading under way has brought. */
  get lastRead(): R | undefined {
    return this.#segments.first.last;
  }

  /** How many pages the list is deep, as far as it has been read. */
  get pages(): number {
    return this.#segments.first.pages;
  }

  /** Whether the reading under way can run into an earlier one and go on where that had ended. */
  get canJoin(): boolean {
    return this.#segments.second?.position !== undefined;
  }

  /** Whether what would be run into had been read to the end of the list: more may have come there since. */
  get leadsToEnd(): boolean {
    return this.#segments.second?.position?.end !== undefined;
  }

  /** Whether the list is being read once more only to get past a refused cursor, and has not got there. */
  get isCatchingUp(): boolean {
    const refused = this.#segments.second;
    return refused !== undefined && refused.position === undefined && isNewer(this.lastRead, refused.last);
  }

  /** Whether the reading under way has brought this row. */
  isRead(row: R): boolean {
    return this.lastRead !== undefined && !this.#adopted.has(row) && this.rows.reaches(row, this.lastRead);
  }

  get isSorted(): boolean {
    return this.#order.isSorted;
  }

  /** The age down to which rows have been read, the end included; `undefined` where nothing tells. */
  get readDownTo(): Instant | undefined {
    if (this.position.next === undefined) {
      return Number.NEGATIVE_INFINITY;
    }
    return this.#order.ageAt(this.#segments.deepest);
  }

  /** The rows that the reading under way has not brought. */
  get unread(): Iterable<R> {
    return this.rows.after(this.lastRead);
  }

  /** How many rows the reading under way has brought, as far as they are still here. */
  get read(): number {
    const { lastRead } = this;
    return lastRead === undefined ? 0 : this.rows.position(lastRead) + 1;
  }

  /** Whether a reading has passed everything that was there before it. */
  hasPassedAll(watermark: Watermark): boolean {
    return this.#order.passed(this.lastRead, watermark).length === this.rows.size - this.read;
  }

  /** Where an end may have been a slip of the service, the next page is asked for once more. */
  retryEnds(): void {
    this.#segments.retryEnds();
  }

  /** The first page of a new reading. */
  restart(page: ListPage<R>): Merged {
    this.#begin();
    return this.append(page);
  }

  /** The page behind those that were read. */
  append({ rows, position, mayJoin, endsAsBefore = false }: ListPage<R>): Merged {
    const { first } = this.#segments;
    const before = first.last;
    this.#hasGap ||= first.position?.empty !== undefined && position.empty === undefined && rows.length > 0;
    const added = rows.filter((row) => row.chunk === undefined).length;
    const unread = rows.filter((row) => !this.isRead(row));
    this.#order.note(this.lastRead, unread);
    const met = this.#place(unread);
    first.pages++;
    first.position = position;
    if (position.end === 'complete' && position.insists !== true) {
      const overdue = this.isSorted ? [] : this.#adopted.overdue;
      this.#drop(new Set([...this.rows.after(first.last), ...overdue]), this.#isListed);
      this.#segments.dropRest();
      return { added, joined: false };
    }
    const ends = position.end !== undefined;
    if (met?.position !== undefined && met === this.#segments.second && (mayJoin || ends)) {
      this.#segments.join();
      this.#expected = undefined;
      return { added, joined: true };
    }
    if (endsAsBefore && met?.position?.insists === true) {
      first.position = met.position;
      return { added, joined: true };
    }
    if (isRetryableEnd(position.end) && first.last !== before) {
      // The page may be asked for again: what it brought is not where the list goes on.
      this.#segments.shorten(before);
    }
    return { added, joined: false };
  }

  /** Forgets all cursors, as the service has refused one, but no row: the next page is the first again. */
  rewind(): void {
    this.#segments.doubtCursors();
    this.#begin();
  }

  /** Lets those rows go that a reading has passed without bringing them. */
  dropPassed(watermark: Watermark): void {
    if (this.isSorted && !isRetryableEnd(this.position.end)) {
      this.#drop(this.#order.passed(this.lastRead, watermark));
    }
  }

  remove(row: R): void {
    if (row === this.#expected) {
      this.#expected = this.rows.next(row);
    }
    this.#segments.detach(row);
    this.rows.remove(row);
    this.#adopted.delete(row);
  }

  /** Puts in a row that was not read from this list: by its age, or at the end where that tells nothing. */
  adopt(row: R): void {
    const anchor = this.#order.anchorFor(row.createdAt);
    this.rows.insertAfter(anchor, row);
    this.#segments.extend(anchor, row);
    this.#adopted.add(row);
  }

  #begin(): void {
    this.#segments.begin();
    this.#expected = undefined;
    this.#hasGap = false;
    this.#adopted.begin();
  }

  /** Puts rows behind the first segment. Returns the segment that the last of them was found in place in. */
  #place(listed: readonly R[]): Segment<R> | undefined {
    const { first } = this.#segments;
    const kept = new Set(listed);
    let met: Segment<R> | undefined;
    for (const row of listed) {
      // New rows at the end of a page may lie behind the segment that the page has led into.
      met = undefined;
      if (row.chunk === undefined) {
        const anchor = this.#behindYounger(first.last, row);
        this.rows.insertAfter(anchor, row);
        this.#passGap(row);
      } else {
        // Where a row stands that another list brought proves nothing.
        const isPlaced = !this.#adopted.has(row);
        if (row === this.#expected && isPlaced) {
          this.#drop(this.rows.between(first.last, row).filter((other) => !kept.has(other)));
        }
        if (this.#follows(first.last, row)) {
          met = this.#segments.second;
          this.#expected = undefined;
          this.#segments.detach(row);
        } else if (this.#hasGap && !this.isRead(row)) {
          this.#passGap(row);
          this.#segments.detach(row);
        } else {
          const follower = this.rows.next(row);
          this.remove(row);
          this.rows.insertAfter(first.last, row);
          this.#expected = isPlaced ? follower : undefined;
        }
      }
      first.last = row;
      this.#adopted.delete(row);
    }
    return met;
  }

  /** Those in front of the row were on the page that came empty: they stay, and the reading is behind them now. */
  #passGap(row: R): void {
    const { first } = this.#segments;
    const isBehind = first.last === undefined || this.rows.reaches(first.last, row);
    for (const passed of this.#hasGap && isBehind ? this.rows.between(first.last, row) : []) {
      this.#segments.detach(passed);
      first.last = passed;
    }
  }

  /**
   * Rows that another list brought to the end of what was read stay in front of older ones that follow there, as do
   * those that were on a page which came empty.
   */
  #behindYounger(last: R | undefined, row: R): R | undefined {
    let anchor = last;
    const age = row.createdAt ?? Number.POSITIVE_INFINITY;
    for (const next of this.isSorted ? this.rows.after(last) : []) {
      const isRecent = this.#adopted.isRecent(next) || (this.#isSettled && this.#adopted.has(next));
      const created = next.createdAt ?? 0;
      if (!(created > age && isRecent) && !(created >= age && this.#hasGap)) {
        break;
      }
      anchor = next;
    }
    return anchor;
  }

  /** Whether nothing stands between the two that the cloud would list. */
  #follows(before: R | undefined, row: R): boolean {
    let next = this.rows.next(before);
    while (next !== undefined && next !== row && !this.#canBeGone(next)) {
      next = this.rows.next(next);
    }
    return next === row;
  }

  /** Where age does not tell a row's place, a reading has not passed it before its end. */
  readonly #canBeGone = (row: R): boolean =>
    this.#isListed(row) && (this.isSorted || !this.#adopted.has(row));

  #drop(rows: Iterable<R>, canBeGone = this.#canBeGone): void {
    for (const row of this.#hasGap ? [] : [...rows].filter(canBeGone)) {
      const wasMet = !this.#adopted.has(row);
      this.remove(row);
      this.#onGone(row, wasMet);
    }
  }
}
