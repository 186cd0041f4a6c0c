import type { DemoTask } from './task.ts';
import { createdAt, endedAt, reachedAt } from './task.ts';

/** `2018-12-27T13:57:15Z`: both media services print whole seconds. */
export function isoTime(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** The times of a task, as both media services name and order them. */
export interface MediaTimes {
  readonly CreateTime: string;
  readonly BeginProcessTime: string;
  readonly FinishTime: string;
}

/** @param never how the service prints the time of what has not happened */
export function mediaTimes(task: DemoTask, never: string): MediaTimes {
  const begun = reachedAt(task, 'PROCESSING');
  const ended = endedAt(task);
  return {
    CreateTime: isoTime(createdAt(task)),
    BeginProcessTime: begun === undefined ? never : isoTime(begun),
    FinishTime: ended === undefined ? never : isoTime(ended),
  };
}
