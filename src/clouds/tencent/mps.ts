import type { JsonObject } from '../answer.ts';
import type { ServiceContext, TaskServiceKind } from '../context.ts';
import { CloudError } from '../errors.ts';
import type { ListQuery, Page, TaskService } from '../service.ts';
import type { Task } from '../task.ts';
import { TencentClient } from './client.ts';
import { taskStatuses } from './statuses.ts';
import { pageOf, scrollTo } from './taskList.ts';

const product = { service: 'mps', version: '2019-06-12', requestsPerSecond: 50 };

/** The failed tasks of one page of a hundred fit into one answer, unless new ones keep coming. */
const failedPages = 3;

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
  /** Cleared when this site turns out not to know, or not to honour, `SubTaskHasFailed`. */
  #knowsFailed = true;

  constructor(context: ServiceContext) {
    const china = context.account.site === 'china';
    this.key = context.config.key;
    this.place = china ? 'China' : 'International';
    this.consoleUrl = china
      ? 'https://console.cloud.tencent.com/mps/tasks'
      : 'https://console.tencentcloud.com/mps/tasks/vod-list';
    this.#client = new TencentClient(context, product);
  }

  async list({ status, limit, cursor }: ListQuery, signal: AbortSignal): Promise<Page> {
    return this.#page({ Status: status, Limit: limit, ...scrollTo(cursor) }, status, signal);
  }

  async detail(taskId: string, signal: AbortSignal): Promise<unknown> {
    return this.#client.read('DescribeTaskDetail', { TaskId: taskId }, signal);
  }

  /** Asks for the same stretch of the list once more, only failed ones: the list items do not say. */
  async failedAmong(tasks: readonly Task[], signal: AbortSignal): Promise<ReadonlySet<string>> {
    const created = tasks.flatMap((task) => task.createdAt ?? []);
    if (!this.#knowsFailed || created.length === 0) {
      return new Set();
    }
    const stretch = {
      Status: 'FINISH',
      Limit: 100,
      StartTime: isoSeconds(Math.min(...created)),
      EndTime: isoSeconds(Math.max(...created) + 1000),
    };
    try {
      const failed = await this.#idsOf({ ...stretch, SubTaskHasFailed: true }, signal);
      // A server that ignores the filter would turn every task red. Ask the opposite before believing that.
      if (tasks.every((task) => failed.has(task.id))) {
        const succeeded = await this.#idsOf({ ...stretch, SubTaskHasFailed: false }, signal);
        if (tasks.some((task) => succeeded.has(task.id))) {
          this.#knowsFailed = false;
          return new Set();
        }
      }
      return failed;
    } catch (error) {
      if (error instanceof CloudError && error.kind === 'caller') {
        this.#knowsFailed = false;
        return new Set();
      }
      throw error;
    }
  }

  async #idsOf(parameters: JsonObject, signal: AbortSignal): Promise<Set<string>> {
    const ids = new Set<string>();
    let page = await this.#page(parameters, 'FINISH', signal);
    for (let read = 1; ; read++) {
      for (const task of page.tasks) {
        ids.add(task.id);
      }
      if (page.next === undefined || page.tasks.length === 0 || read === failedPages) {
        return ids;
      }
      page = await this.#page({ ...parameters, ...scrollTo(page.next) }, 'FINISH', signal);
    }
  }

  async #page(parameters: JsonObject, status: string, signal: AbortSignal): Promise<Page> {
    return pageOf(await this.#client.read('DescribeTasks', parameters, signal), status);
  }
}

function isoSeconds(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

export const mps: TaskServiceKind = {
  kind: 'mps',
  clouds: ['tencent'],
  create: (context) => new MpsService(context),
};
