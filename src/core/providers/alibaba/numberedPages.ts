import type { Instant, Task } from '../../model/task.ts';
import type { Cursor } from '../service.ts';
import type { TaskItems } from '../taskItems.ts';
import type { TaskSet } from './taskSet.ts';

/** Where a list with page numbers goes on, and what tells whether it has moved since. */
export interface PageCursor extends Cursor {
  readonly pageNumber: number;
  /** What every page of the walk is asked with: with another size, the same number is another segment. */
  readonly pageSize: number;
  /** How many entries a page really brings. A gateway may give less than it is asked for, or more. */
  readonly step: number;
  readonly total: number | undefined;
  /** The tasks of the page before: where they are now is where this page begins. */
  readonly known: ReadonlySet<string>;
  /** When the newest and the oldest of them were created; absent unless they were sorted by that, newest first. */
  readonly span: { readonly newest: Instant; readonly oldest: Instant } | undefined;
}

export interface Segment extends TaskItems {
  readonly next: PageCursor | undefined;
  readonly total: number | undefined;
  readonly requestId: string | undefined;
  readonly knowsMore?: true;
}

interface NumberedPage extends TaskSet {
  readonly pageNumber: number;
}

type Pages = readonly [NumberedPage, ...NumberedPage[]];
type PageSize = Pick<PageCursor, 'pageSize' | 'step'>;
export type ReadPage = (pageNumber: number, pageSize: number) => Promise<TaskSet>;

/** How many pages one step may read beyond the one that was asked for, forwards or backwards. */
const furtherPages = 20;

export function isPageCursor(cursor: Cursor | undefined): cursor is PageCursor {
  return cursor !== undefined && 'pageNumber' in cursor;
}

/** Reads the first page, which also shows how many entries a page really brings. */
export async function firstSegment(read: ReadPage, limit: number): Promise<Segment> {
  const pageOne = async (): Promise<NumberedPage> => numbered(await read(1, limit), 1, limit);
  let first = await pageOne();
  if (isBlank(first, limit)) {
    first = await pageOne();
  }
  const asked = Math.min(limit, first.pageSize ?? limit);
  const step = entriesOf(first) || asked;
  const size: PageSize = { pageSize: Math.min(limit, step), step };
  return isBlank(first, limit)
    ? { ...segmentOf([first], undefined), next: cursorOf(1, first, size) }
    : finish(read, [first], size, asked);
}

/**
 * Reads what follows the page before. Page numbers drift: added tasks push known ones onto this page, and removed
 * ones pull unknown ones off it, onto pages that count as read.
 *
 * - A page that still lies before the known tasks is passed over; one that ends with a known task is followed by the
 *   next.
 * - Where tasks may have been removed, pages are read again backwards until a known task turns up. That is whenever
 *   the total has sunk or is not told, and always in an `active` list, whose tasks leave from anywhere. In others they
 *   only age out at the end, so that a total that has not sunk means that nothing was pulled off.
 *
 * `ahead` is the page that the cursor leads to, where it has been read already.
 */
export async function nextSegment(
  read: ReadPage,
  cursor: PageCursor,
  active: boolean,
  ahead?: TaskSet,
): Promise<Segment> {
  const { pageSize, step, known } = cursor;
  const pageAt = async (pageNumber: number): Promise<NumberedPage> =>
    numbered(await read(pageNumber, pageSize), pageNumber, step);
  const holdsKnown = (page: TaskSet): boolean => page.tasks.some(({ id }) => known.has(id));
  let further = furtherPages;
  let pages: Pages = [
    ahead === undefined ? await pageAt(cursor.pageNumber) : numbered(ahead, cursor.pageNumber, step),
  ];
  if (isBlank(pages[0], step)) {
    return { ...segmentOf(pages, undefined), next: cursor };
  }
  while (!holdsKnown(pages[0]) && isBefore(pages[0], cursor) && further-- > 0) {
    pages = [await pageAt(pages[0].pageNumber + 1)];
  }
  const passedOver = pages[0].pageNumber > cursor.pageNumber;
  if (!passedOver && (active || hasSunk(pages[0].total, cursor.total))) {
    while (!holdsKnown(pages[0]) && pages[0].pageNumber > 1 && further-- > 0) {
      pages = [await pageAt(pages[0].pageNumber - 1), ...pages];
    }
  }
  for (;;) {
    const last = lastOf(pages);
    const lastTask = last.tasks.at(-1);
    const nothingBeyond = lastTask !== undefined && known.has(lastTask.id);
    if (!nothingBeyond || endsAt(last, step, step) || further-- <= 0) {
      return finish(read, pages, cursor, step);
    }
    pages = [...pages, await pageAt(last.pageNumber + 1)];
  }
}

/**
 * What the pages bring, and where the list goes on. Without a total, a page of less than `full` entries is the last
 * one, or the work of a gateway that caps its pages, or of one that lost it: the next page tells.
 */
async function finish(read: ReadPage, pages: Pages, size: PageSize, full: number): Promise<Segment> {
  const last = lastOf(pages);
  const pageNumber = last.pageNumber + 1;
  if (last.total !== undefined || entriesOf(last) >= full) {
    return segmentOf(pages, endsAt(last, size.step, full) ? undefined : cursorOf(pageNumber, last, size));
  }
  const next = numbered(await read(pageNumber, size.pageSize), pageNumber, size.step);
  const known = new Set(pages.flatMap((page) => page.tasks.map(({ id }) => id)));
  if (next.malformed.length === 0 && next.tasks.every(({ id }) => known.has(id))) {
    return segmentOf(pages, undefined);
  }
  return entriesOf(last) === 0
    ? // Without what was read before it, so that whoever asked sees that it is empty, and asks again.
      { ...segmentOf([last], cursorOf(last.pageNumber, pages.at(-2) ?? last, size)), knowsMore: true }
    : segmentOf([...pages, next], cursorOf(pageNumber + 1, next, size));
}

/** A total that is smaller than what has been read is no total. */
function numbered(page: TaskSet, pageNumber: number, step: number): NumberedPage {
  const isTotal = page.total !== undefined && page.total >= reachOf(page, pageNumber, step);
  return { ...page, pageNumber, total: isTotal ? page.total : undefined };
}

function reachOf(page: TaskSet, pageNumber: number, step: number): number {
  const entries = entriesOf(page);
  return entries === 0 ? 0 : (pageNumber - 1) * step + entries;
}

function lastOf(pages: Pages): NumberedPage {
  return pages.at(-1) ?? pages[0];
}

function entriesOf(page: TaskSet): number {
  return page.tasks.length + page.malformed.length;
}

function hasSunk(now: number | undefined, before: number | undefined): boolean {
  return now === undefined || before === undefined || now < before;
}

/** Whether the page lies wholly above the known tasks, as far as creation times can tell. */
function isBefore(page: TaskSet, { span }: PageCursor): boolean {
  const created = page.tasks.map((task) => task.createdAt);
  return (
    span !== undefined &&
    created.length > 0 &&
    created.every((instant) => instant !== undefined && instant >= span.newest && instant > span.oldest)
  );
}

/** Nothing where the total says that there is something: the page has to be asked for again. */
function isBlank(page: NumberedPage, step: number): boolean {
  return entriesOf(page) === 0 && page.total !== undefined && page.total > (page.pageNumber - 1) * step;
}

/** By the total, where one is told that can be right; otherwise the last page is a short one. */
function endsAt(page: NumberedPage, step: number, full: number): boolean {
  const entries = entriesOf(page);
  return page.total === undefined ? entries < full : (page.pageNumber - 1) * step + entries >= page.total;
}

/** Where `pageNumber` comes after `before`. */
function cursorOf(pageNumber: number, before: NumberedPage, { pageSize, step }: PageSize): PageCursor {
  return {
    key: `page ${pageNumber} of ${pageSize} each`,
    pageNumber,
    pageSize,
    step,
    total: before.total,
    known: new Set(before.tasks.map((task) => task.id)),
    span: spanOf(before.tasks),
  };
}

function segmentOf(pages: Pages, next: PageCursor | undefined): Segment {
  const tasks = new Map(pages.flatMap((page) => page.tasks.map((task) => [task.id, task] as const)));
  const { total, requestId } = lastOf(pages);
  let before = 0;
  const malformed = pages.flatMap((page) => {
    const moved = page.malformed.map((item) => ({ ...item, index: before + item.index }));
    before += page.tasks.length;
    return moved;
  });
  return { tasks: [...tasks.values()], malformed, next, total, requestId };
}

function spanOf(tasks: readonly Task[]): PageCursor['span'] {
  const created = tasks.map((task) => task.createdAt);
  const newest = created[0];
  const oldest = created.at(-1);
  const sorted = created.every((instant, index) => {
    const before = index === 0 ? instant : created[index - 1];
    return instant !== undefined && before !== undefined && instant <= before;
  });
  return sorted && newest !== undefined && oldest !== undefined && newest > oldest
    ? { newest, oldest }
    : undefined;
}
