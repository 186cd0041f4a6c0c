import type { Clock } from '../clouds/clock.ts';
import { CloudError } from '../clouds/errors.ts';
import type { Page, TaskService } from '../clouds/service.ts';
import type { Instant, MalformedItem, StatusKind, Task } from '../clouds/task.ts';
import { Walk } from './listWalk.ts';
import { type ListEnd, MergedList } from './mergedList.ts';
import type { RowSequence } from './rowSequence.ts';
import { StepQueue } from './stepQueue.ts';
import { type TaskEntry, UnreadableEntry } from './taskEntry.ts';

export interface ListOptions {
  readonly clock: Clock;
  /** Entries per request, read anew for every list that starts. */
  readonly pageSize: () => number;
  /** Where paging stops although the cloud offers more. */
  readonly maxPages: number;
  /** How many pages one refresh may read until it meets rows it knows. */
  readonly maxRefreshPages: number;
}

/** What a group asks of the service it belongs to. */
export interface GroupOwner {
  readonly service: TaskService;
  readonly options: ListOptions;
  /** The row a sighted task is shown in, if that is in `group`. */
  sight(task: Task, group: TaskGroup): TaskEntry | undefined;
  find(taskId: string): TaskEntry | undefined;
  forget(entry: TaskEntry): void;
  groupChanged(group: TaskGroup): void;
  rowChanged(entry: TaskEntry): void;
}

export interface Failure {
  readonly error: CloudError;
  /** What failed: reading the list from the top, or its next page. */
  readonly during: 'refresh' | 'more';
  readonly at: Instant;
}

export type Phase = 'idle' | 'loading' | 'loaded' | 'failed';

type Step = 'refresh' | 'more' | 'mark' | 'ahead';

/** A page fetched ahead is shown as it was read; older than this it is read again. */
const aheadKeepsMs = 30_000;
const markAtOnce = 100;

/**
 * The tasks of one status: a list that is loaded page by page, kept through failures, and merged on refresh.
 * At most one request is in flight; asking twice joins, a refresh supersedes.
 */
export class TaskGroup {
  readonly kind: StatusKind;
  /** False for a status the service does not let one ask for: its rows come from other groups' pages. */
  readonly listed: boolean;
  readonly #owner: GroupOwner;
  readonly #list = new MergedList<TaskEntry>();
  readonly #unreadable = new Map<string, UnreadableEntry>();
  readonly #steps: StepQueue<Step>;
  #failure: Failure | undefined;
  #readAt: Instant | undefined;
  #total: number | undefined;
  #ahead: { readonly key: string; readonly page: Page; readonly at: Instant } | undefined;
  #pagesRead = 0;
  #watched = false;
  #unmarked: TaskEntry[] = [];
  readonly #strays = new Set<TaskEntry>();

  constructor(owner: GroupOwner, kind: StatusKind, listed: boolean) {
    this.#owner = owner;
    this.kind = kind;
    this.listed = listed;
    this.#steps = new StepQueue(
      ['refresh', 'more', 'mark', 'ahead'],
      (step, signal) => this.#perform(step, signal),
      (step) => this.#settled(step),
    );
    this.#list.onGone = (entry) => this.#owner.forget(entry);
  }

  get service(): TaskService {
    return this.#owner.service;
  }

  get rows(): RowSequence<TaskEntry> {
    return this.#list.rows;
  }

  get unreadable(): Iterable<UnreadableEntry> {
    return this.#unreadable.values();
  }

  get phase(): Phase {
    if (this.#steps.expects('refresh') || this.#steps.expects('more')) {
      return 'loading';
    }
    if (this.#failure !== undefined) {
      return 'failed';
    }
    return this.#readAt === undefined && this.listed ? 'idle' : 'loaded';
  }

  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** When the list was last read from its top. */
  get readAt(): Instant | undefined {
    return this.#readAt;
  }

  get hasMore(): boolean {
    return this.#list.position.next !== undefined && this.#list.position.end === undefined;
  }

  /** Why there is no more; `undefined` while there is, or while nothing has been read. */
  get end(): ListEnd | undefined {
    return this.#list.position.end;
  }

  /** How many tasks the service says there are. A hint. */
  get total(): number | undefined {
    return this.#total;
  }

  /** Whether a person can see the rows: what only serves the eye, or the next click, waits until then. */
  set watched(watched: boolean) {
    this.#watched = watched;
    this.#tendRows();
  }

  /** Reads the first page unless it was read, or failed, before. */
  open(): Promise<void> {
    if (this.phase === 'idle') {
      return this.refresh();
    }
    const reading = this.#readAt === undefined && this.#steps.expects('refresh');
    return reading ? this.#steps.want('refresh') : Promise.resolve();
  }

  /** Reads again from the top. A read under way starts over; a page that was asked for is fetched afterwards. */
  refresh(): Promise<void> {
    if (!this.listed) {
      return Promise.resolve();
    }
    this.#steps.interrupt('refresh', 'more', 'mark', 'ahead');
    const refreshed = this.#steps.want('refresh');
    this.#owner.groupChanged(this);
    return refreshed;
  }

  /** The same, but only when nothing is under way: for refreshes nobody asked for. */
  refreshQuietly(): Promise<void> {
    return this.#steps.running === undefined && this.#readAt !== undefined
      ? this.refresh()
      : Promise.resolve();
  }

  loadMore(): Promise<void> {
    if (!this.hasMore) {
      return this.#failure === undefined ? Promise.resolve() : this.refresh();
    }
    this.#steps.interrupt('mark');
    const loaded = this.#steps.want('more');
    this.#owner.groupChanged(this);
    return loaded;
  }

  /** Does again what has failed. */
  retry(): Promise<void> {
    return this.#failure?.during === 'more' ? this.loadMore() : this.refresh();
  }

  /** Pages to the end, or to `cap` rows. Stops at the first failure, which the group then shows. */
  async loadAll(cap: number, signal: AbortSignal, onProgress: (loaded: number) => void): Promise<void> {
    const stop = (): void => this.#steps.cancel('more');
    signal.addEventListener('abort', stop, { once: true });
    try {
      await this.open();
      while (this.hasMore && this.rows.size < cap && !signal.aborted) {
        await this.loadMore();
        onProgress(this.rows.size);
        if (this.#failure !== undefined) {
          return;
        }
      }
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** Takes a row that another group's page has brought. */
  adopt(entry: TaskEntry): void {
    const created = entry.task.createdAt ?? 0;
    this.#list.adopt(entry, (other) => (other.task.createdAt ?? 0) < created);
    this.#owner.groupChanged(this);
  }

  /** Remembers a row that this group's page has brought, but that is shown in another group. */
  brought(entry: TaskEntry): void {
    this.#strays.add(entry);
  }

  /** Lets a row go that is shown elsewhere from now on. */
  release(entry: TaskEntry): void {
    this.#list.remove(entry);
    this.#owner.groupChanged(this);
  }

  dispose(): void {
    this.#steps.dispose();
  }

  async #perform(step: Step, signal: AbortSignal): Promise<void> {
    try {
      await this.#stepOf(step)(signal);
      if (step === 'refresh' || this.#failure?.during === step) {
        this.#failure = undefined;
      }
    } catch (error) {
      if (!signal.aborted && (step === 'refresh' || step === 'more')) {
        this.#failure = { error: CloudError.of(error), during: step, at: this.#owner.options.clock.now() };
      }
    }
  }

  #settled(step: Step): void {
    if (step !== 'ahead') {
      this.#tendRows();
    }
    if (step === 'refresh' || step === 'more') {
      this.#owner.groupChanged(this);
    }
  }

  #stepOf(step: Step): (signal: AbortSignal) => Promise<void> {
    switch (step) {
      case 'refresh':
        return (signal) => this.#reread(signal);
      case 'more':
        return (signal) => this.#readOn(signal);
      case 'mark':
        return (signal) => this.#mark(signal);
      case 'ahead':
        return (signal) => this.#readAhead(signal);
    }
  }

  async #reread(signal: AbortSignal): Promise<void> {
    const { clock, maxPages, maxRefreshPages, pageSize } = this.#owner.options;
    const started = clock.now();
    const walk = new Walk(this.kind.status, pageSize(), maxPages);
    const depth = this.rows.size;
    do {
      walk.add(await this.service.list(walk.query, signal));
      signal.throwIfAborted();
    } while (
      walk.end === undefined &&
      depth > 0 &&
      walk.pages < maxRefreshPages &&
      !this.#meets(walk, depth)
    );
    const fresh = this.#sightAll(walk.tasks);
    if (walk.end !== undefined) {
      this.#unreadable.clear();
    }
    this.#keepUnreadable(walk.malformed);
    this.#list.restart(fresh, walk);
    this.#dropStrays(walk);
    this.#pagesRead = Math.max(this.#pagesRead, walk.pages);
    this.#total = walk.total;
    this.#readAt = started;
  }

  /**
   * Ended tasks stay as they are: a refresh has read enough once it meets one it knows.
   * The others leave the list from anywhere in it: all that is loaded is read again.
   */
  #meets(walk: Walk, depth: number): boolean {
    return this.kind.stage === 'done'
      ? walk.tasks.some((task) => this.#owner.find(task.id)?.group === this)
      : walk.tasks.length >= depth;
  }

  async #readOn(signal: AbortSignal): Promise<void> {
    const cursor = this.#list.position.next;
    if (cursor === undefined) {
      return;
    }
    const ahead = this.#ahead;
    this.#ahead = undefined;
    const fits = ahead?.key === cursor.key && this.#owner.options.clock.now() - ahead.at < aheadKeepsMs;
    try {
      const page = fits ? ahead.page : await this.service.list(this.#queryAt(cursor), signal);
      signal.throwIfAborted();
      this.#append(page, cursor.key);
    } catch (error) {
      if (!(error instanceof CloudError) || error.kind !== 'caller') {
        throw error;
      }
      // A refused ScrollToken is one the service no longer knows: only a walk from the top gets past it.
      this.#list.rewind();
      await this.#walkPastLeftovers(signal);
    }
  }

  async #walkPastLeftovers(signal: AbortSignal): Promise<void> {
    let added = 0;
    let cursor: Page['next'];
    do {
      const page = await this.service.list(this.#queryAt(cursor), signal);
      signal.throwIfAborted();
      added = this.#append(page, cursor?.key);
      cursor = this.#list.position.next;
    } while (this.hasMore && (this.#list.hasLeftovers || added === 0));
  }

  #queryAt(cursor: Page['next']): Parameters<TaskService['list']>[0] {
    return { status: this.kind.status, limit: this.#owner.options.pageSize(), cursor };
  }

  /** Returns how many rows the page has added. */
  #append(page: Page, key: string | undefined): number {
    this.#pagesRead++;
    const fresh = this.#sightAll(page.tasks);
    this.#keepUnreadable(page.malformed);
    const repeats =
      fresh.length > 0 &&
      fresh.length === page.tasks.length &&
      fresh.every((entry) => this.#list.isConfirmed(entry));
    const end = Walk.endOf(page, key, repeats, this.#pagesRead >= this.#owner.options.maxPages);
    this.#total = page.total ?? this.#total;
    return this.#list.append(fresh, { next: end === undefined ? page.next : undefined, end });
  }

  #sightAll(tasks: readonly Task[]): TaskEntry[] {
    const entries = new Set<TaskEntry>();
    for (const task of tasks) {
      const entry = this.#owner.sight(task, this);
      if (entry !== undefined) {
        entries.add(entry);
        if (entry.chunk === undefined && entry.task.failed === undefined) {
          this.#unmarked.push(entry);
        }
      }
    }
    return [...entries];
  }

  /** Rows shown elsewhere go when the stretch they were read from no longer has them. */
  #dropStrays(walk: Walk): void {
    const ids = new Set(walk.tasks.map((task) => task.id));
    const oldest = Math.min(...walk.tasks.map((task) => task.createdAt ?? Number.POSITIVE_INFINITY));
    for (const entry of this.#strays) {
      const inStretch = walk.end !== undefined || (entry.task.createdAt ?? 0) >= oldest;
      if (entry.chunk === undefined || (inStretch && !ids.has(entry.task.id))) {
        this.#strays.delete(entry);
        entry.group.release(entry);
        this.#owner.forget(entry);
      }
    }
  }

  #keepUnreadable(items: readonly MalformedItem[]): void {
    for (const item of items) {
      const key = `${item.reason} ${JSON.stringify(item.raw) ?? ''}`;
      if (!this.#unreadable.has(key)) {
        this.#unreadable.set(key, new UnreadableEntry(this, item, key));
      }
    }
  }

  #tendRows(): void {
    if (!this.#watched) {
      return;
    }
    if (this.kind.stage === 'done' && this.service.failedAmong !== undefined && this.#unmarked.length > 0) {
      void this.#steps.want('mark');
    }
    if (this.hasMore && this.#failure === undefined && this.#ahead?.key !== this.#list.position.next?.key) {
      void this.#steps.want('ahead');
    }
  }

  async #mark(signal: AbortSignal): Promise<void> {
    const batch = this.#unmarked.filter((entry) => entry.chunk !== undefined).slice(0, markAtOnce);
    try {
      const tasks = batch.map((entry) => entry.task);
      const failed = await this.service.failedAmong?.(tasks, signal);
      for (const entry of batch) {
        if (failed?.has(entry.task.id)) {
          entry.task = { ...entry.task, failed: true };
          this.#owner.rowChanged(entry);
        }
      }
    } finally {
      if (!signal.aborted) {
        const done = new Set(batch);
        this.#unmarked = this.#unmarked.filter((entry) => entry.chunk !== undefined && !done.has(entry));
      }
    }
  }

  async #readAhead(signal: AbortSignal): Promise<void> {
    const cursor = this.#list.position.next;
    if (cursor !== undefined) {
      const page = await this.service.list(this.#queryAt(cursor), signal);
      signal.throwIfAborted();
      this.#ahead = { key: cursor.key, page, at: this.#owner.options.clock.now() };
    }
  }
}
