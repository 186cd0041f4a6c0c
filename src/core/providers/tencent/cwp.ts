import * as v from 'valibot';
import { textOf } from '../../http/answer.ts';
import type { AgentConfig } from '../../model/account.ts';
import { CloudError } from '../../model/errors.ts';
import { phrase } from '../../model/phrase.ts';
import { type AgentService, type CollectedProcesses, neverCollected } from '../agentService.ts';
import type { ServiceContext } from '../context.ts';
import { explain } from '../explain/explain.ts';
import type { AgentProvider } from '../provider.ts';
import { TencentClient } from './client.ts';
import { agentsField, pickAgents } from './cwpAgents.ts';
import { agentStatuses } from './cwpStatuses.ts';
import { readOffsetPages } from './offsetPages.ts';

/** Half of what an account is allowed, for all its agents together: it is shared with the user's other tools. */
const product = { service: 'yunjing', version: '2018-02-28', requestsPerSecond: 10 };

interface CwpSettings {
  readonly agents?: readonly AgentConfig[] | undefined;
}

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

  constructor(context: ServiceContext<CwpSettings>) {
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
    await this.#client.call('CreateProcessTask', { Uuid: uuid }, signal, 'interactive');
  }

  async processes(uuid: string, signal: AbortSignal): Promise<CollectedProcesses> {
    const processes = await readOffsetPages({ ...pages, field: 'Processes' }, (paging) =>
      this.#client.read('DescribeProcesses', { Uuid: uuid, ...paging }, signal, 'interactive'),
    );
    const [first] = processes;
    const agent = this.agents.find((candidate) => candidate.uuid === uuid) ?? { uuid, label: uuid };
    const machine =
      first === undefined
        ? undefined
        : { name: textOf(first.MachineName) ?? '', ip: textOf(first.MachineIp) ?? '' };
    return { agent, machine, collected: processes.length, processes };
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

export const cwp: AgentProvider<CwpSettings> = {
  kind: 'cwp',
  title: 'CWP',
  fullName: phrase('Cloud Workload Protection'),
  clouds: ['tencent'],
  settings: () => ({ agents: v.optional(agentsField) }),
  pick: pickAgents(product),
  actions: [
    'yunjing:DescribeProcessTaskStatus',
    'yunjing:CreateProcessTask',
    'yunjing:DescribeProcesses',
    'yunjing:DescribeMachines',
  ],
  // The Uuid of an agent stands for its one task.
  idPattern: /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/i,
  retentionDays: undefined,
  explain,
  createAgents: (context) => new CwpService(context),
};
