import { CloudError, type CloudErrorKind } from '../../../../src/core/model/errors.ts';
import type { MalformedItem, StatusKind, Task } from '../../../../src/core/model/task.ts';
import type { ListQuery, Page, TaskDetail, TaskService } from '../../../../src/core/providers/service.ts';
import { isTask, type ListRow, type UnreadableRecord } from '../../../../src/core/tasks/listRows.ts';
import { ServiceTasks } from '../../../../src/core/tasks/serviceTasks.ts';
import type { StatusList } from '../../../../src/core/tasks/statusList.ts';
import { FakeClock } from '../../fakeClock.ts';

const statuses: readonly StatusKind[] = [
  { status: 'WAITING', name: 'Waiting', stage: 'waiting', severity: 'neutral' },
  { status: 'PROCESSING', name: 'Processing', stage: 'running', severity: 'neutral' },
  { status: 'FINISH', name: 'Finished', stage: 'done', severity: 'good' },
];

export type ListName = 'WAITING' | 'PROCESSING' | 'FINISH';

/**
 * A service whose lists are arrays that a test writes, in the order it wants. A cursor names the entry that was
 * read last; where that has gone by then, the page begins where it had been.
 */
export class ListedCloud implements TaskService {
  readonly key = 'mps';
  readonly name = 'MPS';
  readonly place = 'test';
  readonly statuses: readonly StatusKind[];
  readonly consoleUrl = undefined;
  readonly lists: Record<ListName, Task[]> = { WAITING: [], PROCESSING: [], FINISH: [] };
  /** Queries as they came. */
  readonly queries: ListQuery[] = [];
  /** Changes the next answers, or throws instead: the first one the next, and so on. */
  readonly slips: ((page: Page, query: ListQuery) => Page)[] = [];
  readonly lookUpLimit = 2;
  /** Ids as they were looked up. */
  readonly lookedUp: (readonly string[])[] = [];
  /** Instead of a look-up's answer. */
  lookUpFails: (() => never) | undefined;
  constructor(kinds: readonly StatusKind[] = statuses) {
    this.statuses = kinds;
  }

  #gate: Promise<void> | undefined;
  #open: () => void = () => {};

  /** Makes answers wait until `letGo`. */
  hold(): void {
    this.#gate = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  letGo(): void {
    this.#gate = undefined;
    this.#open();
  }

  async list(query: ListQuery, signal: AbortSignal): Promise<Page> {
    this.queries.push(query);
    const page = this.#page(query);
    const slip = this.slips.shift();
    await this.#gate;
    signal.throwIfAborted();
    return slip === undefined ? page : slip(page, query);
  }

  async lookUp(ids: readonly string[], signal: AbortSignal): Promise<readonly Task[]> {
    this.lookedUp.push(ids);
    await this.#gate;
    signal.throwIfAborted();
    this.lookUpFails?.();
    return Object.values(this.lists)
      .flat()
      .filter(({ id }) => ids.includes(id));
  }

  async detail(): Promise<TaskDetail> {
    return { text: '{}', value: {} };
  }

  #page({ status, limit, cursor }: ListQuery): Page {
    const all = this.lists[status as ListName] ?? [];
    const [id, index] = cursor === undefined ? [] : (JSON.parse(cursor.key) as [string, number]);
    const found = all.findIndex((task) => task.id === id);
    const from = id === undefined || index === undefined ? 0 : found < 0 ? index : found + 1;
    const tasks = all.slice(from, from + limit);
    const last = tasks.at(-1);
    const more = last !== undefined && from + limit < all.length;
    return {
      tasks,
      malformed: [],
      next: more ? { key: JSON.stringify([last.id, from + limit]) } : undefined,
      total: undefined,
      requestId: undefined,
    };
  }
}

/** `a 5` was created five seconds after `a 0`. */
export function task(id: string, status: string, more: Partial<Task> = {}): Task {
  const seconds = Number(id.split(' ')[1] ?? 0);
  return {
    id,
    status,
    type: 'WorkflowTask',
    subtypes: ['action-trans'],
    createdAt: 1_700_000_000_000 + seconds * 1000,
    startedAt: undefined,
    finishedAt: undefined,
    failed: undefined,
    ...more,
  };
}

/** Tasks `t <from>` down to `t <to>`, newest first. */
export function tasks(status: string, from: number, to: number): Task[] {
  return Array.from({ length: from - to + 1 }, (_, index) => task(`t ${from - index}`, status));
}

export function refusal(kind: CloudErrorKind, code: string): () => never {
  return () => {
    throw new CloudError({ kind, code, message: 'as the test wants it', requestId: 'r-1' });
  };
}

export function withMalformed(...malformed: MalformedItem[]): (page: Page) => Page {
  return (page) => ({ ...page, malformed });
}

export interface Opened {
  readonly cloud: ListedCloud;
  readonly clock: FakeClock;
  readonly service: ServiceTasks;
  readonly waiting: StatusList;
  readonly processing: StatusList;
  readonly finished: StatusList;
}

export function openCloud(
  pageSize = 3,
  limits: { maxPages?: number; maxRefreshPages?: number } = {},
  kinds?: readonly StatusKind[],
): Opened {
  const cloud = new ListedCloud(kinds);
  const clock = new FakeClock();
  const service = new ServiceTasks(cloud, {
    clock,
    pageSize: () => pageSize,
    maxPages: limits.maxPages ?? 1000,
    maxRefreshPages: limits.maxRefreshPages ?? 10,
  });
  const [waiting, processing, finished] = service.groups as [StatusList, StatusList, StatusList];
  return { cloud, clock, service, waiting, processing, finished };
}

/** The finished tasks `t <count>` down to `t 1`, and their first page read. */
export async function openFinished(count: number, ...given: Parameters<typeof openCloud>): Promise<Opened> {
  const opened = openCloud(...given);
  opened.cloud.lists.FINISH = tasks('FINISH', count, 1);
  await opened.finished.open();
  return opened;
}

/** What a person sees of a group: `t 5, t 4`. */
export function shown(group: StatusList): string {
  return tasksOf(group).join(', ');
}

/** The ids of a group's tasks, in their order. */
export function tasksOf({ rows }: StatusList): string[] {
  return [...rows].filter(isTask).map(({ task }) => task.id);
}

export function unreadableOf({ rows }: StatusList): UnreadableRecord[] {
  return [...rows].filter((row: ListRow): row is UnreadableRecord => !isTask(row));
}

/** Lets everything happen that needs no timer. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 100; turn++) {
    await Promise.resolve();
  }
}
