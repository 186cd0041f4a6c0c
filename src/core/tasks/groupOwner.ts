import type { Task } from '../model/task.ts';
import type { TaskService } from '../providers/service.ts';
import type { Traveller } from './arrivals.ts';
import type { TaskEntry } from './taskEntry.ts';
import type { ListOptions, TaskGroup } from './taskGroup.ts';

/** What a group asks of the service it belongs to. */
export interface GroupOwner {
  readonly service: TaskService;
  readonly options: ListOptions;
  /** Whether there are pages nobody has read of tasks that are not done yet. */
  readonly hasUnseen: boolean;
  /** The row a sighted task is shown in, if that is in `group`. */
  sight(task: Task, group: TaskGroup): TaskEntry | undefined;
  find(taskId: string): TaskEntry | undefined;
  forget(entry: TaskEntry): void;
  /** Told when a group's list no longer has a task: unless it was deleted, another list has it now. */
  departed(task: Traveller, from: TaskGroup): void;
  /** Told when a task was expected in a group, and is not there: it may be further along already. */
  passedThrough(task: Traveller, group: TaskGroup): void;
  /** Makes changes that belong together; whoever listens hears of them when all are made. */
  together(change: () => void): void;
  groupChanged(group: TaskGroup): void;
  rowChanged(entry: TaskEntry): void;
}
