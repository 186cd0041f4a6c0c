import { countOf, isObject, type JsonObject, keysOf, textOf } from '../../http/answer.ts';
import { CloudError } from '../../model/errors.ts';

export interface OffsetList {
  /** The field of the answer that is the list: `Processes`. */
  readonly field: string;
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
  read: (paging: { readonly Offset: number; readonly Limit: number }) => Promise<JsonObject>,
): Promise<readonly JsonObject[]> {
  const { field, limit, maxPages } = list;
  const entries: unknown[] = [];
  for (let page = 0; page < maxPages; page++) {
    const response = await read({ Offset: entries.length, Limit: limit });
    const items: unknown = response[field];
    if (!Array.isArray(items)) {
      throw new CloudError({
        kind: 'answer',
        code: 'UnreadableAnswer',
        message: `There is no list of ${field} (${keysOf(response)})`,
        requestId: textOf(response.RequestId),
      });
    }
    entries.push(...items);
    const total = countOf(response.TotalCount);
    if (items.length === 0 || (total === undefined ? items.length < limit : entries.length >= total)) {
      break;
    }
  }
  return entries.filter(isObject);
}
