import { WatchedAgent } from './watchedAgent.ts';

/** The watched agent that a command was given: itself, or `{account, service, uuid}` by their ids. */
export function findAgent(target: unknown, agents: readonly WatchedAgent[]): WatchedAgent | undefined {
  if (target instanceof WatchedAgent) {
    // A row may still be shown for a moment after its account was edited.
    return findAgent(
      {
        account: target.owner.account.id,
        service: target.owner.service.key,
        uuid: target.config.uuid,
      },
      agents,
    );
  }
  if (typeof target !== 'object' || target === null) {
    return undefined;
  }
  const { account, service, uuid } = target as Readonly<Record<string, unknown>>;
  return agents.find(
    ({ owner, config }) =>
      owner.account.id === account && owner.service.key === service && config.uuid === uuid,
  );
}
