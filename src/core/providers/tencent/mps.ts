import type { Lane } from '../../http/requestBudget.ts';
import { CloudError } from '../../model/errors.ts';
import { phrase } from '../../model/phrase.ts';
import type { Task } from '../../model/task.ts';
import type { ServiceContext } from '../context.ts';
import { explain } from '../explain/explain.ts';
import type { Provider } from '../provider.ts';
import type { ListQuery, Page, TaskDetail, TaskService } from '../service.ts';
import { type ReadTencentAnswer, TencentClient } from './client.ts';
import { mediaIdPattern, mediaTypeNames } from './mediaTypeNames.ts';
import { mpsStatuses } from './statuses.ts';
import { detailOf, pageOf, scrollTo, taskOfDetail } from './taskList.ts';

const product = { service: 'mps', version: '2019-06-12', requestsPerSecond: 50 };

/** The first pages of finished tasks: those with a failed part, and the others. */
interface FirstPages {
  readonly failed: Page;
  readonly others: Page;
}

/**
 * Media Processing Service. Sources: MPS API 2019-06-12, `DescribeTasks` (window: the last 7 days, 100 requests
 * a second) and `DescribeTaskDetail`; `SubTaskHasFailed` is in both official SDKs.
 */
class MpsService implements TaskService {
  readonly key: string;
  readonly name = 'MPS';
  readonly place: string;
  readonly statuses = mpsStatuses;
  readonly lookUpLimit = 1;
  readonly consoleUrl: string;
  readonly #client: TencentClient;
  /** Whether this site honours `SubTaskHasFailed`; `undefined` until it has shown. */
  #splitsByFailure: boolean | undefined;
  /** Both lists are opened together: one trial serves both. */
  #trial: Promise<FirstPages | undefined> | undefined;

  constructor(context: ServiceContext) {
    const china = context.account.site === 'china';
    this.key = context.config.key;
    this.place = china ? 'China' : 'International';
    this.consoleUrl = china
      ? 'https://console.cloud.tencent.com/mps/tasks'
      : 'https://console.tencentcloud.com/mps/tasks/vod-list';
    this.#client = new TencentClient(context, product);
  }

  async list(query: ListQuery, signal: AbortSignal): Promise<Page> {
    const { failed } = query;
    if (failed === undefined || this.#splitsByFailure === true) {
      return this.#page(query, signal);
    }
    if (this.#splitsByFailure === undefined && query.cursor === undefined) {
      const pages = await this.#tryToSplit(query, signal);
      if (pages !== undefined) {
        return failed ? pages.failed : pages.others;
      }
    }
    return failed
      ? { tasks: [], malformed: [], listed: false, next: undefined, total: undefined, requestId: undefined }
      : this.#page({ ...query, failed: undefined }, signal);
  }

  async detail(taskId: string, signal: AbortSignal, lane?: Lane): Promise<TaskDetail> {
    return this.#detail(taskId, signal, detailOf, lane);
  }

  #detail<T>(TaskId: string, signal: AbortSignal, read: ReadTencentAnswer<T>, lane?: Lane): Promise<T> {
    return this.#client.read('DescribeTaskDetail', { TaskId }, signal, read, lane);
  }

  async lookUp(ids: readonly string[], signal: AbortSignal, lane?: Lane): Promise<readonly Task[]> {
    return Promise.all(ids.map((id) => this.#detail(id, signal, (answer) => taskOfDetail(answer, id), lane)));
  }

  /** The first pages of both lists; `undefined` where there is only one. */
  async #tryToSplit(query: ListQuery, signal: AbortSignal): Promise<FirstPages | undefined> {
    for (;;) {
      const own = this.#trial === undefined;
      this.#trial ??= this.#split(query, signal).finally(() => {
        this.#trial = undefined;
      });
      try {
        return await this.#trial;
      } catch (error) {
        // The trial of somebody who no longer waits for it tells nothing.
        if (own || !isAbort(error)) {
          throw error;
        }
        signal.throwIfAborted();
      }
    }
  }

  /**
   * A server that refuses the parameter has one list. One that ignores it gives the same tasks twice, and one that has
   * nothing to answer to it gives none of those that it has.
   */
  async #split(query: ListQuery, signal: AbortSignal): Promise<FirstPages | undefined> {
    let pages: FirstPages;
    try {
      const [failed, others] = await Promise.all([
        this.#page({ ...query, failed: true }, signal),
        this.#page({ ...query, failed: false }, signal),
      ]);
      pages = { failed: { ...failed, requests: 2 }, others };
    } catch (error) {
      if (error instanceof CloudError && error.kind === 'caller') {
        this.#splitsByFailure = false;
        return undefined;
      }
      throw error;
    }
    const failed = new Set(pages.failed.tasks.map(({ id }) => id));
    if (failed.size === 0 && pages.others.tasks.length === 0) {
      const all = await this.#page({ ...query, failed: undefined, limit: 1 }, signal);
      pages = { ...pages, failed: { ...pages.failed, requests: 3 } };
      this.#splitsByFailure = all.tasks.length === 0 ? undefined : false;
    } else {
      this.#splitsByFailure = !pages.others.tasks.some(({ id }) => failed.has(id));
    }
    return this.#splitsByFailure === false ? undefined : pages;
  }

  async #page({ status, failed, limit, cursor, lane }: ListQuery, signal: AbortSignal): Promise<Page> {
    const parameters = {
      Status: status,
      ...(failed === undefined ? {} : { SubTaskHasFailed: failed }),
      Limit: limit,
      ...scrollTo(cursor),
    };
    return this.#client.read(
      'DescribeTasks',
      parameters,
      signal,
      ({ response }) => pageOf(response, status, failed),
      lane,
    );
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
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
