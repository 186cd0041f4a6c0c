import type { Cursor, Page } from '../providers/service.ts';

/** Why a list goes no further. All but `complete` are worth telling a person. */
export type ListEnd = 'complete' | 'emptyPage' | 'repeatedCursor' | 'nothingNew' | 'pageCap';

/** Where a reading stands: at `next`, or at an end. */
export interface Continuation {
  readonly next: Cursor | undefined;
  readonly end: ListEnd | undefined;
  /** What the page that brought the end was asked with. */
  readonly asked?: Cursor | undefined;
}

export interface PageContext {
  /** What the page was asked with; absent for the first one. */
  readonly asked: Cursor | undefined;
  /** Whether all its tasks have been read from the pages before. */
  readonly repeats: boolean;
  /** Whether it is the last one that may be read. */
  readonly capped: boolean;
}

/** How a list goes on behind a page. */
export function continuationOf(page: Page, context: PageContext): Continuation {
  const end = endOf(page, context);
  return end === undefined ? { next: page.next, end } : { next: undefined, end, asked: context.asked };
}

/**
 * Whether a list ends with a page, and why. Services send a token with their last page, the token they were asked
 * with, or pages that were there before: following those would never end.
 */
function endOf(page: Page, { asked, repeats, capped }: PageContext): ListEnd | undefined {
  if (page.next === undefined) {
    return 'complete';
  }
  if (isEmpty(page)) {
    return 'emptyPage';
  }
  if (page.next.key === asked?.key) {
    return 'repeatedCursor';
  }
  if (repeats) {
    return 'nothingNew';
  }
  return capped ? 'pageCap' : undefined;
}

/** Whether an end looks like a slip of the service, so that it is worth trying once more. */
export function isSlip(end: ListEnd | undefined): boolean {
  return end === 'repeatedCursor' || end === 'nothingNew';
}

export function isEmpty(page: Page): boolean {
  return page.tasks.length === 0 && page.malformed.length === 0;
}
