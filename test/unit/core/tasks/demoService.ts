import { CloudError, type CloudErrorKind } from '../../../../src/core/model/errors.ts';
import type { StatusKind, Task } from '../../../../src/core/model/task.ts';
import type { ListQuery, Page, TaskDetail, TaskService } from '../../../../src/core/providers/service.ts';
import { Arrivals } from '../../../../src/demo/arrivals.ts';
import { newestFirst } from '../../../../src/demo/pages.ts';
import { Random } from '../../../../src/demo/random.ts';
import { createdAt, type DemoTask, statusOf } from '../../../../src/demo/task.ts';
import { TaskStore } from '../../../../src/demo/taskStore.ts';

const second = 1000;

export const strange = 'REVIEWING';

const waiting: StatusKind = { status: 'WAITING', name: 'Waiting', stage: 'waiting', severity: 'neutral' };
const processing: StatusKind = {
  status: 'PROCESSING',
  name: 'Processing',
  stage: 'running',
  severity: 'neutral',
};
const finished: StatusKind = { status: 'FINISH', name: 'Finished', stage: 'done', severity: 'good' };
const failed: StatusKind = {
  ...finished,
  key: 'FINISH/failed',
  name: 'Failed',
  severity: 'bad',
  failed: true,
};

function statusesOf(splits: boolean): readonly StatusKind[] {
  return splits
    ? [waiting, processing, failed, { ...finished, failed: false }]
    : [waiting, processing, { ...failed, listed: false }, finished];
}

/** What a service may do with one answer. */
export type Slip =
  | 'none'
  | 'transient'
  | 'throttled'
  | 'unreadable'
  | 'repeatedCursor'
  | 'repeatedPage'
  | 'malformed'
  | 'emptyPage'
  | 'stuckPage'
  | 'duplicate';

/** A request that waits for its answer. */
export interface PendingRequest {
  /** The key of a list, or `lookUp`. */
  readonly of: string;
  readonly signal: AbortSignal;
  answer(slip: Slip): void;
}

export interface DemoServiceOptions {
  readonly now: () => number;
  readonly seed: number;
  /** How many tasks there are at the start. */
  readonly size: number;
  /** Whether even the last page comes with a token, as VOD's does. */
  readonly insists: boolean;
  /** Whether requests go on although they are aborted. */
  readonly ignoresAbort: boolean;
  /** Whether it lists failed tasks apart. */
  readonly splits: boolean;
  /** Whether some tasks have no time of creation. */
  readonly undated: boolean;
  /** Whether the lists are in another order than that of creation. */
  readonly unsorted: boolean;
}

/** The demo cloud's tasks, served as the engine sees a service; requests are answered when the test says so. */
export class DemoService implements TaskService {
  readonly key = 'demo';
  readonly name = 'Demo';
  readonly place = 'test';
  readonly statuses: readonly StatusKind[];
  readonly lookUpLimit = 3;
  readonly consoleUrl = undefined;
  readonly pending: PendingRequest[] = [];
  /** By status: the answers to the first page that was asked for the last time, and to those behind it. */
  readonly lastWalk = new Map<string, Page[]>();
  readonly ignoresAbort: boolean;
  requests = 0;
  readonly #now: () => number;
  readonly #store: TaskStore;
  readonly #options: DemoServiceOptions;
  readonly #truth = new Map<string, readonly string[]>();
  #truthAt = 0;
  readonly #insists: boolean;
  #tokens = 0;
  #slips = 0;

  constructor(options: DemoServiceOptions) {
    const { now, seed, size, insists, ignoresAbort } = options;
    this.#now = now;
    this.#options = options;
    this.statuses = statusesOf(options.splits);
    this.#insists = insists;
    this.ignoresAbort = ignoresAbort;
    this.#store = new TaskStore({
      now,
      window: 3600 * second,
      arrivals: new Arrivals({ window: 3600 * second, size, interval: 20 * second, live: true }, now(), seed),
      create: (seq, created) => demoTask(seed, seq, created),
    });
  }

  get splits(): boolean {
    return this.#options.splits;
  }

  created(id: string): number {
    return this.#store.find(id)?.times[0] ?? Number.NaN;
  }

  /** Whether the cloud has the task, in whatever status. */
  has(id: string): boolean {
    return this.#store.find(id) !== undefined;
  }

  /** What a complete list would be now, in its order. The one of all finished tasks where they are not split. */
  truth(key: string): readonly string[] {
    if (this.#truthAt !== this.#now()) {
      this.#truthAt = this.#now();
      this.#truth.clear();
    }
    let ids = this.#truth.get(key);
    if (ids === undefined) {
      ids = this.#tasks(key).map((task) => task.id);
      this.#truth.set(key, ids);
    }
    return ids;
  }

  /** Makes every token refused that was handed out so far. */
  forgetTokens(): void {
    this.#tokens++;
  }

  list(query: ListQuery, signal: AbortSignal): Promise<Page> {
    const key = keyOf(query);
    return this.#request(key, signal, this.#pageOf(query), (slip, page) => {
      const answer = this.#spoilt(slip, page, query);
      // An answer that comes after it was given up is one the engine never reads.
      if (!signal.aborted) {
        const walk = query.cursor === undefined ? [] : (this.lastWalk.get(key) ?? []);
        // What is asked for behind an end of an earlier reading is no part of this one.
        if (query.cursor === undefined || walk.some(({ next }) => next?.key === query.cursor?.key)) {
          walk.push(answer);
        }
        this.lastWalk.set(key, walk);
      }
      return answer;
    });
  }

  async detail(): Promise<TaskDetail> {
    return { text: '{}', value: {} };
  }

  lookUp(ids: readonly string[], signal: AbortSignal): Promise<readonly Task[]> {
    const found = (): Task[] =>
      ids.flatMap((id) => {
        const task = this.#store.find(id);
        const ended = task !== undefined && statusOf(task) === 'FINISH';
        return task === undefined ? [] : { ...this.#listed(task), failed: ended ? task.fails : undefined };
      });
    return this.#request('lookUp', signal, found, (slip, tasks) => {
      refuse(slip);
      return tasks;
    });
  }

  #request<T>(
    of: string,
    signal: AbortSignal,
    read: () => T,
    spoil: (slip: Slip, answer: T) => T,
  ): Promise<T> {
    this.requests++;
    return new Promise((resolve, reject) => {
      const done = (): void => {
        this.pending.splice(this.pending.indexOf(request), 1);
        signal.removeEventListener('abort', abort);
      };
      const abort = (): void => {
        done();
        reject(signal.reason);
      };
      const request: PendingRequest = {
        of,
        signal,
        answer: (slip) => {
          done();
          try {
            resolve(spoil(slip, read()));
          } catch (error) {
            reject(error);
          }
        },
      };
      this.pending.push(request);
      if (!this.ignoresAbort) {
        signal.addEventListener('abort', abort);
      }
    });
  }

  /** Every second page is read when it is asked for, so that it comes late; the others when it is answered. */
  #pageOf(query: ListQuery): () => Page {
    if (this.requests % 2 === 0) {
      return () => this.#page(query);
    }
    try {
      const page = this.#page(query);
      return () => page;
    } catch (error) {
      return () => {
        throw error;
      };
    }
  }

  #page({ status, failed: part, limit, cursor }: ListQuery): Page {
    const [generation, after] = cursor === undefined ? [] : cursor.key.split('/').map(Number);
    if (generation !== undefined && generation !== this.#tokens) {
      throw failure('caller', 'InvalidParameterValue');
    }
    const all = this.#store.withStatus(status);
    const accept = (task: DemoTask): boolean => part === undefined || task.fails === part;
    const { tasks, more } = newestFirst(all, { limit, after, accept });
    const last = tasks.at(-1)?.seq ?? after;
    const insists = this.#insists && last !== undefined;
    return {
      tasks: tasks.map((task) => ({ ...this.#listed(task), failed: part })),
      malformed: [],
      next: more || insists ? { key: `${this.#tokens}/${last}` } : undefined,
      total: this.#options.insists ? undefined : [...all.newestFirst()].filter(accept).length,
      requestId: undefined,
    };
  }

  #spoilt(slip: Slip, page: Page, query: ListQuery): Page {
    refuse(slip);
    switch (slip) {
      case 'emptyPage':
        return page.next === undefined && page.total === undefined ? page : { ...page, tasks: [] };
      case 'stuckPage':
        return query.cursor === undefined ? page : { ...page, tasks: [], next: query.cursor };
      case 'repeatedCursor':
        return query.cursor === undefined ? page : { ...page, next: query.cursor };
      case 'repeatedPage': {
        const [first] = this.lastWalk.get(keyOf(query)) ?? [];
        const isThere = first?.tasks.some((task) => this.truth(keyOf(query)).includes(task.id)) ?? false;
        return first === undefined || query.cursor === undefined || page.next === undefined || !isThere
          ? page
          : { ...page, tasks: first.tasks };
      }
      case 'malformed': {
        const raw = this.#slips++ % 2 === 0 ? null : { at: this.#slips };
        const index = this.#slips % (page.tasks.length + 1);
        return { ...page, malformed: [{ reason: 'no TaskId', raw, index }] };
      }
      case 'duplicate':
        return { ...page, tasks: [...page.tasks, ...page.tasks.slice(0, 1)] };
      default:
        return page;
    }
  }

  #tasks(key: string): DemoTask[] {
    const [status = '', part] = key.split('/');
    const listedUnder = status === strange ? 'PROCESSING' : status;
    const isThere = (task: DemoTask): boolean =>
      this.#listed(task).status === status &&
      (status !== 'FINISH' || !this.#options.splits || task.fails === (part !== undefined));
    return [...this.#store.withStatus(listedUnder).newestFirst()].filter(isThere);
  }

  /** One in seven running tasks says of itself that it has a status nobody knows. */
  #listed(task: DemoTask): Task {
    const status = statusOf(task);
    const { undated, unsorted } = this.#options;
    const shift = unsorted ? ((task.seq * 7919) % 600) * second : 0;
    return {
      id: task.id,
      status: status === 'PROCESSING' && task.seq % 7 === 3 ? strange : status,
      type: task.template.type,
      subtypes: task.template.subtypes,
      createdAt: undated && task.seq % 5 === 2 ? undefined : createdAt(task) + shift,
      startedAt: undefined,
      finishedAt: undefined,
      failed: undefined,
    };
  }
}

/** A task's course takes minutes; one in ten is never done. */
function demoTask(seed: number, seq: number, created: number): DemoTask {
  const random = new Random(seed, seq);
  const begins = created + second + random.around(120 * second);
  const ends = random.chance(0.9) ? begins + second + random.around(240 * second) : Number.POSITIVE_INFINITY;
  return {
    seq,
    id: `t${seq}`,
    template: { type: 'WorkflowTask', subtypes: ['action-trans'] },
    fails: random.chance(0.2),
    subject: 'input.mp4',
    course: ['WAITING', 'PROCESSING', 'FINISH'],
    times: [created, begins, ends],
    step: 0,
  };
}

function keyOf({ status, failed: part }: ListQuery): string {
  return part === true ? `${status}/failed` : status;
}

function refuse(slip: Slip): void {
  switch (slip) {
    case 'transient':
      throw failure('transient', 'HTTP 503');
    case 'throttled':
      throw failure('throttled', 'RequestLimitExceeded');
    case 'unreadable':
      throw failure('answer', 'UnreadableAnswer');
  }
}

function failure(kind: CloudErrorKind, code: string): CloudError {
  return new CloudError({ kind, code, message: 'as the test wants it' });
}
