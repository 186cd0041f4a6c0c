import { countOf, isObject, type JsonObject } from '../../http/answer.ts';
import { memberSpan } from '../../http/jsonText.ts';
import { listIn } from '../listIn.ts';
import type { ReadTencentAnswer } from './client.ts';

export interface OffsetList {
  /** The field of the answer that is the list: `Processes`. */
  readonly field: string;
  /** The field that each entry has: `ProcessName`. */
  readonly entryKey: string;
  /** Entries per request, as many as the action allows. */
  readonly limit: number;
  readonly maxPages: number;
}

export interface OffsetEntries {
  /** Those that are objects. */
  readonly entries: readonly JsonObject[];
  /** The same as a list in JSON, with the numbers as they were sent. */
  readonly text: string;
  /** How many more the service counts than it has given. */
  readonly missing: number;
}

/** An answer may hold more than was asked for, but not without end. */
const mostOfLimit = 10;

/**
 * Reads a list that goes by `Offset` and `Limit` to its end: as many entries as `TotalCount` says, or a page that has
 * fewer than those before. An empty page where more should come is asked for once more.
 */
export async function readOffsetPages(
  list: OffsetList,
  read: (paging: JsonObject, read: ReadTencentAnswer<OffsetPage>) => Promise<OffsetPage>,
): Promise<OffsetEntries> {
  const { field, entryKey, limit, maxPages } = list;
  const entries: JsonObject[] = [];
  const texts: string[] = [];
  let offset = 0;
  let counted = 0;
  let fullest = 0;
  let empty = 0;
  for (let page = 0; page < maxPages && offset < limit * maxPages && empty < 2; page++) {
    const { items, sent, total } = await read({ Offset: offset, Limit: limit }, ({ response, text }) => {
      const items = listIn({ answer: response, field, entryKey });
      return { items, total: countOf(response.TotalCount), sent: sentText(text, field) };
    });
    const taken = items.slice(0, limit * mostOfLimit);
    const objects = taken.filter(isObject);
    entries.push(...objects);
    if (objects.length > 0) {
      texts.push(
        (objects.length === items.length ? sent : undefined) ?? JSON.stringify(objects).slice(1, -1),
      );
    }
    offset += taken.length;
    counted = total ?? offset;
    empty = items.length === 0 ? empty + 1 : 0;
    if (total === undefined ? items.length < fullest : offset >= total) {
      break;
    }
    fullest = Math.max(fullest, items.length);
  }
  return { entries, text: `[${texts.join(',')}]`, missing: Math.max(0, counted - offset) };
}

/** What stands between the brackets of the list; `undefined` where it is none. */
function sentText(text: string, field: string): string | undefined {
  const span = memberSpan(text, field);
  const list = text.slice(span?.start, span?.end);
  return list.startsWith('[') ? list.slice(1, -1) : undefined;
}

interface OffsetPage {
  readonly items: readonly unknown[];
  readonly sent: string | undefined;
  readonly total: number | undefined;
}
