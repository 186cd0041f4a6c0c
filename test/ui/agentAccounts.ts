import type { ForeignCwp, ForeignMachine } from './foreignCwp.ts';

/** The same Uuid for the same name of up to six letters. */
export function uuidOf(name: string): string {
  return `6b6cd843-6bc1-4011-a74c-${Buffer.from(name.padEnd(6, '.')).toString('hex').slice(0, 12)}`;
}

/** An entry of `cloudTasks.accounts` that watches agents by these names; without names it says nothing of agents. */
export function agentAccount(
  label: string,
  cloud: ForeignCwp,
  names?: readonly string[],
): Record<string, unknown> {
  const agents = names?.map((name) => ({ uuid: uuidOf(name), label: name }));
  return {
    id: label.toLowerCase(),
    label,
    cloud: 'tencent',
    site: 'international',
    credentials: 'environment',
    services: { cwp: { endpoint: cloud.url, ...(agents === undefined ? {} : { agents }) } },
  };
}

/** A machine as `DescribeMachines` prints it; without an agent's Uuid where the agent has long been offline. */
export function machine(MachineName: string, Uuid = uuidOf(MachineName)): ForeignMachine {
  return { MachineName, MachineIp: '10.0.0.9', MachineStatus: Uuid === '' ? 'OFFLINE' : 'ONLINE', Uuid };
}
