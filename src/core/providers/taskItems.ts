import { isObject, type JsonObject, textOf } from '../http/answer.ts';
import type { MalformedItem, Task } from '../model/task.ts';

/** The items of a list, told apart. */
export interface TaskItems {
  readonly tasks: readonly Task[];
  readonly malformed: readonly MalformedItem[];
}

/**
 * The tasks among the items of a list, in their order, and the items that cannot be tasks: those are rows of their
 * own. Every service calls the id of a task `TaskId`; the rest of an item is for `taskOf` to read.
 */
export function taskItems(
  items: readonly unknown[],
  taskOf: (item: JsonObject, id: string) => Task,
): TaskItems {
  const tasks: Task[] = [];
  const malformed: MalformedItem[] = [];
  for (const item of items) {
    if (!isObject(item)) {
      malformed.push({ reason: 'not an object', raw: item });
      continue;
    }
    const id = textOf(item.TaskId);
    if (id === undefined) {
      malformed.push({ reason: 'no TaskId', raw: item });
    } else {
      tasks.push(taskOf(item, id));
    }
  }
  return { tasks, malformed };
}
