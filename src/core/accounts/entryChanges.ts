import { isObject } from '../http/answer.ts';
import type { AgentConfig } from '../model/account.ts';
import type { ShownApplication } from '../providers/subApplication.ts';

/** One element of `cloudTasks.accounts`, as it is written there. */
export type WrittenEntry = Readonly<Record<string, unknown>>;

/** The entry with these agents to watch. What is written about agents that stay, stays. */
export function withAgents(entry: WrittenEntry, agents: readonly AgentConfig[]): WrittenEntry {
  return withService(entry, 'cwp', ([service = {}, ...others]) => {
    const written = Array.isArray(service.agents) ? service.agents.filter(isObject) : [];
    const list = agents.map(
      ({ uuid, label }) =>
        written.find((agent) => agent.uuid === uuid) ?? (label === uuid ? { uuid } : { uuid, label }),
    );
    return [{ ...service, agents: list }, ...others];
  });
}

/** The entry with these applications of VOD, each as a row of its own; none of them is the default one. */
export function withApplications(
  entry: WrittenEntry,
  applications: readonly ShownApplication[],
): WrittenEntry {
  return withService(entry, 'vod', (services) => {
    const { subAppId, label, ...common } = services[0] ?? {};
    const list = applications.map(({ id, name }) => ({
      ...(name === '' ? {} : { label: name }),
      ...(services.find((service) => service.subAppId === id) ?? { ...common, subAppId: id }),
    }));
    return list.length === 0 ? [common] : list;
  });
}

function withService(
  entry: WrittenEntry,
  kind: string,
  change: (written: readonly WrittenEntry[]) => readonly WrittenEntry[],
): WrittenEntry {
  const services = isObject(entry.services) ? entry.services : {};
  const changed = change([services[kind]].flat().filter(isObject));
  return { ...entry, services: { ...services, [kind]: changed.length === 1 ? changed[0] : changed } };
}
