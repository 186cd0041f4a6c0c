import type { Instant, MalformedItem, StatusKind, Task } from '../model/task.ts';
import type { TaskService } from '../providers/service.ts';
import type { Chunk, Row } from './chunkedRows.ts';

/** A list as its rows know it. */
export interface ListIdentity {
  /** Unique within its service: the status, unless two lists share one. */
  readonly key: string;
  readonly kind: StatusKind;
  readonly service: TaskService;
}

/** A loaded task. The object stays the same for as long as anything of the task is known, whatever list it is in. */
export class TaskRecord implements Row {
  task: Task;
  /** The list it is shown in, or was last. */
  list: ListIdentity;
  /** Where that list cannot tell that the task is gone: the one that brought it. */
  source: ListIdentity | undefined = undefined;
  /** Where in its list it is; `undefined` while it is in none. */
  chunk: Chunk<Row> | undefined = undefined;

  constructor(list: ListIdentity, task: Task) {
    this.list = list;
    this.task = task;
  }

  get createdAt(): Instant | undefined {
    return this.task.createdAt;
  }
}

let unreadable = 0;

/** A list item that is no task, shown as a row of its own. It stays the same while the item stays in its place. */
export class UnreadableRecord implements Row {
  readonly list: ListIdentity;
  readonly item: MalformedItem;
  /** Unique in this window. */
  readonly key = String(++unreadable);
  readonly createdAt = undefined;
  chunk: Chunk<Row> | undefined = undefined;

  constructor(list: ListIdentity, item: MalformedItem) {
    this.list = list;
    this.item = item;
  }
}

export type ListRow = TaskRecord | UnreadableRecord;

/** Whether a row is a task. Told by shape: code that is loaded on demand may bring a class twice. */
export function isTask(row: ListRow): row is TaskRecord {
  return 'task' in row;
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
    a.fileId !== b.fileId ||
    a.resource !== b.resource ||
    a.subtypes.length !== b.subtypes.length ||
    a.subtypes.some((subtype, index) => subtype !== b.subtypes[index])
  );
}
