import type { WatchedTask } from './watchedTask.ts';

/** The watched task that a command was given: itself, or `{account, service, uuid}` by their ids. */
export function findWatched(target: unknown, tasks: readonly WatchedTask[]): WatchedTask | undefined {
  if (typeof target !== 'object' || target === null) {
    return undefined;
  }
  // A row may still be shown for a moment after its account was edited: it is found again by its ids.
  const { owner, id } = target as Partial<WatchedTask>;
  const named =
    owner === undefined ? target : { account: owner.account.id, service: owner.service.key, uuid: id };
  const { account, service, uuid } = named as Readonly<Record<string, unknown>>;
  return tasks.find(
    (task) => task.owner.account.id === account && task.owner.service.key === service && task.id === uuid,
  );
}
