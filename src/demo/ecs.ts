import { ApiError } from './apiError.ts';
import { bounds } from './pages.ts';
import { checkParameters } from './parameters.ts';
import { Random } from './random.ts';
import type { DemoTask } from './task.ts';
import { createdAt, endedAt, reachedAt, statusOf } from './task.ts';
import type { TaskStore } from './taskStore.ts';

/** The regions that a caller sees: those of the public cloud, or the one of a private stack. */
export interface EcsCaller {
  readonly regions: ReadonlyMap<string, TaskStore>;
  readonly stack: boolean;
}

export type EcsAction = (parameters: Readonly<Record<string, unknown>>, caller: EcsCaller) => object;

const region = { RegionId: { type: 'string', required: true } } as const;
/** A stack wants its region twice, in either case, and has a version of its own. */
const stackOnly = { regionId: { type: 'string', required: true }, version: { type: 'string' } } as const;
const listRules = {
  ...region,
  TaskIds: { type: 'string' },
  TaskAction: { type: 'string' },
  TaskStatus: { type: 'string', oneOf: ['Finished', 'Processing', 'Failed', 'Pending', 'Deleted', 'Paused'] },
  StartTime: { type: 'time' },
  EndTime: { type: 'time' },
  PageNumber: { type: 'integer', min: 1 },
  PageSize: { type: 'integer', min: 1, max: 100 },
} as const;
const taskRules = { ...region, TaskId: { type: 'string', required: true } } as const;

/** Elastic Compute Service, 2014-05-26: answers without their request id. */
export const ecsActions: Readonly<Record<string, EcsAction>> = {
  DescribeTasks: (given, caller) => {
    const asked = checkParameters(withoutStackParameters(given, caller), listRules);
    return describeTasks(storeOf(caller, asked.RegionId), asked);
  },
  DescribeTaskAttribute: (given, caller) => {
    const asked = checkParameters(withoutStackParameters(given, caller), taskRules);
    return attribute(find(storeOf(caller, asked.RegionId), asked.TaskId), asked.RegionId);
  },
  CancelTask: (given, caller) => {
    const asked = checkParameters(withoutStackParameters(given, caller), taskRules);
    const store = storeOf(caller, asked.RegionId);
    const task = find(store, asked.TaskId);
    if (!canBeCancelled(task)) {
      throw new ApiError(
        'OperationDenied',
        'Only running ImportImage and ExportImage tasks can be cancelled.',
        403,
      );
    }
    store.end(task, caller.stack ? 'Deleted' : 'Failed');
    return {};
  },
};

function describeTasks(
  store: TaskStore,
  asked: {
    readonly TaskIds: string | undefined;
    readonly TaskAction: string | undefined;
    readonly TaskStatus: string | undefined;
    readonly StartTime: number | undefined;
    readonly EndTime: number | undefined;
    readonly PageNumber: number | undefined;
    readonly PageSize: number | undefined;
  },
): object {
  const ids = asked.TaskIds?.split(',');
  if (ids !== undefined && ids.length > 100) {
    throw new ApiError('InvalidParameter', 'The parameter TaskIds has more than 100 ids.');
  }
  const pageNumber = asked.PageNumber ?? 1;
  const pageSize = asked.PageSize ?? 10;
  const tasks = asked.TaskStatus === undefined ? store.all() : store.withStatus(asked.TaskStatus);
  const { low, high } = bounds(tasks, {
    from: asked.StartTime,
    to: asked.EndTime === undefined ? undefined : asked.EndTime + 1,
  });
  const skip = (pageNumber - 1) * pageSize;
  let page: DemoTask[];
  let total = Math.max(0, high - low);
  if (ids === undefined && asked.TaskAction === undefined) {
    const newest = Math.max(low, high - skip);
    page = [...tasks.newestFirst(Math.max(low, newest - pageSize), newest)];
  } else {
    const matching = [...tasks.newestFirst(low, high)].filter(
      (task) =>
        (ids === undefined || ids.includes(task.id)) &&
        (asked.TaskAction === undefined || sameAction(task.template.type, asked.TaskAction)),
    );
    total = matching.length;
    page = matching.slice(skip, skip + pageSize);
  }
  return {
    PageNumber: pageNumber,
    PageSize: pageSize,
    TotalCount: total,
    TaskSet: { Task: page.map(listEntry) },
  };
}

function listEntry(task: DemoTask): object {
  const ended = endedAt(task);
  const cancellable = canBeCancelled(task);
  return {
    TaskId: task.id,
    TaskAction: task.template.type,
    TaskStatus: statusOf(task),
    // Documented as a string, and a boolean in the answers of some regions.
    SupportCancel: task.seq % 3 === 0 ? cancellable : String(cancellable),
    CreationTime: minuteTime(createdAt(task)),
    FinishedTime: ended === undefined ? '' : minuteTime(ended),
    ResourceId: task.subject,
  };
}

function attribute(task: DemoTask, regionId: string): object {
  const ended = endedAt(task);
  const begun = reachedAt(task, 'Processing');
  const finished = statusOf(task) === 'Finished';
  const failed = statusOf(task) === 'Failed';
  const random = new Random(task.seq, 1);
  return {
    RegionId: regionId,
    ...listEntry(task),
    TaskProcess: finished ? '100%' : `${begun === undefined ? 0 : random.integer(1, 99)}%`,
    TotalCount: 1,
    SuccessCount: finished ? 1 : 0,
    FailedCount: failed ? 1 : 0,
    OperationProgressSet: {
      OperationProgress: [
        {
          OperationStatus: ended === undefined ? 'Processing' : failed ? 'Failed' : 'Success',
          ErrorCode: failed ? 'ImportImage.InvalidFormat' : '',
          ErrorMsg: failed ? 'The format of the image file cannot be read.' : '',
          RelatedItemSet: { RelatedItem: [{ Name: 'ImageId', Value: task.subject }] },
        },
      ],
    },
  };
}

function canBeCancelled(task: DemoTask): boolean {
  const isImage =
    sameAction(task.template.type, 'ImportImage') || sameAction(task.template.type, 'ExportImage');
  return isImage && statusOf(task) === 'Processing';
}

function sameAction(a: string, b: string): boolean {
  const plain = (action: string) => action.replaceAll('_', '').toLowerCase();
  return plain(a) === plain(b);
}

/** `2015-11-24T12:50Z`: no seconds. */
function minuteTime(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16)}Z`;
}

function withoutStackParameters(
  given: Readonly<Record<string, unknown>>,
  { stack, regions }: EcsCaller,
): Readonly<Record<string, unknown>> {
  if (!stack) {
    return given;
  }
  const { regionId, version, ...rest } = given;
  const asked = checkParameters({ regionId, version }, stackOnly);
  if (!regions.has(asked.regionId)) {
    throw new ApiError('InvalidRegionId.NotFound', `The region ${asked.regionId} does not exist.`, 404);
  }
  return rest;
}

function storeOf({ regions }: EcsCaller, regionId: string): TaskStore {
  const store = regions.get(regionId);
  if (store === undefined) {
    throw new ApiError('InvalidRegionId.NotFound', `The region ${regionId} does not exist.`, 404);
  }
  return store;
}

function find(store: TaskStore, taskId: string): DemoTask {
  const task = store.find(taskId);
  if (task === undefined) {
    throw new ApiError('TaskNotFound', `The task ${taskId} does not exist.`, 404);
  }
  return task;
}
