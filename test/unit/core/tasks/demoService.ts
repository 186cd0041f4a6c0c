import { CloudError, type CloudErrorKind } from '../../../../src/core/model/errors.ts';
import type { MalformedItem, StatusKind, Task } from '../../../../src/core/model/task.ts';
import type { ListQuery, Page, TaskDetail, TaskService } from '../../../../src/core/providers/service.ts';
import { Arrivals } from '../../../../src/demo/arrivals.ts';
import { newestFirst } from '../../../../src/demo/pages.ts';
import { Random } from '../../../../src/demo/random.ts';
import { createdAt, type DemoTask, statusOf } from '../../../../src/demo/task.ts';
import { TaskStore } from '../../../../src/demo/taskStore.ts';

const second = 1000;

export const strange = 'REVIEWING';

const statuses: readonly StatusKind[] = [
  { status: 'WAITING', name: 'Waiting', stage: 'waiting', mood: 'neutral' },
  { status: 'PROCESSING', name: 'Processing', stage: 'running', mood: 'neutral' },
  { status: 'FINISH', name: 'Finished', stage: 'done', mood: 'good' },
];

/** What a service may do with one answer. */
export type Slip =
  | 'none'
  | 'transient'
  | 'throttled'
  | 'unreadable'
  | 'repeatedCursor'
  | 'repeatedPage'
  | 'malformed'
  | 'duplicate';

/** A request that waits for its answer. */
export interface PendingRequest {
  readonly status: string;
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
  readonly deaf: boolean;
}

/** The demo cloud's tasks, served as the engine sees a service; requests are answered when the test says so. */
export class DemoService implements TaskService {
  readonly key = 'demo';
  readonly name = 'Demo';
  readonly place = 'test';
  readonly statuses = statuses;
  readonly consoleUrl = undefined;
  readonly pending: PendingRequest[] = [];
  /** By status: the answers to the first page that was asked for the last time, and to those behind it. */
  readonly lastWalk = new Map<string, Page[]>();
  readonly deaf: boolean;
  requests = 0;
  readonly #now: () => number;
  readonly #store: TaskStore;
  readonly #truth = new Map<string, readonly string[]>();
  #truthAt = 0;
  readonly #insists: boolean;
  #tokens = 0;
  #slips = 0;

  constructor({ now, seed, size, insists, deaf }: DemoServiceOptions) {
    this.#now = now;
    this.#insists = insists;
    this.deaf = deaf;
    this.#store = new TaskStore({
      now,
      window: 3600 * second,
      arrivals: new Arrivals({ window: 3600 * second, size, interval: 20 * second, live: true }, now(), seed),
      create: (seq, created) => demoTask(seed, seq, created),
    });
  }

  /** What a complete list would be now, newest first. */
  truth(status: string): readonly string[] {
    if (this.#truthAt !== this.#now()) {
      this.#truthAt = this.#now();
      this.#truth.clear();
    }
    let ids = this.#truth.get(status);
    if (ids === undefined) {
      ids = this.#tasks(status).map((task) => task.id);
      this.#truth.set(status, ids);
    }
    return ids;
  }

  /** Makes every token refused that was handed out so far. */
  forgetTokens(): void {
    this.#tokens++;
  }

  list(query: ListQuery, signal: AbortSignal): Promise<Page> {
    return this.#request(query.status, signal, this.#pageOf(query), (slip, page) => {
      const answer = this.#spoilt(slip, page, query);
      // An answer that comes after it was given up is one the engine never reads.
      if (!signal.aborted) {
        if (query.cursor === undefined) {
          this.lastWalk.set(query.status, []);
        }
        this.lastWalk.get(query.status)?.push(answer);
      }
      return answer;
    });
  }

  async detail(): Promise<TaskDetail> {
    return { text: '{}', value: {} };
  }

  failedAmong(tasks: readonly Task[], signal: AbortSignal): Promise<ReadonlySet<string>> {
    const failed = tasks.filter((task) => this.#store.find(task.id)?.fails).map((task) => task.id);
    return this.#request(
      'FINISH',
      signal,
      () => new Set(failed),
      (_, answer) => answer,
    );
  }

  #request<T>(
    status: string,
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
        status,
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
      if (!this.deaf) {
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

  #page({ status, limit, cursor }: ListQuery): Page {
    const [generation, after] = cursor === undefined ? [] : cursor.key.split('/').map(Number);
    if (generation !== undefined && generation !== this.#tokens) {
      throw failure('caller', 'InvalidParameterValue');
    }
    const { tasks, more } = newestFirst(this.#store.withStatus(status), { limit, after });
    const last = tasks.at(-1)?.seq ?? after;
    const insists = this.#insists && last !== undefined;
    return {
      tasks: tasks.map(listed),
      malformed: [],
      next: more || insists ? { key: `${this.#tokens}/${last}` } : undefined,
      total: this.#store.withStatus(status).size,
      requestId: undefined,
    };
  }

  #spoilt(slip: Slip, page: Page, query: ListQuery): Page {
    switch (slip) {
      case 'transient':
        throw failure('transient', 'HTTP 503');
      case 'throttled':
        throw failure('throttled', 'RequestLimitExceeded');
      case 'unreadable':
        throw failure('answer', 'UnreadableAnswer');
      case 'repeatedCursor':
        return query.cursor === undefined ? page : { ...page, next: query.cursor };
      case 'repeatedPage': {
        const [first] = this.lastWalk.get(query.status) ?? [];
        const isThere = first?.tasks.some((task) => this.truth(query.status).includes(task.id)) ?? false;
        return first === undefined || query.cursor === undefined || page.next === undefined || !isThere
          ? page
          : { ...page, tasks: first.tasks };
      }
      case 'malformed': {
        const item: MalformedItem = { reason: 'no TaskId', raw: { at: this.#slips++ }, index: 0 };
        return { ...page, malformed: [item] };
      }
      case 'duplicate':
        return { ...page, tasks: [...page.tasks, ...page.tasks.slice(0, 1)] };
      default:
        return page;
    }
  }

  #tasks(status: string): DemoTask[] {
    const listedUnder = status === strange ? 'PROCESSING' : status;
    return [...this.#store.withStatus(listedUnder).newestFirst()].filter(
      (task) => listed(task).status === status,
    );
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

/** One in seven running tasks says of itself that it has a status nobody knows. */
function listed(task: DemoTask): Task {
  const status = statusOf(task);
  return {
    id: task.id,
    status: status === 'PROCESSING' && task.seq % 7 === 3 ? strange : status,
    type: task.template.type,
    subtypes: task.template.subtypes,
    createdAt: createdAt(task),
    startedAt: undefined,
    finishedAt: undefined,
    failed: undefined,
  };
}

function failure(kind: CloudErrorKind, code: string): CloudError {
  return new CloudError({ kind, code, message: 'as the test wants it' });
}
