import { CloudError } from '../model/errors.ts';
import type { Instant } from '../model/task.ts';
import type { Cursor, Page } from '../providers/service.ts';
import { Arrivals, type Traveller } from './arrivals.ts';
import type { GroupOwner } from './groupOwner.ts';
import { continuationOf, isEmpty } from './listEnd.ts';
import { MergedList } from './mergedList.ts';
import { PageAhead } from './pageAhead.ts';
import { ReadingTrail } from './readingTrail.ts';
import { RefreshWalk } from './refreshWalk.ts';
import { Strays } from './strays.ts';
import type { TaskEntry } from './taskEntry.ts';
import type { TaskGroup } from './taskGroup.ts';
import { UnreadableItems } from './unreadableItems.ts';

/** Reads the pages of one group's list and merges them into its rows. Every method throws what the service throws. */
export class GroupReader {
  readonly list: MergedList<TaskEntry>;
  readonly unreadable: UnreadableItems;
  readonly arrivals = new Arrivals();
  readonly strays: Strays;
  readonly #group: TaskGroup;
  readonly #owner: GroupOwner;
  readonly #ahead: PageAhead;
  /** A person has asked to read again, and no reading has answered that yet. */
  #isAsked = false;
  #mayMiss = false;
  #readAt: Instant | undefined;
  /** What has come by since a refused cursor made the list start over, until it has caught up. */
  #catchUp: ReadingTrail | undefined;
  #total: number | undefined;

  constructor(group: TaskGroup, owner: GroupOwner) {
    this.#group = group;
    this.#owner = owner;
    this.#ahead = new PageAhead(owner.options.clock);
    this.unreadable = new UnreadableItems(group);
    this.strays = new Strays(owner);
    this.list = new MergedList<TaskEntry>(createdAt, (entry) => {
      owner.forget(entry);
      owner.departed(entry.task, group);
    });
  }

  get readAt(): Instant | undefined {
    return this.#readAt;
  }

  get total(): number | undefined {
    return this.#total;
  }

  get hasMore(): boolean {
    return this.list.position.next !== undefined;
  }

  /** Whether fetching the next page ahead would save somebody a wait. */
  get wantsAhead(): boolean {
    return this.hasMore && this.#ahead.at(this.list.position.next) === undefined;
  }

  /** Makes the next reading one that a person has asked for. */
  ask(): void {
    this.#isAsked = true;
  }

  /**
   * There are tasks nobody has seen yet. Where one of them ends, among those created when it was, no other list can
   * tell: when a person asks, all that is loaded is read again.
   */
  noteUnseen(): void {
    this.#mayMiss = true;
  }

  /** Reads again from the top, as far as it takes to know what has changed. */
  async reread(signal: AbortSignal): Promise<void> {
    const { clock, maxRefreshPages } = this.#owner.options;
    const started = clock.now();
    const { end } = this.list.position;
    const ended = end === 'complete' || end === 'emptyPage';
    const walk = new RefreshWalk(this.list, {
      lively: this.#group.kind.stage !== 'done',
      again: this.#readAt !== undefined,
      ended,
      maxPages: maxRefreshPages,
      depth: oldest(
        this.strays.oldest,
        this.arrivals.depth(ended ? undefined : this.list.rows.last?.task.createdAt),
        this.#depthAsked,
      ),
    });
    const awaited = this.arrivals.all;
    this.#ahead.drop();
    this.unreadable.begin();
    this.#catchUp = undefined;
    for (let asked: Cursor | undefined; ; asked = this.list.position.next) {
      const page = await this.#fetch(asked, signal);
      walk.pass(page);
      this.#owner.together(() => walk.merged(this.#merge(page, asked, walk).joined));
      if (walk.isOver) {
        break;
      }
    }
    this.#readAt = started;
    if (this.#isAsked) {
      this.#isAsked = false;
      this.#mayMiss = this.#owner.hasUnseen;
    }
    this.#owner.together(() => this.#finish(walk, awaited));
  }

  /** Reads the next page, and those behind it while they bring nothing. */
  async readOn(signal: AbortSignal): Promise<void> {
    const { maxRefreshPages } = this.#owner.options;
    let added = 0;
    let rewound = false;
    const goesOn = (pages: number): boolean =>
      this.hasMore && (this.list.isCatchingUp || (added === 0 && pages < maxRefreshPages));
    for (let pages = 0; goesOn(pages); pages++) {
      let asked = this.list.position.next;
      let page = this.#ahead.take(asked);
      try {
        page ??= await this.#fetch(asked, signal);
      } catch (error) {
        if (signal.aborted || rewound || !isRefusal(error)) {
          throw error;
        }
        // A refused ScrollToken is one the service no longer knows: only a reading from the top gets past it.
        this.list.rewind();
        rewound = true;
        this.#catchUp = new ReadingTrail();
        asked = undefined;
        page = await this.#fetch(asked, signal);
      }
      const read = page;
      this.#catchUp?.pass(page);
      this.#owner.together(() => {
        added += this.#merge(read, asked).added;
      });
    }
    const trail = this.#catchUp;
    if (trail !== undefined) {
      this.#catchUp = undefined;
      this.#owner.together(() => this.list.dropPassed(trail));
    }
  }

  async readAhead(signal: AbortSignal): Promise<void> {
    const asked = this.list.position.next;
    if (asked === undefined) {
      return;
    }
    const page = await this.#fetch(asked, signal);
    if (isEmpty(page)) {
      // Some services send a token with their last page: nobody needs to click to find that nothing is behind it.
      this.#owner.together(() => this.#merge(page, asked));
    } else {
      this.#ahead.keep(asked, page);
    }
  }

  /** What a person has asked to see may be deeper than what has changed at the top. */
  get #depthAsked(): Instant | undefined {
    if (!this.#isAsked) {
      return undefined;
    }
    const depth = oldest(
      this.#mayMiss ? this.list.lastRead?.task.createdAt : undefined,
      ...this.unreadable.landmarks.map((id) => this.#owner.find(id)?.task.createdAt),
    );
    return depth === undefined ? undefined : depth + 1;
  }

  async #fetch(cursor: Cursor | undefined, signal: AbortSignal): Promise<Page> {
    const { options, service } = this.#owner;
    const query = { status: this.#group.kind.status, limit: options.pageSize(), cursor };
    const page = await service.list(query, signal);
    signal.throwIfAborted();
    return page;
  }

  /** `walk` is the refresh the page belongs to, if it does. `added` counts what a person sees more of. */
  #merge(page: Page, asked: Cursor | undefined, walk?: RefreshWalk): { added: number; joined: boolean } {
    const restarts = walk !== undefined && asked === undefined;
    const tasks = [...new Map(page.tasks.map((task) => [task.id, task])).values()];
    const rows = tasks.flatMap((task) => this.#owner.sight(task, this.#group) ?? []);
    for (const entry of rows) {
      if (entry.chunk === undefined) {
        this.#group.noteNew(entry);
      }
    }
    const repeats = !restarts && rows.length > 0 && rows.every((entry) => this.list.isRead(entry));
    const pages = restarts ? 1 : this.list.pages + 1;
    const capped = pages >= this.#owner.options.maxPages;
    const position = continuationOf(page, { asked, repeats, capped });
    const landmark = tasks.at(-1)?.id ?? this.list.lastRead?.task.id;
    const unreadable = this.unreadable.keep(page.malformed, landmark);
    // Whoever pages on wants to see the end as it is now; a refresh is content with what was found there before.
    const mayJoin = walk?.mayJoin ?? !this.list.leadsToEnd;
    const listPage = { rows, position, mayJoin };
    const { added, joined } = restarts ? this.list.restart(listPage) : this.list.append(listPage);
    this.#total = page.total ?? (restarts ? undefined : this.#total);
    return { added: added + unreadable, joined };
  }

  #finish(walk: RefreshWalk, awaited: readonly Traveller[]): void {
    if (walk.lively) {
      this.list.dropPassed(walk.trail);
    }
    this.unreadable.prune(walk.reread, (id) => this.#owner.find(id)?.group === this.#group);
    this.strays.dropPassed(walk);
    for (const task of this.arrivals.giveUp(awaited)) {
      this.#owner.passedThrough(task, this.#group);
    }
  }
}

function createdAt(entry: TaskEntry): Instant | undefined {
  return entry.task.createdAt;
}

function oldest(...instants: readonly (Instant | undefined)[]): Instant | undefined {
  const known = instants.filter((instant) => instant !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

function isRefusal(error: unknown): boolean {
  return error instanceof CloudError && (error.kind === 'caller' || error.kind === 'gone');
}
