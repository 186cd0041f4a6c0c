import type { Clock } from '../model/clock.ts';
import type { CloudError } from '../model/errors.ts';
import type { Instant, StatusKind } from '../model/task.ts';
import type { TaskService } from '../providers/service.ts';
import type { Traveller } from './arrivals.ts';
import { FailureMarks } from './failureMarks.ts';
import type { GroupOwner } from './groupOwner.ts';
import { GroupReader } from './groupReader.ts';
import { GroupWork } from './groupWork.ts';
import type { ListEnd } from './listEnd.ts';
import type { RowSequence } from './rowSequence.ts';
import type { TaskEntry, UnreadableEntry } from './taskEntry.ts';
import { unlessAborted } from './unlessAborted.ts';

export interface ListOptions {
  readonly clock: Clock;
  /** Entries per request. */
  readonly pageSize: () => number;
  /** Where paging stops although the cloud offers more. */
  readonly maxPages: number;
  /** How many pages one refresh may read until it meets rows it knows. */
  readonly maxRefreshPages: number;
}

export interface Failure {
  readonly error: CloudError;
  /** What failed: reading the list from the top, or its next page. */
  readonly during: 'refresh' | 'more';
  readonly at: Instant;
}

export type Phase = 'idle' | 'loading' | 'loaded' | 'failed';

/**
 * The tasks of one status: a list that is loaded page by page, kept through failures, and merged on refresh.
 * At most one request is in flight; asking twice joins, a refresh supersedes.
 */
export class TaskGroup {
  readonly kind: StatusKind;
  /** False for a status the service does not let one ask for: its rows come from other groups' pages. */
  readonly listed: boolean;
  readonly #owner: GroupOwner;
  readonly #reader: GroupReader;
  readonly #marks: FailureMarks;
  readonly #work: GroupWork;
  #watched = false;

  constructor(owner: GroupOwner, kind: StatusKind, listed: boolean) {
    this.#owner = owner;
    this.kind = kind;
    this.listed = listed;
    this.#reader = new GroupReader(this, owner);
    this.#marks = new FailureMarks(owner.service, (entry) => owner.rowChanged(entry));
    this.#work = new GroupWork(this, owner, this.#reader, this.#marks);
  }

  get service(): TaskService {
    return this.#owner.service;
  }

  get rows(): RowSequence<TaskEntry> {
    return this.#reader.list.rows;
  }

  get unreadable(): Iterable<UnreadableEntry> {
    return this.#reader.unreadable;
  }

  get phase(): Phase {
    if (this.#work.isAsked) {
      return 'loading';
    }
    if (this.failure !== undefined) {
      return 'failed';
    }
    return this.readAt === undefined && this.listed ? 'idle' : 'loaded';
  }

  get failure(): Failure | undefined {
    return this.#work.failure;
  }

  /** When the list was last read from its top. */
  get readAt(): Instant | undefined {
    return this.#reader.readAt;
  }

  get hasMore(): boolean {
    return this.#reader.hasMore;
  }

  /** Whether there are pages nobody has read of tasks that are not done yet. */
  get hasUnseen(): boolean {
    return this.kind.stage !== 'done' && this.hasMore;
  }

  /** Why there is no more; `undefined` while there is, or while nothing has been read. */
  get end(): ListEnd | undefined {
    return this.#reader.list.position.end;
  }

  /** How many tasks the service says there are. A hint. */
  get total(): number | undefined {
    return this.#reader.total;
  }

  get watched(): boolean {
    return this.#watched;
  }

  /** Whether a person can see the rows: what only serves the eye, or the next click, waits until then. */
  set watched(watched: boolean) {
    this.#watched = watched;
    this.#work.tend();
  }

  /** Reads the first page unless it was read, or failed, before. */
  open(): Promise<void> {
    if (this.readAt === undefined && this.#work.steps.expects('refresh')) {
      return this.#work.steps.want('refresh');
    }
    return this.phase === 'idle' ? this.refresh() : Promise.resolve();
  }

  /** Reads again from the top. A read under way starts over; a page that was asked for is fetched afterwards. */
  refresh(): Promise<void> {
    if (!this.listed) {
      return Promise.resolve();
    }
    this.#reader.ask();
    return this.#work.refresh();
  }

  /** Reads again from the top unasked: not while anything is under way, and no deeper than it takes. */
  refreshQuietly(): Promise<void> {
    return this.phase !== 'loading' && this.readAt !== undefined && this.listed
      ? this.#work.glance()
      : Promise.resolve();
  }

  loadMore(): Promise<void> {
    if (!this.hasMore) {
      return this.failure === undefined ? Promise.resolve() : this.refresh();
    }
    return this.#work.loadMore();
  }

  /** Does again what has failed. */
  retry(): Promise<void> {
    return this.failure?.during === 'more' ? this.loadMore() : this.refresh();
  }

  /** Pages to the end, or to `cap` rows. Stops at the first failure, which the group then shows. */
  async loadAll(cap: number, signal: AbortSignal, onProgress: (loaded: number) => void): Promise<void> {
    const stop = (): void => this.#work.cancelMore();
    signal.addEventListener('abort', stop, { once: true });
    try {
      await unlessAborted(this.open(), signal);
      while (this.hasMore && this.rows.size < cap && !signal.aborted) {
        const { failure } = this;
        const { position } = this.#reader.list;
        await unlessAborted(this.loadMore(), signal);
        const failed = this.failure !== undefined && this.failure !== failure;
        if (signal.aborted || failed || this.#reader.list.position === position) {
          return;
        }
        onProgress(this.rows.size);
      }
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** Takes a row that another group's page has brought. */
  adopt(entry: TaskEntry): void {
    this.#reader.list.adopt(entry);
    this.noteNew(entry);
    this.#owner.groupChanged(this);
  }

  /** Remembers a row that this group's page has brought, but that is shown in a group without a list. */
  brought(entry: TaskEntry): void {
    this.#reader.strays.add(entry);
  }

  /** Lets a row go that is shown elsewhere from now on. */
  release(entry: TaskEntry): void {
    this.#reader.list.remove(entry);
    this.#owner.groupChanged(this);
  }

  /** A row is about to be shown here for the first time. */
  noteNew(entry: TaskEntry): void {
    if (this.kind.stage === 'done') {
      this.#marks.add(entry);
    }
  }

  /** A task has left an earlier list, and may be in this one by now. */
  expectArrival(task: Traveller): void {
    if (this.listed && this.readAt !== undefined) {
      this.#reader.arrivals.await(task);
    }
  }

  settleArrival(taskId: string): void {
    this.#reader.arrivals.settle(taskId);
  }

  /** Looks for the tasks that are expected and have not turned up. */
  lookForArrivals(): Promise<void> {
    return this.#reader.arrivals.isEmpty ? Promise.resolve() : this.#work.steps.wantAnew('look');
  }

  noteUnseen(): void {
    this.#reader.noteUnseen();
  }

  dispose(): void {
    this.#work.steps.dispose();
  }
}
