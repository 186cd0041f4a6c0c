import type { MalformedItem } from '../model/task.ts';
import type { ChunkedRows } from './chunkedRows.ts';
import { isTask, type ListIdentity, type ListRow, type TaskRecord, UnreadableRecord } from './listRows.ts';

/**
 * The rows of a page, its unreadable items among them, in its order. An item that stands beside the row that it stood
 * beside before is the same row again: nothing else tells one `null` from another.
 *
 * `records` are the page's tasks, `undefined` where a task is shown in another list. The page comes right behind
 * `before`, or is the first one.
 */
export function withUnreadable(
  list: ListIdentity,
  rows: ChunkedRows<ListRow>,
  page: {
    readonly records: readonly (TaskRecord | undefined)[];
    readonly malformed: readonly MalformedItem[];
    readonly before: ListRow | undefined;
    readonly isRead: (row: ListRow) => boolean;
  },
): ListRow[] {
  const entries: (ListRow | MalformedItem)[] = [];
  let at = 0;
  for (const item of page.malformed) {
    entries.push(...present(page.records.slice(at, item.index)), item);
    at = Math.max(at, item.index);
  }
  entries.push(...present(page.records.slice(at)));
  const taken = new Set<ListRow>();
  const match = (index: number, known: ListRow | undefined): void => {
    const item = entries[index];
    if (item === undefined || !isItem(item) || known === undefined || !isSame(known, item)) {
      return;
    }
    if (!taken.has(known) && !page.isRead(known)) {
      taken.add(known);
      entries[index] = known;
    }
  };
  for (const index of entries.keys()) {
    const previous = index === 0 ? page.before : entries[index - 1];
    if (previous === undefined) {
      match(index, rows.next(undefined));
    } else if (!isItem(previous) && previous.chunk !== undefined) {
      match(index, rows.next(previous));
    }
  }
  for (let index = entries.length - 2; index >= 0; index--) {
    const following = entries[index + 1];
    if (following !== undefined && !isItem(following) && following.chunk !== undefined) {
      match(index, rows.before(following));
    }
  }
  return entries.map((entry) => (isItem(entry) ? new UnreadableRecord(list, entry) : entry));
}

function present<T>(values: readonly (T | undefined)[]): T[] {
  return values.filter((value) => value !== undefined);
}

function isItem(entry: ListRow | MalformedItem): entry is MalformedItem {
  return 'raw' in entry;
}

function isSame(row: ListRow, item: MalformedItem): boolean {
  return (
    !isTask(row) &&
    row.item.reason === item.reason &&
    (row.item.raw === item.raw || textOf(row.item.raw) === textOf(item.raw))
  );
}

/** For comparing. What is nested too deep to be written down is like anything else of that kind. */
function textOf(raw: unknown): string | undefined {
  try {
    return JSON.stringify(raw);
  } catch {
    return undefined;
  }
}
