import { isObject } from '../http/answer.ts';
import type { WrittenEntries, WrittenEntry } from '../providers/question.ts';

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
