import { readTime } from '../http/readTime.ts';
import type { Task } from '../model/task.ts';

type TaskTimes = Pick<Task, 'createdAt' | 'startedAt' | 'finishedAt' | 'zoneless'>;

/** The times of a list's item. One without a zone makes all of them times that cannot be held against our clock. */
export function taskTimes(created: unknown, started: unknown, finished: unknown): TaskTimes {
  const [createdAt, startedAt, finishedAt] = [created, started, finished].map(readTime);
  const zoneless = [createdAt, startedAt, finishedAt].some((time) => time?.zoneless === true);
  return {
    createdAt: createdAt?.at,
    startedAt: startedAt?.at,
    finishedAt: finishedAt?.at,
    ...(zoneless ? { zoneless } : {}),
  };
}
