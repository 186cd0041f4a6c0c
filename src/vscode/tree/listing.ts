import type { StatusList } from '../../core/tasks/statusList.ts';
import { groupCount } from '../text/groupText.ts';

/** All that decides which rows a group lists, and how its own row looks. */
export type Listing = readonly unknown[];

export function listingOf(group: StatusList): Listing {
  const { end, failure, hasMore, rows, total } = group;
  return [rows.version, failure, hasMore, end, total, groupCount(group)];
}

export function isSameListing(one: Listing, other: Listing): boolean {
  return one.length === other.length && one.every((part, index) => part === other[index]);
}
