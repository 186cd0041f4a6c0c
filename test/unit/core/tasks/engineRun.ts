import { ServiceTasks } from '../../../../src/core/tasks/serviceTasks.ts';
import type { TaskEntry } from '../../../../src/core/tasks/taskEntry.ts';
import type { TaskGroup } from '../../../../src/core/tasks/taskGroup.ts';
import { FakeClock } from '../../fakeClock.ts';
import { DemoService, type Slip, strange } from './demoService.ts';

/** One thing that happens: what a person does, what time does, what the cloud does. */
export type Action =
  | { readonly does: 'openAll' | 'refreshAll' | 'cancelAll' | 'forgetTokens' | 'removeAccount' }
  | { readonly does: 'open' | 'loadMore' | 'refresh' | 'refreshQuietly' | 'retry'; readonly group: number }
  | { readonly does: 'loadAll'; readonly group: number; readonly cap: number }
  | { readonly does: 'watch'; readonly group: number; readonly seen: boolean }
  | { readonly does: 'wait'; readonly seconds: number }
  | { readonly does: 'answer'; readonly which: number; readonly slip: Slip };

export interface World {
  readonly seed: number;
  readonly size: number;
  readonly pageSize: number;
  readonly maxRefreshPages: number;
  readonly insists: boolean;
  readonly deaf: boolean;
}

/** The engine on the demo cloud's tasks, driven action by action; looks after each whether everything is right. */
export class EngineRun {
  readonly #clock = new FakeClock();
  readonly #cloud: DemoService;
  readonly #tasks: ServiceTasks;
  /** Whether refreshes read as far as they want: otherwise rows may be out of date further down. */
  readonly #unlimited: boolean;
  #stop = new AbortController();
  #promises = 0;
  #settled = 0;
  #requestsAtRemoval: number | undefined;
  #loaded = new Map<string, string>();

  constructor({ pageSize, maxRefreshPages, ...cloud }: World) {
    this.#unlimited = maxRefreshPages >= 100;
    this.#cloud = new DemoService({ ...cloud, now: () => this.#clock.now() });
    this.#tasks = new ServiceTasks(this.#cloud, {
      clock: this.#clock,
      pageSize: () => pageSize,
      maxPages: 500,
      maxRefreshPages,
    });
  }

  async perform(action: Action): Promise<void> {
    this.#do(action);
    await drained();
    this.#check();
  }

  /** No more faults: everything asked for is answered, and everything is read again. */
  async comeToRest(): Promise<void> {
    for (const group of this.#tasks.groups) {
      group.watched = false;
    }
    await this.#answerAll();
    if (this.#requestsAtRemoval === undefined) {
      const known = new Map(this.#loaded);
      this.#track(this.#tasks.refresh());
      await this.#answerAll();
      this.#checkTruth(known);
      const refreshed = new Map(this.#loaded);
      const open = new Set(this.#tasks.groups.filter(({ hasMore }) => hasMore));
      for (const group of this.#tasks.groups) {
        this.#track(group.loadAll(10_000, this.#stop.signal, () => {}));
      }
      await this.#answerAll();
      this.#checkWhole(known, refreshed, open);
    }
    must(this.#settled === this.#promises, `${this.#promises - this.#settled} promises never settle`);
  }

  #do(action: Action): void {
    switch (action.does) {
      case 'openAll':
        this.#track(this.#tasks.open());
        break;
      case 'refreshAll':
        this.#track(this.#tasks.refresh());
        break;
      case 'cancelAll':
        this.#stop.abort();
        this.#stop = new AbortController();
        break;
      case 'forgetTokens':
        this.#cloud.forgetTokens();
        break;
      case 'removeAccount':
        this.#tasks.dispose();
        this.#requestsAtRemoval ??= this.#cloud.requests;
        break;
      case 'loadAll':
        this.#track(this.#group(action.group).loadAll(action.cap, this.#stop.signal, () => {}));
        break;
      case 'watch':
        this.#group(action.group).watched = action.seen;
        break;
      case 'wait':
        this.#clock.pass(action.seconds * 1000);
        break;
      case 'answer':
        this.#cloud.pending[action.which % this.#cloud.pending.length]?.answer(action.slip);
        break;
      default:
        this.#track(this.#group(action.group)[action.does]());
    }
  }

  #group(index: number): TaskGroup {
    return this.#tasks.groups[index % this.#tasks.groups.length] as TaskGroup;
  }

  #track(promise: Promise<void>): void {
    this.#promises++;
    promise.then(() => this.#settled++);
  }

  async #answerAll(): Promise<void> {
    await drained();
    for (let turns = 0; this.#cloud.pending.length > 0; turns++) {
      must(turns < 5000, 'it never comes to rest');
      this.#cloud.pending[0]?.answer('none');
      await drained();
      this.#check();
    }
  }

  #check(): void {
    const loaded = new Map<string, string>();
    for (const group of this.#tasks.groups) {
      this.#checkRows(group, loaded);
      const { name, status } = group.kind;
      const inFlight = this.#cloud.pending.filter((request) => request.status === status).length;
      must(inFlight <= 1, `${inFlight} requests in flight for ${name}`);
      must(group.phase !== 'loading' || inFlight === 1, `${name} waits for nothing`);
      this.#checkNothingLost(group, loaded);
    }
    for (const id of this.#loaded.keys()) {
      must(loaded.has(id) || this.#tasks.find(id) === undefined, `${id} is indexed, but in no group`);
    }
    if (this.#requestsAtRemoval !== undefined) {
      must(this.#cloud.requests === this.#requestsAtRemoval, 'a request after the removal');
      must(this.#cloud.deaf || this.#cloud.pending.length === 0, 'a request outlives the account');
    }
    this.#loaded = loaded;
  }

  /** Every row is indexed, is in the chunk it says, and appears once in the whole tree; the chunks add up. */
  #checkRows(group: TaskGroup, loaded: Map<string, string>): void {
    let size = 0;
    for (const chunk of group.rows.chunks) {
      must(chunk.rows.length > 0, `an empty chunk in ${group.kind.name}`);
      for (const entry of chunk.rows) {
        const { id, status } = entry.task;
        must(entry.chunk === chunk && entry.group === group, `${id} is not where it says it is`);
        must(this.#tasks.find(id) === entry, `the index has another row for ${id}`);
        must(status === group.kind.status, `${id} is ${status}, but in ${group.kind.name}`);
        must(!loaded.has(id), `${id} appears twice`);
        loaded.set(id, status);
        size++;
      }
    }
    must(group.rows.size === size, `${group.kind.name} has ${size} rows and counts ${group.rows.size}`);
    const keys = [...group.unreadable].map(({ key }) => key);
    must(new Set(keys).size === keys.length, 'an unreadable entry appears twice');
  }

  /** What was there and what the cloud still has under that status is there, in the cloud's order. */
  #checkNothingLost({ kind, rows, listed }: TaskGroup, loaded: ReadonlyMap<string, string>): void {
    const truth = this.#cloud.truth(kind.status);
    for (const id of truth) {
      const was = this.#loaded.get(id) === kind.status;
      must(!was || loaded.get(id) === kind.status, `${id} is lost from ${kind.name}`);
    }
    if (listed) {
      const current = new Set(truth);
      const shown = idsOf(rows).filter((id) => current.has(id));
      const shownSet = new Set(shown);
      mustEqual(
        shown,
        truth.filter((id) => shownSet.has(id)),
        `order of ${kind.name}`,
      );
    }
  }

  /** What the last reading has read is what the cloud has; and nothing the tree knew of has gone astray. */
  #checkTruth(known: ReadonlyMap<string, string>): void {
    const walks = this.#cloud.lastWalk;
    for (const group of this.#tasks.groups.filter(({ listed, readAt }) => listed && readAt !== undefined)) {
      const { name, status, stage } = group.kind;
      const { failure } = group;
      const tellsOfNextPage = failure?.during === 'more' && group.hasMore;
      must(failure === undefined || tellsOfNextPage, `${name} has failed: ${failure?.error.summary}`);
      const truth = this.#cloud.truth(status);
      const shown = idsOf(group.rows);
      const walked = new Set(walks.get(status)?.flatMap(({ tasks }) => tasks));
      const read = [...walked].filter((task) => task.status === status).length;
      mustEqual(shown.slice(0, read), truth.slice(0, read), `${name} as read`);
      if (this.#unlimited && stage !== 'done') {
        mustEqual(shown, truth.slice(0, shown.length), `all of ${name}`);
      }
      must(
        group.hasMore || group.end === 'complete' || group.end === 'emptyPage',
        `${name} ended by ${group.end}`,
      );
      const loaded = new Set(shown);
      const depth = group.hasMore ? truth.findLastIndex((id) => loaded.has(id)) + 1 : truth.length;
      const astray = truth
        .slice(0, depth)
        .filter((id) => known.has(id) && this.#tasks.find(id) === undefined);
      must(!this.#unlimited || astray.length === 0, `${astray} went astray on the way to ${name}`);
    }
    const strangers = this.#cloud.truth(strange);
    const group = this.#tasks.groups.find(({ kind }) => kind.status === strange);
    const stale = idsOf(group?.rows ?? []).filter((id) => !strangers.includes(id));
    must(!this.#unlimited || stale.length === 0, `${stale} are no longer ${strange}`);
    const read = new Set(walks.get('PROCESSING')?.flatMap(({ tasks }) => tasks.map(({ id }) => id)));
    for (const id of strangers.filter((stranger) => read.has(stranger))) {
      must(this.#tasks.find(id)?.group.kind.status === strange, `${id} is not shown as ${strange}`);
    }
  }

  /**
   * Read to the end, the lists have everything the cloud has above what the last refresh found there, and
   * everything below what had been read by then: in between, tasks may have ended that were never seen before.
   */
  #checkWhole(
    known: ReadonlyMap<string, string>,
    refreshed: ReadonlyMap<string, string>,
    open: ReadonlySet<TaskGroup>,
  ): void {
    for (const group of this.#tasks.groups.filter(({ listed, readAt }) => listed && readAt !== undefined)) {
      const { name, status, stage } = group.kind;
      const truth = this.#cloud.truth(status);
      const shown = new Set(idsOf(group.rows));
      must(!group.hasMore || !this.#unlimited, `${name} does not end`);
      const top = truth.findIndex((id) => known.get(id) === status);
      const above = truth.slice(0, Math.max(top, 0)).filter((id) => !shown.has(id));
      must(above.length === 0, `${above} are missing on top of ${name}`);
      const bottom = truth.findLastIndex((id) => refreshed.get(id) === status);
      const below = truth.slice(bottom + 1).filter((id) => !shown.has(id));
      must(
        below.length === 0 || !open.has(group) || !this.#unlimited,
        `${below} are missing at the end of ${name}`,
      );
      if (this.#unlimited && stage !== 'done') {
        mustEqual([...shown], truth, `the whole of ${name}`);
      }
    }
  }
}

function idsOf(rows: Iterable<TaskEntry>): string[] {
  return Array.from(rows, (entry) => entry.task.id);
}

/** The library's own assertions cost too much for what is looked at a million times. */
function must(holds: boolean, otherwise: string): void {
  if (!holds) {
    throw new Error(otherwise);
  }
}

function mustEqual(actual: readonly string[], expected: readonly string[], what: string): void {
  if (actual.length !== expected.length || actual.some((id, index) => id !== expected[index])) {
    throw new Error(`${what}: [${actual}] instead of [${expected}]`);
  }
}

/** Lets everything happen that waits for no answer. */
function drained(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
