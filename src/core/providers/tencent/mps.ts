import type { JsonObject } from '../../http/answer.ts';
import type { Lane } from '../../http/requestBudget.ts';
import { CloudError } from '../../model/errors.ts';
import { phrase } from '../../model/phrase.ts';
import type { Task } from '../../model/task.ts';
import type { ServiceContext } from '../context.ts';
import { explain } from '../explain/explain.ts';
import type { Provider } from '../provider.ts';
import type { ListQuery, Page, TaskDetail, TaskService } from '../service.ts';
import { TencentClient } from './client.ts';
import { mediaIdPattern, mediaTypeNames } from './mediaTypeNames.ts';
import { taskStatuses } from './statuses.ts';
import { detailOf, pageOf, scrollTo } from './taskList.ts';

const product = { service: 'mps', version: '2019-06-12', requestsPerSecond: 50 };

/** The failed tasks of a page of a hundred fit into one answer, unless a task in it took days. */
const failedPages = 10;

/**
 * Media Processing Service. Sources: MPS API 2019-06-12, `DescribeTasks` (window: the last 7 days, 100 requests
 * a second) and `DescribeTaskDetail`.
 */
class MpsService implements TaskService {
  readonly key: string;
  readonly name = 'MPS';
  readonly place: string;
  readonly statuses = taskStatuses;
  readonly consoleUrl: string;
  readonly #client: TencentClient;
  /** Whether this site honours `SubTaskHasFailed`; `undefined` until it has shown. */
  #splitsByFailure: boolean | undefined;

  constructor(context: ServiceContext) {
    const china = context.account.site === 'china';
    this.key = context.config.key;
    this.place = china ? 'China' : 'International';
    this.consoleUrl = china
      ? 'https://console.cloud.tencent.com/mps/tasks'
      : 'https://console.tencentcloud.com/mps/tasks/vod-list';
    this.#client = new TencentClient(context, product);
  }

  async list({ status, limit, cursor, lane }: ListQuery, signal: AbortSignal): Promise<Page> {
    return this.#page({ Status: status, Limit: limit, ...scrollTo(cursor) }, status, signal, lane);
  }

  async detail(taskId: string, signal: AbortSignal, lane?: Lane): Promise<TaskDetail> {
    return this.#client.read('DescribeTaskDetail', { TaskId: taskId }, signal, detailOf, lane);
  }

  /** Asks for the same stretch of the list once more, only failed ones: the list items do not say. */
  async failedAmong(tasks: readonly Task[], signal: AbortSignal): Promise<ReadonlySet<string> | undefined> {
    if (this.#splitsByFailure === false || tasks.length === 0) {
      return undefined;
    }
    const parameters = { Status: 'FINISH', Limit: 100, ...stretchOf(tasks) };
    let first: Page;
    try {
      first = await this.#page({ ...parameters, SubTaskHasFailed: true }, 'FINISH', signal);
    } catch (error) {
      if (error instanceof CloudError && error.kind === 'caller') {
        this.#splitsByFailure = false;
        return undefined;
      }
      throw error;
    }
    const failed = await this.#idsFrom(first, { ...parameters, SubTaskHasFailed: true }, signal);
    this.#splitsByFailure ??= await this.#honoursFilter(tasks, failed, parameters, signal);
    return this.#splitsByFailure === true ? failed : undefined;
  }

  /**
   * A server that ignores the filter would turn every task red, one that answers nothing to it every task green:
   * the opposite question tells. `undefined` when neither answer knows any of the tasks.
   */
  async #honoursFilter(
    tasks: readonly Task[],
    failed: ReadonlySet<string> | undefined,
    parameters: JsonObject,
    signal: AbortSignal,
  ): Promise<boolean | undefined> {
    if (failed === undefined) {
      return undefined;
    }
    const page = await this.#page({ ...parameters, SubTaskHasFailed: false }, 'FINISH', signal);
    const succeeded = new Set(page.tasks.map((task) => task.id));
    if ([...succeeded].some((id) => failed.has(id))) {
      return false;
    }
    return tasks.some(({ id }) => failed.has(id) || succeeded.has(id)) ? true : undefined;
  }

  /** The ids of a list from its first page to its end; `undefined` if that does not come. */
  async #idsFrom(first: Page, parameters: JsonObject, signal: AbortSignal): Promise<Set<string> | undefined> {
    const ids = new Set<string>();
    let page = first;
    for (let read = 1; ; read++) {
      const known = ids.size;
      for (const task of page.tasks) {
        ids.add(task.id);
      }
      if (page.next === undefined || ids.size === known) {
        return ids;
      }
      if (read === failedPages) {
        return undefined;
      }
      page = await this.#page({ ...parameters, ...scrollTo(page.next) }, 'FINISH', signal);
    }
  }

  async #page(parameters: JsonObject, status: string, signal: AbortSignal, lane?: Lane): Promise<Page> {
    return this.#client.read(
      'DescribeTasks',
      parameters,
      signal,
      ({ response }) => pageOf(response, status),
      lane,
    );
  }
}

/**
 * Which of a task's times `StartTime` and `EndTime` are held against is not documented: from the first creation to
 * the last end holds these tasks either way. Without a time of creation there is no telling.
 */
function stretchOf(tasks: readonly Task[]): JsonObject {
  const created = tasks.flatMap((task) => task.createdAt ?? []);
  const known = tasks.flatMap(({ createdAt, startedAt, finishedAt }) =>
    [createdAt, startedAt, finishedAt].filter((time) => time !== undefined),
  );
  return created.length < tasks.length
    ? {}
    : { StartTime: isoSeconds(Math.min(...created)), EndTime: isoSeconds(Math.max(...known) + 1000) };
}

function isoSeconds(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

export const mps: Provider = {
  kind: 'mps',
  title: 'MPS',
  fullName: phrase('Media Processing Service'),
  clouds: ['tencent'],
  settings: () => ({}),
  actions: ['mps:DescribeTasks', 'mps:DescribeTaskDetail'],
  idPattern: mediaIdPattern,
  retentionDays: 7,
  typeNames: mediaTypeNames,
  explain,
  create: (context) => new MpsService(context),
};
