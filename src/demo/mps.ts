import { ApiError } from './apiError.ts';
import { mediaTimes } from './mediaTimes.ts';
import { mpsDetail, neverMps } from './mpsDetail.ts';
import { OrderedTasks } from './orderedTasks.ts';
import { bounds, newestFirst } from './pages.ts';
import { checkParameters } from './parameters.ts';
import type { ScrollTokens } from './scrollToken.ts';
import type { DemoTask } from './task.ts';
import { statusOf } from './task.ts';
import type { TaskStore } from './taskStore.ts';
import type { Caller, TencentService } from './tencentService.ts';

export interface MpsContext {
  readonly stores: Readonly<Record<Caller['site'], TaskStore>>;
  readonly tokens: ScrollTokens;
  readonly seed: number;
  readonly now: () => number;
}

const listRules = {
  Status: { type: 'string', required: true, oneOf: ['WAITING', 'PROCESSING', 'FINISH'] },
  SubTaskHasFailed: { type: 'boolean' },
  Limit: { type: 'integer', min: 1, max: 100, code: 'InvalidParameterValue.Limit' },
  ScrollToken: { type: 'string' },
  StartTime: { type: 'time' },
  EndTime: { type: 'time' },
} as const;

const nothing = new OrderedTasks();

/** Media Processing Service, 2019-06-12. */
export function mps(context: MpsContext): TencentService {
  return {
    name: 'mps',
    products: ['mps'],
    version: '2019-06-12',
    requestsPerSecond: 100,
    actions: {
      DescribeTasks: (given, caller) => describeTasks(context, given, caller),
      DescribeTaskDetail: (given, { site }) => {
        const { TaskId } = checkParameters(given, { TaskId: { type: 'string', required: true } });
        return mpsDetail(find(context.stores[site], TaskId), context.seed, context.now());
      },
      ManageTask: (given, { site }) => {
        const { TaskId } = checkParameters(given, {
          OperationType: { type: 'string', required: true, oneOf: ['Abort'] },
          TaskId: { type: 'string', required: true },
        });
        const store = context.stores[site];
        const task = find(store, TaskId);
        const live = task.template.type === 'LiveStreamProcessTask';
        const status = statusOf(task);
        if (status !== 'WAITING' && !(live && status === 'PROCESSING')) {
          throw new ApiError('FailedOperation', `Only waiting tasks can be aborted, not ${status}.`);
        }
        store.end(task, 'FINISH');
        return {};
      },
    },
  };
}

function describeTasks(
  { stores, tokens }: MpsContext,
  given: Readonly<Record<string, unknown>>,
  caller: Caller,
): object {
  const asked = checkParameters(given, listRules);
  const { ScrollToken, Limit: limit = 10, ...filter } = asked;
  const query = JSON.stringify(filter);
  const position = ScrollToken ? tokens.read(query, ScrollToken) : [];
  if (position === undefined) {
    throw new ApiError('InvalidParameterValue', 'The ScrollToken is invalid or has expired.');
  }
  const { tasks, accept } = candidates(stores[caller.site], asked.Status, asked.SubTaskHasFailed);
  const span = { from: asked.StartTime, to: asked.EndTime === undefined ? undefined : asked.EndTime + 1 };
  const page = newestFirst(tasks, { ...span, limit, after: position[0], accept });
  const last = page.tasks.at(-1);
  return {
    // The China site's answer has no such field.
    ...(caller.site === 'international' ? { TotalCount: count(tasks, span, accept) } : {}),
    TaskSet: page.tasks.map(listEntry),
    ScrollToken: page.more && last !== undefined ? tokens.issue(query, [last.seq]) : '',
  };
}

/** Finished tasks whose failed ones are wanted have an index of their own; the others are the greater part anyway. */
function candidates(
  store: TaskStore,
  status: string,
  hasFailed: boolean | undefined,
): { tasks: OrderedTasks; accept?: (task: DemoTask) => boolean } {
  if (hasFailed === true) {
    return { tasks: status === 'FINISH' ? store.failed() : nothing };
  }
  const tasks = store.withStatus(status);
  return hasFailed === false && status === 'FINISH' ? { tasks, accept: (task) => !task.fails } : { tasks };
}

function count(
  tasks: OrderedTasks,
  span: { from: number | undefined; to: number | undefined },
  accept: ((task: DemoTask) => boolean) | undefined,
): number {
  const { low, high } = bounds(tasks, span);
  if (accept === undefined) {
    return Math.max(0, high - low);
  }
  let accepted = 0;
  for (const task of tasks.newestFirst(low, high)) {
    accepted += accept(task) ? 1 : 0;
  }
  return accepted;
}

/** The entry has no Status: it is the one that was asked for. Now and then its times contradict it, as in the docs. */
function listEntry(task: DemoTask): object {
  const times = mediaTimes(task, neverMps);
  const status = statusOf(task);
  let finishTime = times.FinishTime;
  if (status === 'FINISH' && task.seq % 97 === 0) {
    finishTime = neverMps;
  } else if (status === 'PROCESSING' && task.seq % 41 === 0) {
    finishTime = times.CreateTime;
  }
  return {
    TaskId: task.id,
    TaskType: task.template.type,
    SubTaskTypes: task.template.subtypes,
    ...times,
    FinishTime: finishTime,
  };
}

function find(store: TaskStore, taskId: string): DemoTask {
  const task = store.find(taskId);
  if (task === undefined) {
    throw new ApiError(
      'InvalidParameterValue.TaskId',
      `The task ${taskId} does not exist or is older than 7 days.`,
    );
  }
  return task;
}
