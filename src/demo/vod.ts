import { ApiError } from './apiError.ts';
import { isoTime } from './mediaResults.ts';
import { newestFirst, oldestFirst } from './pages.ts';
import { checkParameters } from './parameters.ts';
import type { ScrollTokens } from './scrollToken.ts';
import type { DemoTask } from './task.ts';
import { createdAt, endedAt, reachedAt, statusOf } from './task.ts';
import type { TaskStore } from './taskStore.ts';
import type { TencentService } from './tencentService.ts';
import { neverVod, vodDetail, vodSession } from './vodDetail.ts';

/** A VOD application. Those that are gone, or going, have no tasks to ask for. */
export interface SubApp {
  readonly id: number;
  readonly name: string;
  readonly status: 'On' | 'Off' | 'Destroying' | 'Destroyed';
  readonly store: TaskStore;
}

export interface VodContext {
  /** The first is the account's default application. */
  readonly subApps: readonly SubApp[];
  readonly tokens: ScrollTokens;
  readonly seed: number;
  readonly now: () => number;
}

const span = { type: 'object', fields: { After: { type: 'time' }, Before: { type: 'time' } } } as const;
const subAppId = { type: 'integer', min: 0 } as const;
const listRules = {
  SubAppId: subAppId,
  Status: {
    type: 'string',
    oneOf: ['WAITING', 'PROCESSING', 'FINISH', 'ABORTED'],
    code: 'InvalidParameterValue.Status',
  },
  FileId: { type: 'string' },
  CreateTime: span,
  FinishTime: span,
  Sort: {
    type: 'object',
    fields: {
      Field: { type: 'string', required: true, oneOf: ['CreateTime', 'FinishTime'] },
      Order: { type: 'string', oneOf: ['Asc', 'Desc'] },
    },
  },
  Limit: { type: 'integer', min: 1, max: 100 },
  ScrollToken: { type: 'string' },
} as const;

/** Video on Demand, 2018-07-17. */
export function vod(context: VodContext): TencentService {
  return {
    name: 'vod',
    products: ['vod'],
    version: '2018-07-17',
    requestsPerSecond: 100,
    actions: {
      DescribeTasks: (given) => describeTasks(context, given),
      DescribeTaskDetail: (given) => {
        const asked = checkParameters(given, {
          TaskId: { type: 'string', required: true },
          SubAppId: subAppId,
        });
        const { task } = find(context, asked.TaskId, asked.SubAppId);
        return vodDetail(task, context.seed, context.now());
      },
      ManageTask: (given) => {
        const asked = checkParameters(given, {
          TaskId: { type: 'string', required: true },
          OperationType: { type: 'string', required: true, oneOf: ['Abort'] },
          SubAppId: subAppId,
        });
        const { task, store } = find(context, asked.TaskId, asked.SubAppId);
        if (statusOf(task) !== 'WAITING') {
          throw new ApiError('FailedOperation', `Only waiting tasks can be aborted, not ${statusOf(task)}.`);
        }
        store.end(task, 'ABORTED');
        return {};
      },
      DescribeSubAppIds: (given) => describeSubAppIds(context, given),
    },
  };
}

function describeTasks(context: VodContext, given: Readonly<Record<string, unknown>>): object {
  const asked = checkParameters(given, listRules);
  const app = subApp(context, asked.SubAppId);
  const { ScrollToken, Limit: limit = 10, SubAppId: _, ...filter } = asked;
  const query = JSON.stringify([app.id, filter]);
  const position = ScrollToken ? context.tokens.read(query, ScrollToken) : [];
  if (position === undefined) {
    throw new ApiError('InvalidParameterValue', 'The ScrollToken is invalid or has expired.');
  }
  const tasks = asked.Status === undefined ? app.store.all() : app.store.withStatus(asked.Status);
  const pageQuery = {
    limit,
    from: asked.CreateTime?.After,
    to: asked.CreateTime?.Before,
    accept: accepts(asked.FileId, asked.FinishTime?.After, asked.FinishTime?.Before),
  };
  const descending = asked.Sort?.Order !== 'Asc';
  const byFinish = asked.Sort?.Field === 'FinishTime';
  const [seq, finish] = position;
  const page = byFinish
    ? byFinishTime(
        oldestFirst(tasks, { ...pageQuery, limit: tasks.size, after: undefined }).tasks,
        descending,
        limit,
        [seq, finish],
      )
    : (descending ? newestFirst : oldestFirst)(tasks, { ...pageQuery, after: seq });
  const last = page.tasks.at(-1);
  return {
    TaskSet: page.tasks.map((task) => listEntry(task)),
    ScrollToken: nextToken(context, app, query, page.more, last, page.tasks.length === limit, ScrollToken),
  };
}

/**
 * As documented, a last page can still come with a token. The default application always sends one, and repeats
 * it on the empty page it leads to; the others send one when the last page is full, and none after that.
 */
function nextToken(
  { tokens, subApps }: VodContext,
  app: SubApp,
  query: string,
  more: boolean,
  last: DemoTask | undefined,
  full: boolean,
  asked: string | undefined,
): string {
  const insists = app === subApps[0];
  if (last === undefined) {
    return insists && asked !== undefined ? asked : '';
  }
  return more || full || insists ? tokens.issue(query, [last.seq, endedAt(last) ?? 0]) : '';
}

function byFinishTime(
  tasks: readonly DemoTask[],
  descending: boolean,
  limit: number,
  after: readonly [number | undefined, number | undefined],
): { tasks: readonly DemoTask[]; more: boolean } {
  const sign = descending ? -1 : 1;
  const order = (a: readonly [number, number], b: readonly [number, number]) =>
    sign * (a[0] - b[0] || a[1] - b[1]);
  const keyOf = (task: DemoTask) => [endedAt(task) ?? 0, task.seq] as const;
  const [seq, finish] = after;
  const rest = tasks
    .filter((task) => seq === undefined || order(keyOf(task), [finish ?? 0, seq]) > 0)
    .sort((a, b) => order(keyOf(a), keyOf(b)));
  return { tasks: rest.slice(0, limit), more: rest.length > limit };
}

function accepts(
  fileId: string | undefined,
  after: number | undefined,
  before: number | undefined,
): ((task: DemoTask) => boolean) | undefined {
  if (fileId === undefined && after === undefined && before === undefined) {
    return undefined;
  }
  return (task) => {
    const ended = endedAt(task);
    const inTime =
      (after === undefined || (ended !== undefined && ended >= after)) &&
      (before === undefined || (ended !== undefined && ended < before));
    return inTime && (fileId === undefined || task.subject === fileId);
  };
}

function listEntry(task: DemoTask): object {
  const begun = reachedAt(task, 'PROCESSING');
  const ended = endedAt(task);
  // The reference page shows a zero time; the SDK says "empty". Both come.
  const never = task.seq % 13 === 0 ? '' : neverVod;
  return {
    TaskId: task.id,
    Status: statusOf(task),
    FileId: task.subject,
    TaskType: task.template.type,
    CreateTime: isoTime(createdAt(task)),
    BeginProcessTime: begun === undefined ? never : isoTime(begun),
    FinishTime: ended === undefined ? never : isoTime(ended),
    ...vodSession(task),
  };
}

function describeSubAppIds({ subApps }: VodContext, given: Readonly<Record<string, unknown>>): object {
  const asked = checkParameters(given, {
    Name: { type: 'string' },
    Tags: { type: 'objects' },
    Offset: { type: 'integer', min: 0 },
    Limit: { type: 'integer', min: 1, max: 200 },
  });
  const matching = subApps.filter((app) => asked.Name === undefined || app.name.includes(asked.Name));
  const offset = asked.Offset ?? 0;
  return {
    SubAppIdInfoSet: matching.slice(offset, offset + (asked.Limit ?? 10)).map((app, index) => ({
      SubAppId: app.id,
      SubAppIdName: app.name,
      Name: app.name,
      Description: index === 0 && offset === 0 ? 'primary application' : '',
      CreateTime: '2024-03-11T08:00:00Z',
      Status: app.status,
      Mode: 'fileid',
      StorageRegions: ['ap-singapore'],
      Tags: [],
    })),
    TotalCount: matching.length,
  };
}

function subApp({ subApps }: VodContext, id: number | undefined): SubApp {
  const app = id === undefined ? subApps[0] : subApps.find((candidate) => candidate.id === id);
  if (app === undefined || app.status === 'Destroyed' || app.status === 'Destroying') {
    throw new ApiError('InvalidParameterValue.SubAppId', `There is no application ${id}.`);
  }
  return app;
}

function find(
  context: VodContext,
  taskId: string,
  id: number | undefined,
): { task: DemoTask; store: TaskStore } {
  const { store } = subApp(context, id);
  const task = store.find(taskId);
  if (task === undefined) {
    throw new ApiError('ResourceNotFound', `The task ${taskId} does not exist or is older than 3 days.`);
  }
  return { task, store };
}
