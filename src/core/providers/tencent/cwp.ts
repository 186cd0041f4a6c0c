import * as v from 'valibot';
import { textOf, unreadablePart } from '../../http/answer.ts';
import { CloudError, longestCode } from '../../model/errors.ts';
import { phrase } from '../../model/phrase.ts';
import { shortLine } from '../../model/shortLine.ts';
import type { Task } from '../../model/task.ts';
import { words } from '../../model/words.ts';
import type { ServiceContext } from '../context.ts';
import { explain } from '../explain/explain.ts';
import type { Provider } from '../provider.ts';
import type { ListQuery, NamedTask, Page, TaskDetail, TaskService } from '../service.ts';
import { TencentClient } from './client.ts';
import { type AgentConfig, agentsField, pickAgents } from './cwpAgents.ts';
import { agentStatuses, neverCollected } from './cwpStatuses.ts';
import { readOffsetPages } from './offsetPages.ts';

/** Half of what an account is allowed, for all its agents together: it is shared with the user's other tools. */
const product = { service: 'yunjing', version: '2018-02-28', requestsPerSecond: 10 };

interface CwpSettings {
  readonly agents?: readonly AgentConfig[] | undefined;
}

/** What was collected from one agent, with every field of the service's answer. */
interface CollectedProcesses {
  readonly agent: AgentConfig;
  readonly machine: { readonly name: string; readonly ip: string } | undefined;
  /** How many processes there are. */
  readonly collected: number;
  /** How many more the service counts than it has given; absent where it has given all. */
  readonly missing?: number;
  /** One object per process; columns go by the service's names. */
  readonly processes: readonly Readonly<Record<string, unknown>>[];
}

const pages = { limit: 100, maxPages: 200 };

/**
 * Cloud Workload Protection. Sources: CWP API 2018-02-28, `DescribeProcessTaskStatus`, `CreateProcessTask`,
 * `DescribeProcesses` and `DescribeMachines` (20 requests a second each).
 */
export class CwpService implements TaskService {
  readonly key: string;
  readonly name = 'CWP';
  readonly place: string;
  readonly named: readonly NamedTask[];
  readonly statuses = agentStatuses;
  readonly consoleUrl: string;
  readonly lookUpLimit = 1;
  readonly #client: TencentClient;

  constructor(context: ServiceContext<CwpSettings>) {
    this.key = context.config.key;
    const china = context.account.site === 'china';
    this.place = china ? 'China' : 'International';
    this.consoleUrl = china
      ? 'https://console.cloud.tencent.com/cwp/asset/machine'
      : 'https://console.tencentcloud.com/cwp';
    this.named = (context.config.agents ?? []).map(({ uuid, label }) => ({ id: uuid, label }));
    this.#client = new TencentClient(context, product);
  }

  /** The named agents in a status. There is no list to ask for: each is looked up. */
  async list({ status }: ListQuery, signal: AbortSignal): Promise<Page> {
    const found = await Promise.all(this.named.map(({ id }) => this.#known(id, signal)));
    const tasks = found.flat().filter((task) => task.status === status);
    return { tasks, malformed: [], next: undefined, total: tasks.length, requestId: undefined };
  }

  async lookUp(ids: readonly string[], signal: AbortSignal): Promise<readonly Task[]> {
    return await Promise.all(
      ids.map(async (id) => {
        const status = await this.#status(id, signal);
        return { id, status, failed: status === 'FAILED' ? true : undefined, ...noTimes };
      }),
    );
  }

  /** One that the service does not know does not cost the others their list. */
  async #known(id: string, signal: AbortSignal): Promise<readonly Task[]> {
    try {
      return await this.lookUp([id], signal);
    } catch (error) {
      if (error instanceof CloudError && error.kind === 'gone') {
        return [];
      }
      throw error;
    }
  }

  /** The result of the last collection, all pages of it. */
  async detail(uuid: string, signal: AbortSignal): Promise<TaskDetail> {
    const {
      entries: processes,
      missing,
      text,
    } = await readOffsetPages({ ...pages, field: 'Processes', entryKey: 'ProcessName' }, (paging, read) =>
      this.#client.read('DescribeProcesses', { Uuid: uuid, ...paging }, signal, read, 'interactive'),
    );
    const [first] = processes;
    const label = this.named.find(({ id }) => id === uuid)?.label ?? uuid;
    const machine =
      first === undefined
        ? undefined
        : { name: textOf(first.MachineName) ?? '', ip: textOf(first.MachineIp) ?? '' };
    const value: CollectedProcesses = {
      agent: { uuid, label },
      machine,
      collected: processes.length,
      ...(missing === 0 ? {} : { missing }),
      processes,
    };
    const head = JSON.stringify({ ...value, processes: undefined }).slice(0, -1);
    return { text: `${head},"processes":${text}}`, value };
  }

  /** Starts a collection. */
  async start(uuid: string, signal: AbortSignal): Promise<void> {
    await this.#client.call('CreateProcessTask', { Uuid: uuid }, signal, () => {}, 'interactive');
  }

  async check(signal: AbortSignal): Promise<void> {
    const [first] = this.named;
    if (first === undefined) {
      const query = { MachineType: 'CVM', MachineRegion: 'ap-guangzhou', Limit: 1, Offset: 0 };
      await this.#client.read('DescribeMachines', query, signal, () => {});
    } else {
      await this.#status(first.id, signal);
    }
  }

  /** One request, never repeated here: whoever watches decides when to ask again. */
  async #status(uuid: string, signal: AbortSignal): Promise<string> {
    try {
      return await this.#client.call('DescribeProcessTaskStatus', { Uuid: uuid }, signal, ({ response }) => {
        const status = textOf(response.Status);
        if (status === undefined) {
          throw unreadablePart(words(phrase('There is no Status')), textOf(response.RequestId));
        }
        return shortLine(status, longestCode);
      });
    } catch (error) {
      if (error instanceof CloudError && error.code === 'FailedOperation.ProcessTaskNotFound') {
        return neverCollected;
      }
      throw error;
    }
  }
}

/** An agent has one implicit task, of which nothing but the status is told. */
const noTimes = {
  type: '',
  subtypes: [],
  createdAt: undefined,
  startedAt: undefined,
  finishedAt: undefined,
} as const;

export const cwp: Provider<CwpSettings> = {
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
  create: (context) => new CwpService(context),
};
