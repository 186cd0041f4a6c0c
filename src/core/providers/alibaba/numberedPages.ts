import type { Instant, MalformedItem, Task } from '../../model/task.ts';
import type { Cursor } from '../service.ts';
import type { TaskSet } from './taskSet.ts';

/** Where a list with page numbers goes on, and what tells whether it has moved since. */
export interface PageCursor extends Cursor {
  readonly pageNumber: number;
  /** The same for the whole walk: with another size, the same number is another stretch. */
  readonly pageSize: number;
  readonly total: number | undefined;
  /** The tasks of the page before: where they are now is where this page begins. */
  readonly known: ReadonlySet<string>;
  /** When the newest and the oldest of them were created; absent unless they were sorted by that, newest first. */
  readonly span: { readonly newest: Instant; readonly oldest: Instant } | undefined;
}

export interface Stretch {
  readonly tasks: readonly Task[];
  readonly malformed: readonly MalformedItem[];
  readonly next: PageCursor | undefined;
  readonly total: number | undefined;
  readonly requestId: string | undefined;
}

interface NumberedPage extends TaskSet {
  readonly pageNumber: number;
}

type ReadPage = (pageNumber: number, pageSize: number) => Promise<TaskSet>;

/** How many pages one step may read beyond the one that was asked for, forwards or backwards. */
const furtherPages = 20;

export function isPageCursor(cursor: Cursor | undefined): cursor is PageCursor {
  return cursor !== undefined && 'pageNumber' in cursor;
}

export async function firstStretch(read: ReadPage, pageSize: number): Promise<Stretch> {
  return stretchOf([{ ...(await read(1, pageSize)), pageNumber: 1 }], pageSize);
}

/**
 * Reads what follows the page before. Page numbers drift: added tasks push known ones onto this page, and removed
 * ones pull unknown ones off it, onto pages that count as read.
 *
 * - A page that still lies before the known tasks is passed over; one that ends with a known task is followed by the
 *   next.
 * - Where tasks may have been removed, pages are read again backwards until a known task turns up. That is whenever
 *   the total has sunk or is not told, and always in a `lively` list, whose tasks leave from anywhere. In others they
 *   only age out at the end, so that a total that has not sunk means that nothing was pulled off.
 */
export async function nextStretch(read: ReadPage, cursor: PageCursor, lively: boolean): Promise<Stretch> {
  const { pageSize, known } = cursor;
  const pageAt = async (pageNumber: number): Promise<NumberedPage> => ({
    ...(await read(pageNumber, pageSize)),
    pageNumber,
  });
  const holdsKnown = (page: TaskSet): boolean => page.tasks.some(({ id }) => known.has(id));
  let further = furtherPages;
  let pages = [await pageAt(cursor.pageNumber)] as [NumberedPage, ...NumberedPage[]];
  while (!holdsKnown(pages[0]) && isBefore(pages[0], cursor) && further-- > 0) {
    pages = [await pageAt(pages[0].pageNumber + 1)];
  }
  const passedOver = pages[0].pageNumber > cursor.pageNumber;
  if (!passedOver && (lively || hasSunk(pages[0].total, cursor.total))) {
    while (!holdsKnown(pages[0]) && pages[0].pageNumber > 1 && further-- > 0) {
      pages = [await pageAt(pages[0].pageNumber - 1), ...pages];
    }
  }
  for (;;) {
    const last = pages.at(-1) ?? pages[0];
    const lastTask = last.tasks.at(-1);
    const nothingBeyond = lastTask !== undefined && known.has(lastTask.id);
    if (!nothingBeyond || endsAt(last, pageSize) || further-- <= 0) {
      return stretchOf(pages, pageSize);
    }
    pages = [...pages, await pageAt(last.pageNumber + 1)];
  }
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

/** The last page is a short one, where there is no total, or one that hides how many there are. */
function endsAt(page: NumberedPage, pageSize: number): boolean {
  const entries = page.tasks.length + page.malformed.length;
  const size = Math.min(pageSize, page.pageSize ?? pageSize);
  const reached = page.pageNumber * size;
  if (page.total === undefined) {
    return entries < size;
  }
  // A total that is smaller than what has been read is no total.
  return reached >= page.total && !(reached > page.total && entries >= size);
}

function stretchOf(pages: readonly [NumberedPage, ...NumberedPage[]], pageSize: number): Stretch {
  const last = pages.at(-1) ?? pages[0];
  // A service that gives less than it is asked for numbers its pages by what it gives.
  const size = Math.min(pageSize, last.pageSize ?? pageSize);
  const tasks = new Map(pages.flatMap((page) => page.tasks.map((task) => [task.id, task] as const)));
  const pageNumber = last.pageNumber + 1;
  const next: PageCursor = {
    key: `page ${pageNumber} of ${size} each`,
    pageNumber,
    pageSize: size,
    total: last.total,
    known: new Set(last.tasks.map((task) => task.id)),
    span: spanOf(last.tasks),
  };
  return {
    tasks: [...tasks.values()],
    malformed: pages.flatMap((page) => page.malformed),
    next: endsAt(last, pageSize) ? undefined : next,
    total: last.total,
    requestId: last.requestId,
  };
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
