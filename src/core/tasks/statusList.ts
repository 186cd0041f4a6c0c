import type { Instant, StatusKind } from '../model/task.ts';
import type { TaskService } from '../providers/service.ts';
import type { ChunkedRows } from './chunkedRows.ts';
import type { ListEnd } from './listEnd.ts';
import type { ListOwner } from './listOwner.ts';
import { ListReader } from './listReader.ts';
import { isTask, type ListIdentity, type ListRow, type TaskRecord } from './listRows.ts';
import { type Failure, ListWork } from './listWork.ts';
import { unlessAborted } from './unlessAborted.ts';

export type Phase = 'idle' | 'loading' | 'loaded' | 'failed';

/**
 * The tasks of one group: a list that is loaded page by page, kept through failures, and merged on refresh.
 * At most one request is in flight; asking twice joins, a refresh supersedes.
 */
export class StatusList implements ListIdentity {
  readonly key: string;
  readonly kind: StatusKind;
  readonly service: TaskService;
  readonly #owner: ListOwner;
  readonly #reader: ListReader;
  readonly #work: ListWork;

  constructor(owner: ListOwner, kind: StatusKind) {
    this.#owner = owner;
    this.kind = kind;
    this.key = kind.key ?? kind.status;
    this.service = owner.service;
    this.#reader = new ListReader(this, owner);
    this.#work = new ListWork(this.#reader, owner.options.clock, () => owner.listChanged(this));
  }

  /** Tasks, and items that are none, in the order of the service. */
  get rows(): ChunkedRows<ListRow> {
    return this.#reader.loaded.rows;
  }

  /** The rows that are tasks. */
  get tasks(): TaskRecord[] {
    return [...this.rows].filter(isTask);
  }

  /** False where the service lets nobody ask for it: its rows come from other lists' pages. */
  get listed(): boolean {
    return this.kind.listed !== false && this.#reader.listed;
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

  /** Whether its pages are being read, or will be. */
  get isReading(): boolean {
    return this.#work.isReading;
  }

  /** How often it was read from its top. */
  get readings(): number {
    return this.#reader.readings;
  }

  /** When the list was last read from its top. */
  get readAt(): Instant | undefined {
    return this.#reader.readAt;
  }

  get hasMore(): boolean {
    return this.#reader.hasMore;
  }

  /** Why there is no more, or may be none; `undefined` while there is, or while nothing has been read. */
  get end(): ListEnd | undefined {
    const { end } = this.#reader.loaded.position;
    const isWhole = this.total !== undefined && this.rows.size >= this.total;
    return end === 'short' && isWhole ? 'complete' : end;
  }

  /** How many tasks the service says there are: the latest it has told. A hint, of whole lists too. */
  get total(): number | undefined {
    return this.#reader.total;
  }

  get watched(): boolean {
    return this.#work.watched;
  }

  /** Whether a person can see the rows: what only serves the next click waits until then. */
  set watched(watched: boolean) {
    this.#work.watched = watched;
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
    return this.kind.listed === false ? Promise.resolve() : this.#work.refresh();
  }

  /** Reads again from the top unasked: not while anything is under way, and no deeper than it takes. */
  refreshQuietly(): Promise<void> {
    return this.phase !== 'loading' && this.readAt !== undefined && this.listed
      ? this.#work.backgroundRefresh()
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

  /** Pages to the end, or to `cap` rows. Stops at the first failure, which the list then shows. */
  async loadAll(cap: number, signal: AbortSignal, onProgress: (loaded: number) => void): Promise<void> {
    const ahead = new AbortController();
    const stop = (): void => {
      ahead.abort();
      this.#work.cancelMore();
    };
    signal.addEventListener('abort', stop, { once: true });
    try {
      this.#reader.ahead = ahead.signal;
      await unlessAborted(this.open(), signal);
      while (this.hasMore && this.rows.size < cap && !signal.aborted) {
        const { failure } = this;
        const { position } = this.#reader.loaded;
        await unlessAborted(this.loadMore(), signal);
        const failed = this.failure !== undefined && this.failure !== failure;
        if (signal.aborted || failed || this.#reader.loaded.position === position) {
          return;
        }
        onProgress(this.rows.size);
        if (this.end !== undefined) {
          return;
        }
      }
    } finally {
      ahead.abort();
      signal.removeEventListener('abort', stop);
      this.#reader.ahead = undefined;
    }
  }

  /** Whether a refresh of this list tells that the task is gone. */
  canList(record: TaskRecord): boolean {
    return this.listed && this.kind.status === record.task.status;
  }

  /** Whether a task of this age would be among the rows, were it in the list. */
  covers(created: Instant | undefined): boolean {
    return this.listed && this.#reader.covers(created);
  }

  /** Takes a row that another list's page, or a look-up, has brought. */
  adopt(record: TaskRecord): void {
    this.#reader.loaded.adopt(record);
    this.#owner.listChanged(this);
  }

  /** Remembers a row that this list's page has brought, but that is shown in one without pages. */
  brought(record: TaskRecord): void {
    if (record.source !== this) {
      this.#reader.unlisted.add(record);
    }
  }

  /** Lets a row go that is shown elsewhere from now on, or nowhere. */
  release(record: TaskRecord): void {
    this.#reader.loaded.remove(record);
    this.#owner.listChanged(this);
  }

  dispose(): void {
    this.#work.steps.dispose();
  }
}
