import type { Cursor, Page } from '../providers/service.ts';

/**
 * Why a list goes no further. All but `complete` are worth telling a person.
 *
 * - `inDoubt`: empty pages came where the cursor says that there is more; it can be asked for again.
 * - `short`: there is no cursor, but the service counts more than it gave.
 */
export type ListEnd = 'complete' | 'inDoubt' | 'short' | 'repeatedCursor' | 'nothingNew' | 'pageCap';

/** Where a reading stands: at `next`, or at an end. Only an end in doubt can have both. */
export interface Continuation {
  readonly next: Cursor | undefined;
  readonly end: ListEnd | undefined;
  /** What the page that brought the end was asked with. */
  readonly asked?: Cursor | undefined;
  /** How many empty pages came last. */
  readonly empty?: number;
  /** Whether the last page with entries had fewer than others. */
  readonly short?: boolean;
  /** Whether the end was told by empty pages: there was a cursor, and there will be one next time. */
  readonly insists?: boolean;
  /** Whether the last page was empty, which can have been a slip. */
  readonly isEmptyEnd?: boolean;
  /** How many entries came since the top; `undefined` where several readings have come together. */
  readonly read?: number | undefined;
}

export interface PageContext {
  /** What the page was asked with; absent for the first one. */
  readonly asked: Cursor | undefined;
  /** How the list went on in front of the page. */
  readonly before: Continuation;
  /** Whether the page had been asked for before, and was empty, or short of the total. */
  readonly isSecond: boolean;
  /** Whether empty pages had told the end when the list was last read. */
  readonly insists: boolean;
  /** Whether all its tasks have been read from the pages before. */
  readonly repeats: boolean;
  /** Whether it is the last one that may be read. */
  readonly capped: boolean;
  /** Whether it has fewer entries than others, or than were asked for. */
  readonly short: boolean;
  /** Whether the service counts more entries than it gave. */
  readonly countsMore: boolean;
}

/** Empty pages in a row, from which on the end of a list is in doubt. */
const emptyPages = 2;

/**
 * How a list goes on behind a page. Services send a token with their last page, the token they were asked with, or
 * pages that were there before: following those would never end. They also send empty pages in the middle of a list:
 * one is passed over; two are the end only where the page before says so too.
 */
export function continuationOf(page: Page, context: PageContext): Continuation {
  const { asked, before, repeats, capped, short, countsMore } = context;
  const { next } = page;
  const read = before.read === undefined ? undefined : before.read + entriesOf(page);
  const isEmptyEnd = isEmpty(page);
  const ended = (end: ListEnd): Continuation => ({ next: undefined, end, asked, read, isEmptyEnd });
  if (next === undefined) {
    return ended(countsMore ? 'short' : 'complete');
  }
  if (isEmptyEnd) {
    const isSame = context.isSecond && next.key === asked?.key;
    const empty = (before.empty ?? 0) + (isSame ? emptyPages : 1);
    const agreed = before.short === true && !countsMore && page.knowsMore !== true;
    if (agreed && (context.insists || empty >= emptyPages)) {
      return { ...ended('complete'), insists: true };
    }
    const end = empty < emptyPages ? undefined : 'inDoubt';
    return { next, end, empty, short: before.short === true, read };
  }
  if (next.key === asked?.key) {
    return ended('repeatedCursor');
  }
  if (repeats) {
    return ended('nothingNew');
  }
  return capped ? ended('pageCap') : { next, end: undefined, short, read };
}

/** Whether an end may be a slip of the service, so that it is worth trying once more. */
export function isRetryableEnd(end: ListEnd | undefined): boolean {
  return end === 'repeatedCursor' || end === 'nothingNew' || end === 'inDoubt';
}

export function isEmpty(page: Page): boolean {
  return entriesOf(page) === 0;
}

/** How many entries the service gave, those that are not shown in this list included. */
export function entriesOf(page: Page): number {
  return page.entries ?? page.tasks.length + page.malformed.length;
}
