import { countOf, instantOf, isObject, type JsonObject, keysOf, textOf } from '../../http/answer.ts';
import { CloudError } from '../../model/errors.ts';
import type { Task } from '../../model/task.ts';
import { type TaskItems, taskItems } from '../taskItems.ts';
import type { OpenedAnswer } from './openAnswer.ts';

/** One page as the service has answered it, under whatever statuses. */
export interface TaskSet extends TaskItems {
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
  const read = taskItems(items, (item, id) => taskOf(item, id, statusAsked));
  const total = countOf(payload.TotalCount);
  return { ...read, total, pageSize: countOf(payload.PageSize) || undefined, requestId };
}

/** `Task` of `DescribeTasks`. The list knows no begin; of failing it tells only by the status. */
function taskOf(item: JsonObject, id: string, statusAsked: string): Task {
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
