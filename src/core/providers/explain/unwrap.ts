import { isObject, type JsonObject, textOf } from '../../http/answer.ts';
import { objectIn } from './codes.ts';

/** The task in an answer, and the JSON pointer to it. */
export interface Unwrapped {
  readonly task: JsonObject;
  readonly pointer: string;
}

/** What stacks, gateways and lists put around a task, in the order of their likelihood. */
const wrappers = ['Response', 'result', 'data', 'Result', 'Data', 'TaskSet', 'Task'] as const;
const deepest = 8;
const longestText = 16_000_000;

/**
 * Finds the task in an answer: itself, or inside `data` or `result` (an object, or JSON as a text), or an entry of
 * `TaskSet.Task`. Of several entries the one with this id, else the only one.
 */
export function unwrap(answer: unknown, taskId?: string): Unwrapped | undefined {
  let value: unknown = answer;
  let pointer = '';
  let textAt: string | undefined;
  for (let level = 0; level < deepest; level++) {
    if (typeof value === 'string') {
      // A pointer cannot go into a text: what is inside stands where the text stands.
      textAt ??= pointer;
      value = objectIn(value, longestText);
    } else if (Array.isArray(value)) {
      const index = indexOf(value, taskId);
      value = value[index];
      pointer = `${pointer}/${index}`;
    } else if (isObject(value) && !isTask(value)) {
      const outer = value;
      const key = wrappers.find((name) => isWrapped(outer[name]));
      if (key === undefined) {
        return undefined;
      }
      value = outer[key];
      pointer = `${pointer}/${key}`;
    } else {
      break;
    }
  }
  return isObject(value) && isTask(value) ? { task: value, pointer: textAt ?? pointer } : undefined;
}

function isTask({ Status, TaskStatus }: JsonObject): boolean {
  return textOf(Status) !== undefined || textOf(TaskStatus) !== undefined;
}

function isWrapped(value: unknown): boolean {
  return (
    isObject(value) ||
    Array.isArray(value) ||
    (typeof value === 'string' && value.trimStart().startsWith('{'))
  );
}

function indexOf(entries: readonly unknown[], taskId: string | undefined): number {
  const index = taskId === undefined ? -1 : entries.findIndex((entry) => holds(entry, taskId));
  return index >= 0 ? index : entries.length === 1 ? 0 : -1;
}

/** The entry itself, or one around a list of them: `TaskSet: [{Task: […]}]`. */
function holds(entry: unknown, taskId: string): boolean {
  return isObject(entry) && (entry.TaskId === taskId || isWrapped(entry.Task));
}
