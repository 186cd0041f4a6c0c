import type { Task } from '../model/task.ts';
import type { KnownFacts } from './knownFacts.ts';
import { isTask } from './listRows.ts';
import type { ServiceTasks } from './serviceTasks.ts';
import type { TaskFacts } from './taskFacts.ts';

/** An open service, as far as its tasks can be searched. */
export interface SearchedService {
  readonly tasks: ServiceTasks;
  readonly facts: KnownFacts;
}

export interface FoundTask<S> {
  readonly service: S;
  readonly taskId: string;
  /** `undefined` of a task that is remembered, but in no list. */
  readonly task: Task | undefined;
  readonly facts: TaskFacts | undefined;
}

/**
 * Loaded and remembered tasks with each word of `text` in their file, path, id, file id or session, in any case. At
 * most so many: a task of that very id first, then those of lists in their order, then remembered ones, the latest first.
 *
 * @param others tasks that are known of besides
 */
export function findTasks<S extends SearchedService>(
  text: string,
  services: readonly S[],
  most: number,
  others: Iterable<FoundTask<S>> = [],
): readonly FoundTask<S>[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found: FoundTask<S>[] = [];
  const exact: FoundTask<S>[] = [];
  for (const one of allOf(services, others)) {
    if (one.taskId === text.trim()) {
      exact.push(one);
    } else if (found.length < most && meets(one, words)) {
      found.push(one);
    }
  }
  return [...exact, ...found].slice(0, most);
}

function* allOf<S extends SearchedService>(
  services: readonly S[],
  others: Iterable<FoundTask<S>>,
): Generator<FoundTask<S>> {
  for (const service of services) {
    for (const row of service.tasks.groups.flatMap((group) => [...group.rows])) {
      if (isTask(row)) {
        const taskId = row.task.id;
        yield { service, taskId, task: row.task, facts: service.facts.get(taskId) };
      }
    }
  }
  for (const service of services) {
    for (const [taskId, facts] of [...service.facts.entries()].reverse()) {
      if (service.tasks.find(taskId) === undefined) {
        yield { service, taskId, task: undefined, facts };
      }
    }
  }
  for (const other of others) {
    const { facts, tasks } = other.service;
    if (tasks.find(other.taskId) === undefined && facts.get(other.taskId) === undefined) {
      yield other;
    }
  }
}

function meets<S>({ taskId, task, facts }: FoundTask<S>, words: readonly string[]): boolean {
  const texts = [taskId, facts?.name, facts?.source, facts?.fileId ?? task?.fileId, facts?.sessionId];
  const searched = texts
    .filter((text) => text !== undefined)
    .join('\n')
    .toLowerCase();
  return words.every((word) => searched.includes(word));
}
