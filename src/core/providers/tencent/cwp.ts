import { textOf } from '../../http/answer.ts';
import type { AgentConfig } from '../../model/account.ts';
import { CloudError } from '../../model/errors.ts';
import {
  type AgentService,
  type CollectedProcesses,
  type Machine,
  type MachineQuery,
  neverCollected,
} from '../agentService.ts';
import type { AgentServiceKind, ServiceContext } from '../context.ts';
import { TencentClient } from './client.ts';
import { agentStatuses } from './cwpStatuses.ts';
import { readOffsetPages } from './offsetPages.ts';

/** Half of what an account is allowed, for all its agents together: it is shared with the user's other tools. */
const product = { service: 'yunjing', version: '2018-02-28', requestsPerSecond: 10 };

const pages = { limit: 100, maxPages: 200 };

/**
 * Cloud Workload Protection. Sources: CWP API 2018-02-28, `DescribeProcessTaskStatus`, `CreateProcessTask`,
 * `DescribeProcesses` and `DescribeMachines` (20 requests a second each).
 */
class CwpService implements AgentService {
  readonly key: string;
  readonly name = 'CWP';
  readonly place: string;
  readonly agents: readonly AgentConfig[];
  readonly statuses = agentStatuses;
  readonly consoleUrl: string;
  readonly #client: TencentClient;

  constructor(context: ServiceContext) {
    this.key = context.config.key;
    const china = context.account.site === 'china';
    this.place = china ? 'China' : 'International';
    this.consoleUrl = china
      ? 'https://console.cloud.tencent.com/cwp/asset/machine'
      : 'https://console.tencentcloud.com/cwp';
    this.agents = context.config.agents ?? [];
    this.#client = new TencentClient(context, product);
  }

  async status(uuid: string, signal: AbortSignal): Promise<string> {
    try {
      const response = await this.#client.call('DescribeProcessTaskStatus', { Uuid: uuid }, signal);
      const status = textOf(response.Status);
      if (status === undefined) {
        throw new CloudError({
          kind: 'answer',
          code: 'UnreadableAnswer',
          message: 'There is no Status',
          requestId: textOf(response.RequestId),
        });
      }
      return status;
    } catch (error) {
      if (error instanceof CloudError && error.code === 'FailedOperation.ProcessTaskNotFound') {
        return neverCollected;
      }
      throw error;
    }
  }

  async collect(uuid: string, signal: AbortSignal): Promise<void> {
    await this.#client.call('CreateProcessTask', { Uuid: uuid }, signal);
  }

  async processes(uuid: string, signal: AbortSignal): Promise<CollectedProcesses> {
    const processes = await readOffsetPages({ ...pages, field: 'Processes' }, (paging) =>
      this.#client.read('DescribeProcesses', { Uuid: uuid, ...paging }, signal),
    );
    const [first] = processes;
    const agent = this.agents.find((candidate) => candidate.uuid === uuid) ?? { uuid, label: uuid };
    const machine =
      first === undefined
        ? undefined
        : { name: textOf(first.MachineName) ?? '', ip: textOf(first.MachineIp) ?? '' };
    return { agent, machine, collected: processes.length, processes };
  }

  async machines({ machineType, region }: MachineQuery, signal: AbortSignal): Promise<readonly Machine[]> {
    const parameters = { MachineType: machineType, MachineRegion: region };
    const machines = await readOffsetPages({ ...pages, field: 'Machines' }, (paging) =>
      this.#client.read('DescribeMachines', { ...parameters, ...paging }, signal),
    );
    return machines.map(({ MachineName, MachineIp, MachineStatus, Uuid }) => ({
      name: textOf(MachineName) ?? '',
      ip: textOf(MachineIp) ?? '',
      status: textOf(MachineStatus) ?? '',
      uuid: textOf(Uuid),
    }));
  }

  async check(signal: AbortSignal): Promise<void> {
    const [first] = this.agents;
    if (first === undefined) {
      const query = { MachineType: 'CVM', MachineRegion: 'ap-guangzhou', Limit: 1, Offset: 0 };
      await this.#client.read('DescribeMachines', query, signal);
    } else {
      await this.status(first.uuid, signal);
    }
  }
}

export const cwp: AgentServiceKind = {
  kind: 'cwp',
  clouds: ['tencent'],
  createAgents: (context) => new CwpService(context),
};
