import { countOf, type JsonObject, keysOf, textOf, unreadablePart } from '../../http/answer.ts';
import { phrase } from '../../model/phrase.ts';
import type { Task } from '../../model/task.ts';
import { words } from '../../model/words.ts';
import { explain } from '../explain/explain.ts';
import { listIn } from '../listIn.ts';
import type { Cursor, Page, TaskDetail } from '../service.ts';
import { taskItems } from '../taskItems.ts';
import { taskTimes } from '../taskTimes.ts';
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
 * MPS items carry no `Status`, nor whether a part has failed: theirs is what was asked for.
 */
export function pageOf(response: JsonObject, statusAsked: string, failed?: boolean): Page {
  const requestId = textOf(response.RequestId);
  const entries = listIn({ answer: response, field: 'TaskSet', entryKey: 'TaskId', entryName: 'Task' });
  const items = taskItems(entries, (item, id) => taskOf(item, id, statusAsked, failed));
  const scrollToken = textOf(response.ScrollToken);
  const next: ScrollCursor | undefined =
    scrollToken === undefined ? undefined : { key: scrollToken, scrollToken };
  return { ...items, next, total: countOf(response.TotalCount), requestId };
}

/** The task that a `DescribeTaskDetail` is about. Its own id can differ from the one it was asked for by. */
export function taskOfDetail({ response: detail }: TencentAnswer, id: string): Task {
  const status = textOf(detail.Status);
  const [task] = taskItems([{ ...detail, TaskId: id }], (item) => taskOf(item, id, status ?? '')).tasks;
  if (status === undefined || task === undefined) {
    const what = words(phrase('The answer has no {0} in it ({1})'), 'Status', keysOf(detail));
    throw unreadablePart(what, textOf(detail.RequestId));
  }
  const { conclusion } = explain(detail);
  const isKnown = conclusion === 'success' || conclusion === 'partial' || conclusion === 'failure';
  return { ...task, failed: isKnown ? conclusion !== 'success' : undefined };
}

/** MPS and VOD `TaskSimpleInfo`. */
function taskOf(item: JsonObject, id: string, statusAsked: string, failed?: boolean): Task {
  const fileId = textOf(item.FileId);
  const subtypes = Array.isArray(item.SubTaskTypes) ? item.SubTaskTypes : [];
  return {
    id,
    status: textOf(item.Status) ?? statusAsked,
    type: textOf(item.TaskType) ?? '',
    subtypes: subtypes.filter((subtype): subtype is string => typeof subtype === 'string'),
    ...taskTimes(item.CreateTime, item.BeginProcessTime, item.FinishTime),
    failed,
    ...(fileId === undefined ? {} : { fileId }),
  };
}

/** The answer of `DescribeTaskDetail`, which is about one task as a whole. */
export function detailOf({ response, text }: TencentAnswer): TaskDetail {
  return { value: response, text };
}
