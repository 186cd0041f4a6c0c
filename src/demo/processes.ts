import type { Agent } from './agents.ts';
import { Random } from './random.ts';

/** An entry of `DescribeProcesses`. */
export interface DemoProcess {
  readonly Id: number;
  readonly Uuid: string;
  readonly MachineIp: string;
  readonly MachineName: string;
  readonly Pid: number;
  readonly Ppid: number;
  readonly ProcessName: string;
  readonly Username: string;
  readonly Platform: string;
  readonly FullPath: string;
  /** `2018-01-01 12:12:12` */
  readonly CreateTime: string;
}

const programs: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  ['nginx', '/usr/sbin/nginx'],
  ['sshd', '/usr/sbin/sshd'],
  ['node', '/usr/local/bin/node'],
  ['java', '/usr/lib/jvm/bin/java'],
  ['python3', '/usr/bin/python3'],
  ['postgres', '/usr/lib/postgresql/bin/postgres'],
  ['redis-server', '/usr/bin/redis-server'],
  ['crond', '/usr/sbin/crond'],
  ['containerd-shim', '/usr/bin/containerd-shim'],
  ['ffmpeg', '/usr/local/bin/ffmpeg'],
];

/** What one collection found on a machine: between some dozens and some hundreds of processes. */
export function processesOf(agent: Agent, seed: number, attempt: number, collectedAt: number): DemoProcess[] {
  const random = new Random(seed ^ Number.parseInt(agent.uuid.slice(0, 8), 16), attempt);
  let pid = 1;
  return Array.from({ length: random.integer(35, 260) }, (_, index) => {
    const [name, path] = random.pick(programs);
    const parent = random.chance(0.4) ? 1 : pid;
    pid += random.integer(1, 60);
    return {
      Id: index + 1,
      Uuid: agent.uuid,
      MachineIp: agent.ip,
      MachineName: agent.name,
      Pid: pid,
      Ppid: parent,
      ProcessName: name,
      Username: random.pick(['root', 'www-data', 'app', 'postgres']),
      Platform: 'linux',
      FullPath: path,
      CreateTime: new Date(collectedAt - random.integer(60, 2_000_000) * 1_000)
        .toISOString()
        .slice(0, 19)
        .replace('T', ' '),
    };
  });
}
