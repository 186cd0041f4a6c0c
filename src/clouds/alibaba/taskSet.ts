import { countOf, instantOf, isObject, keysOf, textOf } from '../answer.ts';
import { CloudError } from '../errors.ts';
import type { MalformedItem, Task } from '../task.ts';
import type { OpenedAnswer } from './openAnswer.ts';

/** One page as the service has answered it, under whatever statuses. */
export interface TaskSet {
  readonly tasks: readonly Task[];
  readonly malformed: readonly MalformedItem[];
  readonly total: number | undefined;
  /** Entries per page that the service went by, where it says so. */
  readonly pageSize: number | undefined;
  readonly requestId: string | undefined;
}

/**
 * Reads the answer of `DescribeTasks`: `{TaskSet: {Task: […]}, TotalCount?, PageSize?}`. `TaskSet` was once shown as
 * the list itself.
 */
export function taskSetOf({ payload, requestId }: OpenedAnswer, statusAsked: string): TaskSet {
  const set = payload.TaskSet;
  const items = isObject(set) ? set.Task : set;
  if (!Array.isArray(items)) {
    const what = isObject(set)
      ? `TaskSet has no list of Task in it (${keysOf(set)})`
      : 'TaskSet is not a list';
    throw new CloudError({ kind: 'answer', code: 'UnreadableAnswer', message: what, requestId });
  }
  const tasks: Task[] = [];
  const malformed: MalformedItem[] = [];
  for (const item of items) {
    const task = taskOf(item, statusAsked);
    if ('reason' in task) {
      malformed.push(task);
    } else {
      tasks.push(task);
    }
  }
  const total = countOf(payload.TotalCount);
  return { tasks, malformed, total, pageSize: countOf(payload.PageSize) || undefined, requestId };
}

/** `Task` of `DescribeTasks`. The list knows no begin; of failing it tells only by the status. */
function taskOf(item: unknown, statusAsked: string): Task | MalformedItem {
  if (!isObject(item)) {
    return { reason: 'not an object', raw: item };
  }
  const id = textOf(item.TaskId);
  if (id === undefined) {
    return { reason: 'no TaskId', raw: item };
  }
  const status = textOf(item.TaskStatus) ?? statusAsked;
  return {
    id,
    status,
    type: textOf(item.TaskAction) ?? '',
    subtypes: [],
    createdAt: instantOf(item.CreationTime),
    startedAt: undefined,
    finishedAt: instantOf(item.FinishedTime),
    failed: status === 'Failed' ? true : undefined,
  };
}
