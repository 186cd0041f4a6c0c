import { isDeepStrictEqual } from 'node:util';
import { isObject } from '../http/answer.ts';
import type { WrittenEntries, WrittenEntry } from '../providers/question.ts';
import type { EntriesChange } from './entriesWriter.ts';

/** The entries of one service of an account, as they are written in `cloudTasks.accounts`; one or a list. */
export function writtenEntries(account: WrittenEntry, kind: string): WrittenEntries {
  const services = isObject(account.services) ? account.services : {};
  return [services[kind]].flat().filter(isObject);
}

/** The account with these entries of a service; all else stays as it was written. */
export function withEntries(account: WrittenEntry, kind: string, entries: WrittenEntries): WrittenEntry {
  const services = isObject(account.services) ? account.services : {};
  return { ...account, services: { ...services, [kind]: entries.length === 1 ? entries[0] : entries } };
}

/** With this entry at the end, unless there is one with its id. */
export function withEntry(entry: WrittenEntry): EntriesChange {
  return (entries) => (indexOf(entry.id, entries) < 0 ? [...entries, entry] : entries);
}

/** With the first entry of this id, which is the one that counts, as `change` makes it. */
export function withChanged(id: string, change: (entry: WrittenEntry) => WrittenEntry): EntriesChange {
  return (entries) => {
    const index = indexOf(id, entries);
    const entry = entries[index];
    return isObject(entry) ? entries.with(index, change(entry)) : entries;
  };
}

/** Without the first entry of this id; another one of the same id stays. */
export function withoutEntry(id: string, before: readonly unknown[]): EntriesChange {
  const removed = before[indexOf(id, before)];
  return (entries) =>
    removed === undefined ? entries : entries.filter((entry) => !isDeepStrictEqual(entry, removed));
}

function indexOf(id: unknown, entries: readonly unknown[]): number {
  return entries.findIndex((entry) => isObject(entry) && typeof id === 'string' && entry.id === id);
}
