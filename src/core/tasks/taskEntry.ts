import type { MalformedItem, Task } from '../model/task.ts';
import type { Chunk, Row } from './rowSequence.ts';
import type { TaskGroup } from './taskGroup.ts';

/** A loaded task. The object stays the same for as long as the task stays in its group. */
export class TaskEntry implements Row {
  readonly group: TaskGroup;
  task: Task;
  chunk: Chunk<Row> | undefined = undefined;

  constructor(group: TaskGroup, task: Task) {
    this.group = group;
    this.task = task;
  }
}

/** A list item that is no task, shown as a row of its own. */
export class UnreadableEntry {
  readonly group: TaskGroup;
  readonly item: MalformedItem;
  /** The same for the same item, so that a refresh finds it again. */
  readonly key: string;

  constructor(group: TaskGroup, item: MalformedItem, key: string) {
    this.group = group;
    this.item = item;
    this.key = key;
  }
}

/** Whether a row that shows `a` would look different with `b`. */
export function differs(a: Task, b: Task): boolean {
  return (
    a.status !== b.status ||
    a.type !== b.type ||
    a.createdAt !== b.createdAt ||
    a.startedAt !== b.startedAt ||
    a.finishedAt !== b.finishedAt ||
    a.failed !== b.failed ||
    a.subtypes.length !== b.subtypes.length ||
    a.subtypes.some((subtype, index) => subtype !== b.subtypes[index])
  );
}
