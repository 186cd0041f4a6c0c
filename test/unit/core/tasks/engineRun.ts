import { isTask } from '../../../../src/core/tasks/listRows.ts';
import { ServiceTasks } from '../../../../src/core/tasks/serviceTasks.ts';
import type { StatusList } from '../../../../src/core/tasks/statusList.ts';
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
  readonly ignoresAbort: boolean;
  readonly splits: boolean;
  readonly undated: boolean;
  readonly unsorted: boolean;
}

/** So few rows to a chunk that short lists reach splits. */
const chunkSize = 4;

/** The engine on the demo cloud's tasks, driven action by action; looks after each whether everything is right. */
export class EngineRun {
  readonly #clock = new FakeClock();
  readonly #cloud: DemoService;
  readonly #tasks: ServiceTasks;
  /** Whether refreshes read as far as they want: otherwise rows may be out of date further down. */
  readonly #unlimited: boolean;
  /**
   * Whether every task has an age and the lists are in its order. In others, a row that moved is told from one that
   * went by what came around it, and a row that another list brought has no place of its own, which can be wrong
   * until their page is read again: of those, what was read is held against the cloud.
   */
  readonly #isSorted: boolean;
  #stop = new AbortController();
  #promises = 0;
  #settled = 0;
  #requestsAtRemoval: number | undefined;
  #loaded = new Map<string, string>();

  constructor({ pageSize, maxRefreshPages, ...cloud }: World) {
    this.#unlimited = maxRefreshPages >= 100;
    this.#isSorted = !cloud.undated && !cloud.unsorted;
    this.#cloud = new DemoService({ ...cloud, now: () => this.#clock.now() });
    this.#tasks = new ServiceTasks(this.#cloud, {
      clock: this.#clock,
      pageSize: () => pageSize,
      maxPages: 500,
      maxRefreshPages,
      chunkSize,
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
      this.#checkTruth();
      for (const group of this.#tasks.groups) {
        this.#track(group.loadAll(10_000, this.#stop.signal, () => {}));
      }
      await this.#answerAll();
      this.#checkWhole(known);
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

  #group(index: number): StatusList {
    return this.#tasks.groups[index % this.#tasks.groups.length] as StatusList;
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
      const { name } = group.kind;
      const inFlight = this.#cloud.pending.filter(({ of }) => of === group.key).length;
      must(inFlight <= 1, `${inFlight} requests in flight for ${name}`);
      must(group.phase !== 'loading' || inFlight === 1, `${name} waits for nothing`);
      this.#checkNothingLost(group, loaded);
    }
    for (const id of this.#loaded.keys()) {
      must(loaded.has(id) || this.#tasks.find(id) === undefined, `${id} is indexed, but in no group`);
    }
    if (this.#requestsAtRemoval !== undefined) {
      must(this.#cloud.requests === this.#requestsAtRemoval, 'a request after the removal');
      must(this.#cloud.ignoresAbort || this.#cloud.pending.length === 0, 'a request outlives the account');
    }
    this.#loaded = loaded;
  }

  /** Every row is indexed, is in the chunk it says, and appears once in the whole tree; the chunks add up. */
  #checkRows(group: StatusList, loaded: Map<string, string>): void {
    let size = 0;
    for (const chunk of group.rows.chunks) {
      must(chunk.rows.length > 0, `an empty chunk in ${group.kind.name}`);
      must(chunk.rows.length <= 2 * chunkSize, `a chunk of ${chunk.rows.length} rows in ${group.kind.name}`);
      for (const row of chunk.rows) {
        must(row.chunk === chunk && row.list === group, `a row of ${group.kind.name} is elsewhere`);
        size++;
        if (!isTask(row)) {
          continue;
        }
        const { id, status } = row.task;
        must(this.#tasks.find(id) === row, `the index has another row for ${id}`);
        must(status === group.kind.status, `${id} is ${status}, but in ${group.kind.name}`);
        must(!loaded.has(id), `${id} appears twice`);
        loaded.set(id, group.key);
      }
    }
    must(group.rows.size === size, `${group.kind.name} has ${size} rows and counts ${group.rows.size}`);
  }

  /** What was there and what the cloud still has under that status is there, or being looked up, in the cloud's order. */
  #checkNothingLost(group: StatusList, loaded: ReadonlyMap<string, string>): void {
    const { key, kind, listed } = group;
    const truth = this.#truth(group);
    for (const id of truth) {
      const was = this.#loaded.get(id) === key;
      const isAskedFor = this.#tasks.store.get(id) !== undefined;
      must(
        !was || loaded.get(id) === key || isAskedFor || !this.#isSorted,
        `${id} is lost from ${kind.name}`,
      );
    }
    if (listed && this.#isSorted) {
      // Of two that were created in the same moment, only the page that lists them tells which is first.
      const current = new Set(truth);
      const shown = idsOf(group).filter((id) => current.has(id));
      const ages = shown.map((id) => this.#cloud.created(id));
      must(
        ages.every((age, index) => age <= (ages[index - 1] ?? age)),
        `order of ${kind.name}: [${shown}]`,
      );
    }
  }

  /** What a complete group would show: where failed tasks have no list, the others are those not known to have failed. */
  #truth({ key }: StatusList): readonly string[] {
    const truth = this.#cloud.truth(key);
    return key === 'FINISH' && !this.#cloud.splits
      ? truth.filter((id) => this.#tasks.store.get(id)?.task.failed !== true)
      : truth;
  }

  /** What the last reading has read is what the cloud has. */
  #checkTruth(): void {
    const walks = this.#cloud.lastWalk;
    for (const group of this.#read) {
      const { name, stage } = group.kind;
      const { failure } = group;
      const tellsOfNextPage = failure?.during === 'more' && group.hasMore;
      must(failure === undefined || tellsOfNextPage, `${name} has failed: ${failure?.error.summary}`);
      const truth = this.#truth(group);
      const shown = idsOf(group);
      const walked = new Set(walks.get(group.key)?.flatMap(({ tasks }) => tasks.map(({ id }) => id)));
      const read = truth.filter((id) => walked.has(id));
      // Where age does not tell the order, a row that another list brought may stand among them.
      const among = this.#isSorted ? shown.slice(0, read.length) : shown.filter((id) => walked.has(id));
      mustEqual(among, read, `${name} as read`);
      if (this.#unlimited && this.#isSorted && stage !== 'done') {
        mustEqual(shown, truth.slice(0, shown.length), `all of ${name}`);
      }
      const isShort = group.end === 'short' && (group.total ?? 0) > group.rows.size;
      must(group.hasMore || group.end === 'complete' || isShort, `${name} ended by ${group.end}`);
    }
    const strangers = this.#cloud.truth(strange);
    const group = this.#tasks.groups.find(({ kind }) => kind.status === strange);
    const stale = (group === undefined ? [] : idsOf(group)).filter((id) => !strangers.includes(id));
    must(!this.#unlimited || !this.#isSorted || stale.length === 0, `${stale} are no longer ${strange}`);
    const read = new Set(walks.get('PROCESSING')?.flatMap(({ tasks }) => tasks.map(({ id }) => id)));
    for (const id of strangers.filter((stranger) => read.has(stranger))) {
      must(this.#tasks.find(id)?.list.kind.status === strange, `${id} is not shown as ${strange}`);
    }
  }

  /**
   * Read to the end, the lists are what the cloud has. Excused are a task that ended deep in a list of ended ones while
   * it was shown nowhere, and one that has aged out of the cloud since its page was read.
   */
  #checkWhole(known: ReadonlyMap<string, string>): void {
    for (const group of this.#read) {
      const { name, stage } = group.kind;
      const truth = this.#truth(group);
      const shown = idsOf(group);
      const listed = new Set(shown);
      const unread = new Set(
        this.#tasks.groups.filter((other) => other.listed && other.readAt === undefined),
      );
      const isEnd = !group.hasMore || group.end === 'inDoubt';
      must(isEnd || !this.#unlimited, `${name} does not end`);
      if (!this.#isSorted) {
        continue;
      }
      const missing = truth.filter((id) => !listed.has(id) && known.has(id));
      must(!this.#unlimited || unread.size > 0 || missing.length === 0, `${missing} are missing in ${name}`);
      const current = new Set(truth);
      const surplus = shown.filter((id) => !current.has(id));
      const isCurrent = this.#unlimited || stage === 'done';
      must(
        !isCurrent || !surplus.some((id) => this.#cloud.has(id)),
        `${surplus} are not in ${name} any more`,
      );
      if (this.#unlimited && stage !== 'done') {
        mustEqual(shown, truth, `the whole of ${name}`);
      }
    }
  }

  get #read(): readonly StatusList[] {
    return this.#tasks.groups.filter(({ listed, readAt }) => listed && readAt !== undefined);
  }
}

function idsOf({ rows }: StatusList): string[] {
  return [...rows].filter(isTask).map(({ task }) => task.id);
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
