import { countOf, isObject, type JsonObject } from '../../http/answer.ts';
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

/**
 * Reads a list that goes by `Offset` and `Limit` to its end: a page that is not full, or as many entries as
 * `TotalCount` says. Entries that are not objects are left out.
 */
export async function readOffsetPages(
  list: OffsetList,
  read: (paging: JsonObject, read: ReadTencentAnswer<OffsetPage>) => Promise<OffsetPage>,
): Promise<readonly JsonObject[]> {
  const { field, entryKey, limit, maxPages } = list;
  const entries: unknown[] = [];
  for (let page = 0; page < maxPages; page++) {
    const { items, total } = await read({ Offset: entries.length, Limit: limit }, ({ response }) => ({
      items: listIn({ answer: response, field, entryKey }),
      total: countOf(response.TotalCount),
    }));
    for (const item of items) {
      entries.push(item);
    }
    if (items.length === 0 || (total === undefined ? items.length < limit : entries.length >= total)) {
      break;
    }
  }
  return entries.filter(isObject);
}

interface OffsetPage {
  readonly items: readonly unknown[];
  readonly total: number | undefined;
}
