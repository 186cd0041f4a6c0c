import { countOf, type JsonObject, textOf } from '../../http/answer.ts';
import type { Task } from '../../model/task.ts';
import { listIn } from '../listIn.ts';
import { type TaskItems, taskItems } from '../taskItems.ts';
import { taskTimes } from '../taskTimes.ts';
import type { OpenedAnswer } from './openAnswer.ts';

/** One page as the service has answered it, under whatever statuses. */
export interface TaskSet extends TaskItems {
  readonly total: number | undefined;
  /** Entries per page that the service went by, where it says so. */
  readonly pageSize: number | undefined;
  readonly requestId: string | undefined;
}

/** Reads the answer of `DescribeTasks`: `{TaskSet: {Task: […]}, TotalCount?, PageSize?}`. */
export function taskSetOf({ payload, requestId }: OpenedAnswer, statusAsked: string): TaskSet {
  const entries = listIn({ answer: payload, field: 'TaskSet', entryKey: 'TaskId', entryName: 'Task' });
  const read = taskItems(entries, (item, id) => taskOf(item, id, statusAsked));
  const total = countOf(payload.TotalCount);
  return { ...read, total, pageSize: countOf(payload.PageSize) || undefined, requestId };
}

/** `Task` of `DescribeTasks`. The list knows no begin; of failing it tells only by the status. */
function taskOf(item: JsonObject, id: string, statusAsked: string): Task {
  const status = textOf(item.TaskStatus) ?? statusAsked;
  const resource = textOf(item.ResourceId);
  return {
    id,
    status,
    type: textOf(item.TaskAction) ?? '',
    subtypes: [],
    ...taskTimes(item.CreationTime, undefined, item.FinishedTime),
    failed: status === 'Failed' ? true : undefined,
    ...(resource === undefined ? {} : { resource }),
  };
}
