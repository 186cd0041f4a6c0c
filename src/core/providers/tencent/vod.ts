import * as v from 'valibot';
import { isObject, type JsonObject, textOf } from '../../http/answer.ts';
import type { Lane } from '../../http/requestBudget.ts';
import { CloudError } from '../../model/errors.ts';
import { phrase } from '../../model/phrase.ts';
import type { Task } from '../../model/task.ts';
import type { ServiceContext } from '../context.ts';
import { explain } from '../explain/explain.ts';
import type { Provider } from '../provider.ts';
import type { ListQuery, Page, TaskDetail, TaskService } from '../service.ts';
import { field, labelField } from '../settings/field.ts';
import { type ReadTencentAnswer, TencentClient } from './client.ts';
import { mediaIdPattern, mediaTypeNames } from './mediaTypeNames.ts';
import { abortedStatus, vodStatuses } from './statuses.ts';
import { pickApplications } from './subApplications.ts';
import { detailOf, pageOf, scrollTo, taskOfDetail } from './taskList.ts';

const product = { service: 'vod', version: '2018-07-17', requestsPerSecond: 50 };

const settings = {
  subAppId: v.optional(
    field(
      v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
      phrase(
        'The number of the VOD application whose tasks are shown. Accounts since the end of 2023 need one.',
      ),
      phrase("write the application's number, such as 1500000001"),
    ),
  ),
  label: v.optional(
    labelField(
      phrase("The application's name, as its row shows it."),
      phrase("write the application's name"),
    ),
  ),
};

interface VodSettings {
  readonly subAppId?: number | undefined;
  readonly label?: string | undefined;
}

/** How many unfiltered pages one look for aborted tasks may read. */
const scanPages = 10;

/**
 * Video on Demand. Sources: VOD API 2018-07-17, `DescribeTasks` (window: the last 3 days, 100 requests a second)
 * `DescribeTaskDetail` and `DescribeMediaInfos`. `SubAppId` is mandatory for accounts activated after 2023-12-25.
 */
class VodService implements TaskService {
  readonly key: string;
  readonly name = 'VOD';
  readonly place: string;
  readonly statuses = vodStatuses;
  readonly lookUpLimit = 1;
  readonly consoleUrl: string;
  readonly #client: TencentClient;
  readonly #application: JsonObject;
  /** Set once the service has refused ABORTED, which its page does not list among the filters. */
  #scansForAborted = false;

  constructor(context: ServiceContext<VodSettings>) {
    const { account, config } = context;
    const china = account.site === 'china';
    const site = china ? 'China' : 'International';
    this.key = config.key;
    // The name first: a narrow sidebar cuts off what stands last.
    const application = config.label ?? config.subAppId;
    this.place = application === undefined ? site : `${application} · ${site}`;
    this.consoleUrl = china
      ? 'https://console.cloud.tencent.com/vod/task'
      : 'https://console.tencentcloud.com/vod/media';
    this.#client = new TencentClient(context, product);
    this.#application = config.subAppId === undefined ? {} : { SubAppId: config.subAppId };
  }

  async list(query: ListQuery, signal: AbortSignal): Promise<Page> {
    if (query.status !== abortedStatus.status) {
      return this.#page({ ...query, filter: query.status }, signal);
    }
    if (this.#scansForAborted) {
      return this.#scanForAborted(query, signal);
    }
    try {
      return await this.#page({ ...query, filter: query.status }, signal);
    } catch (error) {
      // Refused with a cursor, it is the cursor: the first page was given with the filter.
      if (!(error instanceof CloudError) || error.kind !== 'caller' || query.cursor !== undefined) {
        throw error;
      }
      const page = await this.#scanForAborted(query, signal);
      this.#scansForAborted = true;
      return page;
    }
  }

  async lookUp(ids: readonly string[], signal: AbortSignal, lane?: Lane): Promise<readonly Task[]> {
    return Promise.all(ids.map((id) => this.#detail(id, signal, (answer) => taskOfDetail(answer, id), lane)));
  }

  async detail(taskId: string, signal: AbortSignal, lane?: Lane): Promise<TaskDetail> {
    return this.#detail(taskId, signal, detailOf, lane);
  }

  #detail<T>(taskId: string, signal: AbortSignal, read: ReadTencentAnswer<T>, lane?: Lane): Promise<T> {
    const parameters = { TaskId: taskId, ...this.#application };
    return this.#client.read('DescribeTaskDetail', parameters, signal, read, lane);
  }

  async names(
    fileIds: readonly string[],
    signal: AbortSignal,
    lane?: Lane,
  ): Promise<ReadonlyMap<string, string>> {
    const asked = { FileIds: fileIds, Filters: ['basicInfo'], ...this.#application };
    return this.#client.read('DescribeMediaInfos', asked, signal, ({ response }) => namesIn(response), lane);
  }

  /** Tasks of a status that nobody could ask for come with the aborted ones: they turn up nowhere else. */
  async #scanForAborted(query: ListQuery, signal: AbortSignal): Promise<Page> {
    const isWanted = ({ status }: Task): boolean =>
      status === query.status || (status !== '' && !this.statuses.some((kind) => kind.status === status));
    let { cursor } = query;
    let entries = 0;
    for (let read = 1; ; read++) {
      const page = await this.#page({ limit: query.limit, status: '', cursor, lane: query.lane }, signal);
      const tasks = page.tasks.filter(isWanted);
      const isBlank = page.tasks.length === 0 && page.malformed.length === 0;
      entries += page.tasks.length + page.malformed.length;
      if (tasks.length > 0 || page.next === undefined || isBlank || read === scanPages) {
        // Unreadable items are shown with the list they belong to.
        return { ...page, tasks, malformed: [], entries, total: undefined };
      }
      cursor = page.next;
    }
  }

  async #page(query: ListQuery & { filter?: string }, signal: AbortSignal): Promise<Page> {
    const parameters = {
      ...this.#application,
      ...(query.filter === undefined ? {} : { Status: query.filter }),
      Limit: query.limit,
      ...scrollTo(query.cursor),
    };
    return this.#client.read(
      'DescribeTasks',
      parameters,
      signal,
      ({ response }) => pageOf(response, query.status),
      query.lane,
    );
  }
}

/** `{MediaInfoSet: [{FileId, BasicInfo: {Name}}], NotExistFileIdSet}` */
function namesIn({ MediaInfoSet }: JsonObject): ReadonlyMap<string, string> {
  const infos = Array.isArray(MediaInfoSet) ? MediaInfoSet.filter(isObject) : [];
  return new Map(
    infos.flatMap(({ FileId, BasicInfo }) => {
      const [id, name] = [textOf(FileId), isObject(BasicInfo) ? textOf(BasicInfo.Name) : undefined];
      return id === undefined || name === undefined ? [] : [[id, name.slice(0, 200)]];
    }),
  );
}

export const vod: Provider<VodSettings> = {
  kind: 'vod',
  title: 'VOD',
  fullName: phrase('Video on Demand'),
  clouds: ['tencent'],
  settings: () => settings,
  variedBy: 'subAppId',
  pick: pickApplications,
  codeText: (code) =>
    code.endsWith('InvalidVodUser')
      ? phrase('{0} is not activated for this account, or its application (SubAppId) is missing. {1}')
      : undefined,
  actions: ['vod:DescribeTasks', 'vod:DescribeTaskDetail', 'vod:DescribeMediaInfos', 'vod:DescribeSubAppIds'],
  idPattern: mediaIdPattern,
  retentionDays: 3,
  typeNames: mediaTypeNames,
  explain,
  create: (context) => new VodService(context),
};
