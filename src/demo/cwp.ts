import type { Agent, Agents } from './agents.ts';
import { ApiError } from './apiError.ts';
import { checkParameters } from './parameters.ts';
import { processesOf } from './processes.ts';
import type { TencentService } from './tencentService.ts';

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const uuidRules = { Uuid: { type: 'string', required: true } } as const;
const paging = { Limit: { type: 'integer', min: 1, max: 100 }, Offset: { type: 'integer', min: 0 } } as const;

/** Cloud Workload Protection, whose older name `yunjing` is still in its host, 2018-02-28. */
export function cwp(agents: Agents, seed: number): TencentService {
  return {
    name: 'cwp',
    products: ['yunjing', 'cwp'],
    version: '2018-02-28',
    requestsPerSecond: 20,
    actions: {
      DescribeProcessTaskStatus: (given) => {
        const status = agents.status(find(agents, checkParameters(given, uuidRules).Uuid));
        if (status === undefined) {
          throw taskNotFound();
        }
        return { Status: status };
      },
      CreateProcessTask: (given) => {
        agents.collect(find(agents, checkParameters(given, uuidRules).Uuid));
        return {};
      },
      DescribeProcesses: (given) => describeProcesses(agents, seed, given),
      DescribeMachines: (given) => describeMachines(agents, given),
    },
  };
}

function describeProcesses(agents: Agents, seed: number, given: Readonly<Record<string, unknown>>): object {
  const asked = checkParameters(given, {
    Uuid: { type: 'string' },
    ProcessName: { type: 'string' },
    Filters: { type: 'objects' },
    ...paging,
  });
  if (asked.Uuid === undefined && asked.ProcessName === undefined) {
    throw new ApiError('MissingParameter', 'The request needs one of `Uuid` and `ProcessName`.');
  }
  const machines = asked.Uuid === undefined ? agents.list : [find(agents, asked.Uuid)];
  const results = machines.flatMap((agent) => {
    const collected = agents.collected(agent);
    return collected === undefined ? [] : [processesOf(agent, seed, collected.attempt, collected.at)];
  });
  if (asked.Uuid !== undefined && results.length === 0) {
    throw taskNotFound();
  }
  const matching = results
    .flat()
    .filter((process) => asked.ProcessName === undefined || process.ProcessName === asked.ProcessName);
  const offset = asked.Offset ?? 0;
  return { Processes: matching.slice(offset, offset + (asked.Limit ?? 10)), TotalCount: matching.length };
}

function describeMachines(agents: Agents, given: Readonly<Record<string, unknown>>): object {
  const asked = checkParameters(given, {
    MachineType: { type: 'string', required: true, oneOf: ['CVM', 'BM'] },
    MachineRegion: { type: 'string', required: true },
    Filters: { type: 'objects' },
    ...paging,
  });
  const words = (asked.Filters ?? []).flatMap((filter) => {
    const { Name, Values } = filter as { Name?: unknown; Values?: unknown };
    return Name === 'Keywords' && Array.isArray(Values) ? Values.map(String) : [];
  });
  const known = agents.list.map((agent) => ({ agent, uuid: agent.uuid }));
  // An agent that has been away for long has no Uuid any more.
  const forgotten: Agent = {
    uuid: '',
    name: 'retired-1',
    ip: '10.0.9.250',
    type: 'CVM',
    region: 'ap-guangzhou',
    online: false,
  };
  const matching = [...known, { agent: forgotten, uuid: '' }].filter(
    ({ agent }) =>
      agent.type === asked.MachineType &&
      (asked.MachineRegion === 'all-regions' || agent.region === asked.MachineRegion) &&
      words.every((word) => agent.name.includes(word) || agent.ip.includes(word)),
  );
  const offset = asked.Offset ?? 0;
  return {
    Machines: matching
      .slice(offset, offset + (asked.Limit ?? 10))
      .map(({ agent, uuid }) => machine(agent, uuid)),
    TotalCount: matching.length,
  };
}

function machine(agent: Agent, uuid: string): object {
  return {
    MachineName: agent.name,
    MachineOs: 'TencentOS Server 3.1 (64 bit)',
    MachineStatus: agent.online ? 'ONLINE' : 'OFFLINE',
    Uuid: uuid,
    Quuid: uuid,
    VulNum: 0,
    MachineIp: agent.ip,
    MachineWanIp: '',
    IsProVersion: true,
    PayMode: 'POSTPAY',
    MalwareNum: 0,
    BaselineNum: 0,
    CyberAttackNum: 0,
    SecurityStatus: 'SAFE',
    InvasionNum: 0,
    RegionInfo: {
      Region: agent.region,
      RegionName: agent.region,
      RegionId: 1,
      RegionCode: '',
      RegionNameEn: agent.region,
    },
  };
}

function find(agents: Agents, uuid: string): Agent {
  if (!uuidForm.test(uuid)) {
    throw new ApiError('InvalidParameter.InvalidFormat', 'The parameter `Uuid` has an incorrect format.');
  }
  const agent = agents.list.find((candidate) => candidate.uuid === uuid);
  if (agent === undefined) {
    throw new ApiError('ResourceNotFound', `There is no agent ${uuid}.`);
  }
  return agent;
}

function taskNotFound(): ApiError {
  return new ApiError(
    'FailedOperation.ProcessTaskNotFound',
    'The real-time process pulling task does not exist.',
  );
}
