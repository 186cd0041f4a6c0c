import { isObject } from '../http/answer.ts';
import type { WatchedTask } from './watchedTask.ts';

/** The watched task that a command was given: itself, or `{account, service, uuid}` by their ids. */
export function findWatched(target: unknown, tasks: readonly WatchedTask[]): WatchedTask | undefined {
  if (!isObject(target)) {
    return undefined;
  }
  // A row may still be shown for a moment after its account was edited: it is found again by its ids.
  const { account, service, id } = isObject(target.ref) ? target.ref : { ...target, id: target.uuid };
  return tasks.find(({ ref }) => ref.account === account && ref.service === service && ref.id === id);
}
