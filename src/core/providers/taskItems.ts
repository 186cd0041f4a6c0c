import { isObject, type JsonObject, textOf } from '../http/answer.ts';
import type { Instant, MalformedItem, Task } from '../model/task.ts';

/** The items of a list, told apart. */
export interface TaskItems {
  readonly tasks: readonly Task[];
  readonly malformed: readonly MalformedItem[];
}

/** Ten times what the largest page may hold: an answer with more is no page any more. */
const maxItems = 1000;
/** The longest ids of all services have a hundred characters. */
const maxIdLength = 512;
const maxWordLength = 128;
const maxSubtypes = 100;
/** The end of the year 9999. What comes later is no time, and sums with it leave the range of `Date`. */
const latest: Instant = 253_402_300_799_999;

/**
 * The tasks among the items of a list, in their order, and the items that cannot be tasks: those are rows of their
 * own. Every service calls the id of a task `TaskId`; the rest of an item is for `taskOf` to read. Whatever exceeds
 * what a page or a task may hold is cut; of whole items that are left out, one malformed item says how many.
 */
export function taskItems(
  items: readonly unknown[],
  taskOf: (item: JsonObject, id: string) => Task,
): TaskItems {
  const tasks: Task[] = [];
  const malformed: MalformedItem[] = [];
  const setAside = (reason: string, raw: unknown): void => {
    malformed.push({ reason, raw, index: tasks.length });
  };
  for (const item of items.slice(0, maxItems)) {
    if (!isObject(item)) {
      setAside('not an object', item);
      continue;
    }
    const id = textOf(item.TaskId);
    if (id === undefined) {
      setAside('no TaskId', item);
    } else if (id.length > maxIdLength) {
      setAside(`a TaskId of ${id.length} characters`, item);
    } else {
      tasks.push(bounded(taskOf(item, id)));
    }
  }
  if (items.length > maxItems) {
    const left = items.length - maxItems;
    setAside(`${left} more entries than a page may hold`, { entries: items.length, taken: maxItems });
  }
  return { tasks, malformed };
}

function bounded({ fileId, resource, ...task }: Task): Task {
  return {
    ...task,
    ...(isName(fileId) ? { fileId } : {}),
    ...(isName(resource) ? { resource } : {}),
    status: word(task.status),
    type: word(task.type),
    subtypes: task.subtypes.slice(0, maxSubtypes).map(word),
    createdAt: moment(task.createdAt),
    startedAt: moment(task.startedAt),
    finishedAt: moment(task.finishedAt),
  };
}

function isName(id: string | undefined): id is string {
  return id !== undefined && id.length <= maxIdLength;
}

function word(text: string): string {
  return text.length > maxWordLength ? `${text.slice(0, maxWordLength - 1)}…` : text;
}

function moment(instant: Instant | undefined): Instant | undefined {
  return instant !== undefined && instant <= latest ? instant : undefined;
}
