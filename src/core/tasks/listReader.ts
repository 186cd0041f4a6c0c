import { CloudError } from '../model/errors.ts';
import type { Instant } from '../model/task.ts';
import type { Cursor, ListQuery, Page } from '../providers/service.ts';
import { EntryCounts } from './entryCounts.ts';
import { continuationOf, isEmpty } from './listEnd.ts';
import type { ListOwner } from './listOwner.ts';
import { isTask, type ListIdentity, type ListRow } from './listRows.ts';
import { LoadedList } from './loadedList.ts';
import { PrefetchedPage } from './prefetchedPage.ts';
import { RefreshScan } from './refreshScan.ts';
import { UnlistedRows } from './unlistedRows.ts';
import { withUnreadable } from './unreadableRows.ts';
import { Watermark } from './watermark.ts';

const nothing: Omit<Page, 'next'> = { tasks: [], malformed: [], total: undefined, requestId: undefined };

interface ReadPage {
  readonly page: Page;
  readonly asked: Cursor | undefined;
  /** Whether the same page was asked for before, and could not be the whole truth. */
  readonly isSecond?: boolean;
}

/** Reads the pages of one list and merges them into its rows. Every method throws what the service throws. */
export class ListReader {
  readonly loaded: LoadedList<ListRow>;
  readonly unlisted: UnlistedRows;
  readonly #list: ListIdentity;
  readonly #owner: ListOwner;
  readonly #prefetched: PrefetchedPage;
  /** How often the list was read from its top. */
  readings = 0;
  #readAt: Instant | undefined;
  readonly #counts = new EntryCounts();
  /** Whether the service lets one ask for this list, as far as it has told. */
  listed = true;
  /** Set while the whole list is being read, and aborted afterwards. */
  ahead: AbortSignal | undefined;
  /** Who waits for what is being read, and whether what follows is wanted too. */
  #asks: Pick<ListQuery, 'lane' | 'ahead'> = {};
  /** What has come by since a refused cursor made the list start over, until it has caught up. */
  #catchUp: Watermark | undefined;

  constructor(list: ListIdentity, owner: ListOwner) {
    this.#list = list;
    this.#owner = owner;
    this.#prefetched = new PrefetchedPage(owner.options.clock);
    this.unlisted = new UnlistedRows(list);
    this.loaded = new LoadedList<ListRow>({
      chunkSize: owner.options.chunkSize,
      isSettled: list.kind.stage === 'done',
      isListed: (row) => !isTask(row) || row.source === undefined,
      onGone: (row, wasMet) => {
        if (isTask(row)) {
          owner.removed(row, wasMet);
        }
      },
    });
  }

  get readAt(): Instant | undefined {
    return this.#readAt;
  }

  get total(): number | undefined {
    return this.#counts.total;
  }

  get hasMore(): boolean {
    return this.loaded.position.next !== undefined;
  }

  /**
   * Whether a task of this age would be among the rows, were it in the list. One as old as the last of them may be: an
   * active list is soon read again, the others are not.
   */
  covers(created: Instant | undefined): boolean {
    const { readDownTo } = this.loaded;
    const age = created ?? Number.NEGATIVE_INFINITY;
    const isActive = this.#list.kind.stage !== 'done';
    return (
      this.#readAt !== undefined &&
      readDownTo !== undefined &&
      (age > readDownTo || (age === readDownTo && (!isActive || !this.hasMore)))
    );
  }

  /** Whether fetching the next page ahead would save somebody a wait. */
  get wantsPrefetch(): boolean {
    const { next, end } = this.loaded.position;
    const isComing = this.ahead !== undefined || this.#prefetched.at(next) !== undefined;
    return next !== undefined && end === undefined && !isComing;
  }

  /** Reads again from the top, as far as it takes to know what has changed. */
  async refresh(signal: AbortSignal, isAsked: boolean): Promise<void> {
    const { clock, maxRefreshPages } = this.#owner.options;
    const started = clock.now();
    this.#asks = { lane: isAsked ? 'interactive' : 'visible' };
    if (isAsked) {
      this.loaded.retryEnds();
    }
    const { end, insists = false } = this.loaded.position;
    const active = this.#list.kind.stage !== 'done';
    const scan = new RefreshScan(this.loaded, {
      active,
      again: this.#readAt !== undefined,
      ended: end === 'complete' || end === 'short',
      insists,
      maxPages: maxRefreshPages,
      depth: active ? this.unlisted.oldest : undefined,
    });
    this.#prefetched.drop();
    this.#catchUp = undefined;
    for (let asked: Cursor | undefined; ; asked = this.loaded.position.next) {
      const isKnownEnd = insists && asked !== undefined && this.loaded.position.short === true;
      const read = await this.#fetch(asked, signal, isKnownEnd);
      scan.pass(read.page);
      this.#owner.batch(() => scan.merged(this.#merge(read, scan).joined));
      if (scan.isOver) {
        if (isAsked && !isEmpty(read.page)) {
          await this.#lookBehind(signal);
        }
        break;
      }
    }
    this.#readAt = started;
    this.readings++;
    this.#owner.batch(() => this.#finish(scan));
  }

  /** Reads the next page, and those behind it while they bring nothing. */
  async readOn(signal: AbortSignal): Promise<void> {
    const { maxRefreshPages } = this.#owner.options;
    this.#asks = { lane: 'interactive', ahead: this.ahead };
    let added = 0;
    let rewound = false;
    const goesOn = (pages: number): boolean =>
      this.hasMore &&
      (pages === 0 ||
        (this.loaded.position.end === undefined &&
          (this.loaded.isCatchingUp || (added === 0 && pages < maxRefreshPages))));
    for (let pages = 0; goesOn(pages); pages++) {
      const asked = this.loaded.position.next;
      const prefetched = this.#prefetched.take(asked);
      let read: ReadPage;
      try {
        read = prefetched === undefined ? await this.#fetch(asked, signal) : { page: prefetched, asked };
      } catch (error) {
        if (signal.aborted || rewound || !isRefusal(error)) {
          throw error;
        }
        // A refused ScrollToken is one the service no longer knows: only a reading from the top gets past it.
        this.loaded.rewind();
        rewound = true;
        this.#catchUp = new Watermark();
        read = await this.#fetch(undefined, signal);
      }
      this.#catchUp?.pass(read.page);
      this.#owner.batch(() => {
        added += this.#merge(read).added;
      });
    }
    const watermark = this.#catchUp;
    if (watermark !== undefined) {
      this.#catchUp = undefined;
      this.#owner.batch(() => this.loaded.dropPassed(watermark));
    }
  }

  async prefetch(signal: AbortSignal): Promise<void> {
    const asked = this.loaded.position.next;
    if (asked === undefined) {
      return;
    }
    this.#asks = { lane: 'background' };
    const read = await this.#fetch(asked, signal);
    if (isEmpty(read.page)) {
      // Some services send a token with their last page: nobody needs to click to find that nothing is behind it.
      this.#owner.batch(() => this.#merge(read));
    } else {
      this.#prefetched.keep(asked, read.page);
    }
  }

  /** Asks once more for what was behind an end that an empty page had told: it can have been a slip. */
  async #lookBehind(signal: AbortSignal): Promise<void> {
    const { asked, end, isEmptyEnd } = this.loaded.position;
    if (end !== 'complete' || isEmptyEnd !== true || asked === undefined) {
      return;
    }
    const page = await this.#request(asked, signal).catch((error: unknown) => {
      if (isRefusal(error)) {
        return undefined;
      }
      throw error;
    });
    if (page !== undefined && !isEmpty(page)) {
      this.#owner.batch(() => this.#merge({ page, asked }));
    }
  }

  /** One page. What says otherwise than its cursor is asked for once more: an empty one, or one short of the total. */
  async #fetch(cursor: Cursor | undefined, signal: AbortSignal, isKnownEnd = false): Promise<ReadPage> {
    let page: Page;
    try {
      page = await this.#request(cursor, signal);
    } catch (error) {
      if (!isRefusal(error) || cursor === undefined || this.loaded.position.empty === undefined) {
        throw error;
      }
      // A cursor that came with an empty page and is refused leads to no more than another one.
      return { page: { ...nothing, next: cursor }, asked: cursor, isSecond: true };
    }
    if (page.next === undefined) {
      if (!this.#counts.fallsShort(page, { asked: cursor, read: this.loaded.position.read })) {
        return { page, asked: cursor };
      }
    } else if (!isEmpty(page) || isKnownEnd) {
      return { page, asked: cursor };
    }
    return { page: await this.#request(cursor, signal), asked: cursor, isSecond: true };
  }

  async #request(cursor: Cursor | undefined, signal: AbortSignal): Promise<Page> {
    const { options, service } = this.#owner;
    const { status, failed } = this.#list.kind;
    const query = { status, failed, limit: options.pageSize(), cursor, ...this.#asks };
    const page = await service.list(query, signal);
    signal.throwIfAborted();
    return page;
  }

  /** `scan` is the refresh the page belongs to, if it does. `added` counts what a person sees more of. */
  #merge({ page, asked, isSecond }: ReadPage, scan?: RefreshScan): { added: number; joined: boolean } {
    const restarts = scan !== undefined && asked === undefined;
    const { loaded } = this;
    const before = asked === undefined ? { next: undefined, end: undefined, read: 0 } : loaded.position;
    const records = this.#recordsOf(page);
    const rows = withUnreadable(this.#list, loaded.rows, {
      records,
      malformed: page.malformed,
      before: restarts ? undefined : loaded.lastRead,
      isRead: (row) => !restarts && loaded.isRead(row),
    });
    const pages = restarts ? 1 : loaded.pages + 1;
    const { maxPages, pageSize } = this.#owner.options;
    const position = continuationOf(page, {
      ...this.#counts.noteEntries(page, pages === 1, pageSize()),
      asked,
      before,
      isSecond: isSecond ?? false,
      insists: scan?.insists ?? false,
      repeats: !restarts && rows.length > 0 && rows.every((row) => loaded.isRead(row)),
      capped: pages >= maxPages,
      countsMore: this.#counts.countsMore(page, { asked, read: before.read }, isEmpty(page)),
    });
    // Whoever pages on wants to see the end as it is now; a refresh is content with what was found there before.
    const mayJoin = scan?.mayJoin ?? !loaded.leadsToEnd;
    // Tasks move in from anywhere: behind the last one of a full page there can be some by now.
    const endsAsBefore = scan?.endsAsBefore === true && position.short === true;
    const listPage = { rows, position, mayJoin, endsAsBefore };
    const merged = restarts ? loaded.restart(listPage) : loaded.append(listPage);
    this.listed = page.listed ?? true;
    this.#counts.noteTotal(page, loaded.read);
    return merged;
  }

  #recordsOf(page: Page) {
    const seen = new Set<string>();
    const latest = new Map(page.tasks.map((task) => [task.id, task]));
    return page.tasks.map(({ id }) => {
      const task = latest.get(id);
      if (task === undefined || seen.has(id)) {
        return undefined;
      }
      seen.add(id);
      return this.#owner.upsert(task, this.#list);
    });
  }

  #finish(scan: RefreshScan): void {
    if (scan.active) {
      this.loaded.dropPassed(scan.watermark);
    }
    for (const record of this.unlisted.passed(scan)) {
      this.#owner.missed(record);
    }
    if (scan.active && scan.isEnded) {
      // Nothing tells whether what is behind is still there but asking for it.
      for (const row of [...this.loaded.unread].filter(isTask)) {
        this.#owner.missed(row);
      }
    }
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof CloudError && (error.kind === 'caller' || error.kind === 'gone');
}
