import type { Clock } from '../model/clock.ts';
import type { Task } from '../model/task.ts';
import type { TaskService } from '../providers/service.ts';
import type { ListIdentity, TaskRecord } from './listRows.ts';

export interface ListOptions {
  readonly clock: Clock;
  /** Entries per request. */
  readonly pageSize: () => number;
  /** Where paging stops although the cloud offers more. */
  readonly maxPages: number;
  /** How many pages one refresh may read until it meets rows it knows. */
  readonly maxRefreshPages: number;
  /** Rows to a chunk; absent for the usual number. */
  readonly chunkSize?: number;
}

/** What a list asks of the service it belongs to. */
export interface ListOwner {
  readonly service: TaskService;
  readonly options: ListOptions;
  /** Takes over what a list has brought. Its record, if that is shown in that list. */
  upsert(task: Task, via: ListIdentity): TaskRecord | undefined;
  /**
   * Told when a list no longer has a task: unless it was deleted, another one has it now. `wasMet` is false for one
   * that another list had brought, and that may have been put in the wrong place.
   */
  removed(record: TaskRecord, wasMet: boolean): void;
  /** Told when a list has not met a task, shown there or in a list without pages, and cannot tell that it is gone. */
  missed(record: TaskRecord): void;
  /** Makes changes that belong together; whoever listens hears of them when all are made. */
  batch(change: () => void): void;
  listChanged(list: ListIdentity): void;
  rowChanged(record: TaskRecord): void;
}
