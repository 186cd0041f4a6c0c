import { countOf, instantOf, type JsonObject, textOf } from '../../http/answer.ts';
import type { Task } from '../../model/task.ts';
import { listIn } from '../listIn.ts';
import type { Cursor, Page, TaskDetail } from '../service.ts';
import { taskItems } from '../taskItems.ts';
import type { TencentAnswer } from './client.ts';

/** The list cursor of MPS and VOD: the `ScrollToken` of the page before. */
export interface ScrollCursor extends Cursor {
  readonly scrollToken: string;
}

/** The request parameters that make a list go on at a cursor. */
export function scrollTo(cursor: Cursor | undefined): JsonObject {
  return cursor !== undefined && 'scrollToken' in cursor ? { ScrollToken: cursor.scrollToken } : {};
}

/**
 * Reads the answer of `DescribeTasks`: `{TaskSet: TaskSimpleInfo[], ScrollToken?, TotalCount?, RequestId}`.
 * MPS items carry no `Status`: theirs is the one that was asked for.
 */
export function pageOf(response: JsonObject, statusAsked: string): Page {
  const requestId = textOf(response.RequestId);
  const entries = listIn({ answer: response, field: 'TaskSet', entryKey: 'TaskId', entryName: 'Task' });
  const items = taskItems(entries, (item, id) => taskOf(item, id, statusAsked));
  const scrollToken = textOf(response.ScrollToken);
  const next: ScrollCursor | undefined =
    scrollToken === undefined ? undefined : { key: scrollToken, scrollToken };
  return { ...items, next, total: countOf(response.TotalCount), requestId };
}

/** MPS and VOD `TaskSimpleInfo`. */
function taskOf(item: JsonObject, id: string, statusAsked: string): Task {
  const fileId = textOf(item.FileId);
  const subtypes = Array.isArray(item.SubTaskTypes) ? item.SubTaskTypes : [];
  return {
    id,
    status: textOf(item.Status) ?? statusAsked,
    type: textOf(item.TaskType) ?? '',
    subtypes: subtypes.filter((subtype): subtype is string => typeof subtype === 'string'),
    createdAt: instantOf(item.CreateTime),
    startedAt: instantOf(item.BeginProcessTime),
    finishedAt: instantOf(item.FinishTime),
    failed: undefined,
    ...(fileId === undefined ? {} : { fileId }),
  };
}

/** The answer of `DescribeTaskDetail`, which is about one task as a whole. */
export function detailOf({ response, text }: TencentAnswer): TaskDetail {
  return { value: response, text };
}
