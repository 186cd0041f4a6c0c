import type { Lane } from '../../http/requestBudget.ts';
import { CloudError, type CloudErrorKind } from '../../model/errors.ts';
import { phrase } from '../../model/phrase.ts';
import { type Instant, type MalformedItem, rankOf, type StatusKind, type Task } from '../../model/task.ts';
import { words } from '../../model/words.ts';
import type { ServiceContext } from '../context.ts';
import { explain } from '../explain/explain.ts';
import type { Provider } from '../provider.ts';
import type { Cursor, ListQuery, Page, TaskDetail, TaskService } from '../service.ts';
import { acsTime } from './acs3.ts';
import { AlibabaClient } from './client.ts';
import { ecsEndpoint } from './ecsEndpoint.ts';
import { type EcsSettings, ecsQuestions, ecsSettings, signatureOf } from './ecsSettings.ts';
import { ecsStatuses, isFilter } from './ecsStatuses.ts';
import {
  firstSegment,
  isPageCursor,
  nextSegment,
  type PageCursor,
  type ReadPage,
  type Segment,
} from './numberedPages.ts';
import type { OpenedAnswer } from './openAnswer.ts';
import { PagesAhead } from './pagesAhead.ts';
import { type TaskSet, taskSetOf } from './taskSet.ts';

/** What `DescribeTasks` can be asked for, besides pages. */
export interface TaskFilter {
  readonly status?: string | undefined;
  /** At most 100. */
  readonly ids?: readonly string[] | undefined;
  /** The operation: `ImportImage`. */
  readonly action?: string | undefined;
  readonly createdFrom?: Instant | undefined;
  readonly createdTo?: Instant | undefined;
}

/** Where a look through tasks of all statuses goes on. */
interface ScanCursor extends PageCursor {
  /** Those of the status looked for that it has given so far. */
  readonly found: ReadonlySet<string>;
}

function isScanCursor(cursor: Cursor | undefined): cursor is ScanCursor {
  return cursor !== undefined && 'found' in cursor;
}

/** How many pages one look for the tasks of a status that is no filter may read. */
const scanPages = 5;

/** What a stack answers where it has no `DescribeTaskAttribute`, or not for this caller. */
const noAttribute: readonly CloudErrorKind[] = ['retired', 'permission', 'caller', 'answer'];

/**
 * Elastic Compute Service, on the public cloud or on an Apsara Stack. Sources: ECS API 2014-05-26, `DescribeTasks`
 * and `DescribeTaskAttribute`; the stack's page of `DescribeTasks`, which shows no more of an answer than its
 * `RequestID`.
 */
export class EcsService implements TaskService {
  readonly key: string;
  readonly name = 'ECS';
  readonly place: string;
  readonly statuses: readonly StatusKind[];
  readonly lookUpLimit = 100;
  readonly consoleUrl: string | undefined;
  readonly #context: ServiceContext<EcsSettings>;
  readonly #client: AlibabaClient;
  readonly #region: Readonly<Record<string, string>>;
  #hasAttribute = true;
  /** What is read ahead, by what whoever reads a whole list goes by. */
  readonly #ahead = new WeakMap<AbortSignal, PagesAhead>();

  constructor(context: ServiceContext<EcsSettings>) {
    const { account, config } = context;
    const { region } = config;
    this.key = config.key;
    this.place = region;
    this.statuses = ecsStatuses(account.cloud);
    this.consoleUrl =
      account.cloud === 'alibaba' ? `https://ecs.console.aliyun.com/#/task/region/${region}` : undefined;
    this.#context = context;
    this.#client = new AlibabaClient(context, ecsEndpoint(account.cloud, config));
    // A stack's page has both, and requires both.
    this.#region =
      account.cloud === 'alibaba' ? { RegionId: region } : { RegionId: region, regionId: region };
  }

  async list(query: ListQuery, signal: AbortSignal): Promise<Page> {
    return isFilter(query.status, this.#context.account.cloud)
      ? this.#segment(query, signal)
      : this.#scan(query, signal);
  }

  async lookUp(ids: readonly string[], signal: AbortSignal, lane?: Lane): Promise<readonly Task[]> {
    const { tasks, total } = await this.page({ ids }, 1, this.lookUpLimit, signal, lane);
    const found = new Map(
      tasks.filter(({ id, status }) => ids.includes(id) && status !== '').map((task) => [task.id, task]),
    );
    const rest = ids.filter((id) => !found.has(id));
    // A gateway that caps its pages gives some of them at a time.
    const hasMore = found.size > 0 && rest.length > 0 && (total ?? 0) > tasks.length;
    return [...found.values(), ...(hasMore ? await this.lookUp(rest, signal, lane) : [])];
  }

  async detail(taskId: string, signal: AbortSignal, lane?: Lane): Promise<TaskDetail> {
    if (this.#context.account.cloud === 'alibaba') {
      return this.#attribute(taskId, signal, lane);
    }
    if (this.#hasAttribute) {
      try {
        return await this.#attribute(taskId, signal, lane);
      } catch (error) {
        if (!(error instanceof CloudError) || !noAttribute.includes(error.kind)) {
          throw error;
        }
        this.#hasAttribute = error.kind === 'caller';
      }
    }
    return this.#listEntry(taskId, signal, lane);
  }

  /** One page by its number. */
  async page(
    filter: TaskFilter,
    pageNumber: number,
    pageSize: number,
    signal: AbortSignal,
    lane?: Lane,
  ): Promise<TaskSet> {
    return this.#page(filter, pageNumber, pageSize, signal, (set) => set, lane);
  }

  async #page<T>(
    filter: TaskFilter,
    pageNumber: number,
    pageSize: number,
    signal: AbortSignal,
    read: (set: TaskSet, answer: OpenedAnswer) => T,
    lane?: Lane,
  ): Promise<T> {
    const { status, ids, action, createdFrom, createdTo } = filter;
    const parameters = {
      ...this.#region,
      PageNumber: String(pageNumber),
      PageSize: String(pageSize),
      ...(status === undefined ? {} : { TaskStatus: status }),
      ...(ids === undefined ? {} : { TaskIds: ids.join(',') }),
      ...(action === undefined ? {} : { TaskAction: action }),
      ...(createdFrom === undefined ? {} : { StartTime: acsTime(createdFrom) }),
      ...(createdTo === undefined ? {} : { EndTime: acsTime(createdTo) }),
    };
    return this.#client.read(
      'DescribeTasks',
      parameters,
      'TaskSet',
      signal,
      (answer) => read(taskSetOf(answer, status ?? ''), answer),
      lane,
    );
  }

  /**
   * Looks through tasks of all statuses for the next of one that is no filter. Those of a status that nobody could ask
   * for come with them: they turn up nowhere else.
   */
  async #scan(query: ListQuery, signal: AbortSignal): Promise<Page> {
    const isWanted = ({ status }: Task): boolean =>
      status === query.status || !this.statuses.some((kind) => kind.status === status);
    // A step reads pages again where the list may have moved: tasks that were found there before are nothing new.
    const found = new Set(isScanCursor(query.cursor) ? query.cursor.found : []);
    const malformed: MalformedItem[] = [];
    let { cursor } = query;
    let entries = 0;
    for (let read = 1; ; read++) {
      const segment = await this.#segment({ ...query, cursor }, signal);
      const tasks = segment.tasks.filter(isWanted);
      const isBlank = segment.tasks.length === 0 && segment.malformed.length === 0;
      entries += segment.tasks.length + segment.malformed.length;
      malformed.push(...segment.malformed.map((item) => ({ ...item, index: 0 })));
      const isEnough = isBlank || tasks.some(({ id }) => !found.has(id)) || read === scanPages;
      if (isEnough || segment.next === undefined) {
        const next: ScanCursor | undefined = segment.next && {
          ...segment.next,
          found: new Set([...found, ...tasks.map(({ id }) => id)]),
        };
        const isAll =
          tasks.length === segment.tasks.length && tasks.every((task) => task.status === query.status);
        return { ...segment, tasks, malformed, entries, total: isAll ? segment.total : undefined, next };
      }
      cursor = segment.next;
    }
  }

  async #segment(query: ListQuery, signal: AbortSignal): Promise<Segment> {
    const { status, limit, cursor, lane, ahead } = query;
    const readUntil =
      (over: AbortSignal): ReadPage =>
      (pageNumber, pageSize) =>
        this.page({ status }, pageNumber, pageSize, over, lane);
    const read = readUntil(signal);
    if (!isPageCursor(cursor)) {
      return firstSegment(read, limit);
    }
    const ended = rankOf(status, this.statuses) === rankOf('Finished', this.statuses);
    if (!ended || ahead === undefined) {
      return nextSegment(read, cursor, !ended);
    }
    const pagesAhead = this.#ahead.get(ahead) ?? new PagesAhead(readUntil(ahead));
    this.#ahead.set(ahead, pagesAhead);
    return nextSegment(read, cursor, false, await pagesAhead.take(cursor, signal));
  }

  async #attribute(taskId: string, signal: AbortSignal, lane?: Lane): Promise<TaskDetail> {
    const parameters = { ...this.#region, TaskId: taskId };
    return this.#client.read('DescribeTaskAttribute', parameters, 'TaskId', signal, detailOf, lane);
  }

  async #listEntry(taskId: string, signal: AbortSignal, lane?: Lane): Promise<TaskDetail> {
    const read = ({ tasks, requestId }: TaskSet, answer: OpenedAnswer): TaskDetail => {
      if (tasks.some((task) => task.id === taskId)) {
        return detailOf(answer);
      }
      const message = words(phrase('{0} no longer knows the task {1}.'), this.name, taskId);
      throw new CloudError({ kind: 'gone', code: 'TaskNotFound', message, requestId });
    };
    return this.#page({ ids: [taskId] }, 1, 10, signal, read, lane);
  }
}

function detailOf({ text, whole }: OpenedAnswer): TaskDetail {
  return { text, value: whole };
}

export const ecs: Provider<EcsSettings> = {
  kind: 'ecs',
  title: 'ECS',
  fullName: phrase('Elastic Compute Service'),
  clouds: ['alibaba', 'apsaraStack'],
  settings: ecsSettings,
  variedBy: 'region',
  questions: ecsQuestions,
  usesAppKey: (cloud, [entry]) => signatureOf(cloud, entry?.signature) === 'apiGateway',
  actions: ['ecs:DescribeTasks', 'ecs:DescribeTaskAttribute'],
  idPattern: /\bt-[0-9a-z]{10,}\b/,
  retentionDays: undefined,
  explain,
  create: (context) => new EcsService(context),
};
