import { CloudError } from '../clouds/errors.ts';
import type { Cursor, Page } from '../clouds/service.ts';
import type { Instant } from '../clouds/task.ts';
import { Arrivals } from './arrivals.ts';
import type { GroupOwner } from './groupOwner.ts';
import { continuationOf, isEmpty } from './listEnd.ts';
import { MergedList } from './mergedList.ts';
import { RefreshWalk } from './refreshWalk.ts';
import { Strays } from './strays.ts';
import type { TaskEntry } from './taskEntry.ts';
import type { TaskGroup } from './taskGroup.ts';
import { UnreadableItems } from './unreadableItems.ts';

/** A page fetched ahead is shown as it was read; older than this it is read again. */
const aheadKeepsMs = 30_000;

/** Reads the pages of one group's list and merges them into its rows. Every method throws what the service throws. */
export class GroupReader {
  readonly list: MergedList<TaskEntry>;
  readonly unreadable: UnreadableItems;
  readonly arrivals = new Arrivals();
  readonly strays: Strays;
  readonly #group: TaskGroup;
  readonly #owner: GroupOwner;
  #readAt: Instant | undefined;
  #total: number | undefined;
  #ahead: { readonly key: string; readonly page: Page; readonly at: Instant } | undefined;

  constructor(group: TaskGroup, owner: GroupOwner) {
    this.#group = group;
    this.#owner = owner;
    this.unreadable = new UnreadableItems(group);
    this.strays = new Strays(owner);
    this.list = new MergedList<TaskEntry>(createdAt, (entry) => {
      owner.forget(entry);
      owner.departed(entry);
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
    return this.hasMore && this.#aheadAt(this.list.position.next) === undefined;
  }

  /** Reads again from the top, as far as it takes to know what has changed. */
  async reread(signal: AbortSignal): Promise<void> {
    const { clock, maxRefreshPages } = this.#owner.options;
    const started = clock.now();
    const ended = this.list.position.end !== undefined;
    const walk = new RefreshWalk(this.list, {
      lively: this.#group.kind.stage !== 'done',
      again: this.#readAt !== undefined,
      maxPages: maxRefreshPages,
      depth: this.arrivals.depth(ended ? undefined : this.list.rows.last?.task.createdAt),
    });
    const awaited = this.arrivals.ids;
    this.#ahead = undefined;
    for (let asked: Cursor | undefined; ; asked = this.list.position.next) {
      const page = await this.#fetch(asked, signal);
      walk.pass(page);
      this.#owner.together(() => walk.merged(this.#merge(page, asked, walk).joined));
      if (walk.isOver) {
        break;
      }
    }
    this.#owner.together(() => this.#finish(walk));
    for (const id of awaited) {
      this.arrivals.settle(id);
    }
    this.#readAt = started;
  }

  /** Reads the next page, and those behind it while they bring nothing. */
  async readOn(signal: AbortSignal): Promise<void> {
    const { maxRefreshPages } = this.#owner.options;
    let asked = this.list.position.next;
    let rewound = false;
    let added = 0;
    for (let pages = 1; pages === 1 || asked !== undefined; pages++) {
      try {
        const page = this.#takeAhead(asked) ?? (await this.#fetch(asked, signal));
        const from = asked;
        this.#owner.together(() => {
          added += this.#merge(page, from).added;
        });
      } catch (error) {
        if (rewound || asked === undefined || !isRefusal(error)) {
          throw error;
        }
        // A refused ScrollToken is one the service no longer knows: only a reading from the top gets past it.
        this.list.rewind();
        rewound = true;
        asked = undefined;
        pages = 0;
        continue;
      }
      asked = this.list.position.next;
      if (!this.list.isCatchingUp && (added > 0 || pages >= maxRefreshPages)) {
        break;
      }
    }
    if (rewound) {
      this.#owner.together(() => this.list.dropPassed());
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
      this.#ahead = { key: asked.key, page, at: this.#owner.options.clock.now() };
    }
  }

  async #fetch(cursor: Cursor | undefined, signal: AbortSignal): Promise<Page> {
    const { options, service } = this.#owner;
    const query = { status: this.#group.kind.status, limit: options.pageSize(), cursor };
    const page = await service.list(query, signal);
    signal.throwIfAborted();
    return page;
  }

  #takeAhead(asked: Cursor | undefined): Page | undefined {
    const ahead = this.#aheadAt(asked);
    this.#ahead = undefined;
    return ahead;
  }

  #aheadAt(asked: Cursor | undefined): Page | undefined {
    const ahead = this.#ahead;
    const fits =
      ahead !== undefined &&
      ahead.key === asked?.key &&
      this.#owner.options.clock.now() - ahead.at < aheadKeepsMs;
    return fits ? ahead.page : undefined;
  }

  /** `walk` is the refresh the page belongs to, if it does. `added` counts what a person sees more of. */
  #merge(page: Page, asked: Cursor | undefined, walk?: RefreshWalk): { added: number; joined: boolean } {
    const restarts = walk !== undefined && asked === undefined;
    const entries = new Set<TaskEntry>();
    let elsewhere = 0;
    for (const task of page.tasks) {
      const entry = this.#owner.sight(task, this.#group);
      if (entry === undefined) {
        elsewhere++;
      } else {
        entries.add(entry);
      }
    }
    const listed = [...entries];
    for (const entry of listed) {
      if (entry.chunk === undefined) {
        this.#group.noteNew(entry);
      }
    }
    const repeats =
      !restarts &&
      !this.list.position.retries &&
      elsewhere === 0 &&
      listed.length > 0 &&
      listed.every((entry) => this.list.isRead(entry));
    const pages = restarts ? 1 : this.list.pages + 1;
    const capped = pages >= this.#owner.options.maxPages;
    const position = continuationOf(page, { asked, repeats, capped });
    const mayJoin = walk?.mayJoin ?? true;
    const unreadable = this.unreadable.keep(page.malformed, page.tasks.at(-1)?.id ?? this.#landmark());
    const { added, joined } = restarts
      ? this.list.restart(listed, position, mayJoin)
      : this.list.append(listed, position, mayJoin);
    this.#total = page.total ?? (restarts ? undefined : this.#total);
    return { added: added + unreadable, joined };
  }

  #landmark(): string | undefined {
    return this.list.lastRead?.task.id;
  }

  #finish(walk: RefreshWalk): void {
    if (walk.lively) {
      this.list.dropPassed();
    }
    this.unreadable.prune(walk.reread, (id) => this.#owner.find(id)?.group === this.#group);
    this.strays.dropPassed(walk);
  }
}

function createdAt(entry: TaskEntry): Instant | undefined {
  return entry.task.createdAt;
}

function isRefusal(error: unknown): boolean {
  return error instanceof CloudError && (error.kind === 'caller' || error.kind === 'gone');
}
