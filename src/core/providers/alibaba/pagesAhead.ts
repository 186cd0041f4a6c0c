import type { PageCursor, ReadPage } from './numberedPages.ts';
import type { TaskSet } from './taskSet.ts';

/** One less than an account may have under way for a person: a click meanwhile finds room. */
const sideBySide = 5;

/** A list in which this many runs did not fit moves too fast: the rest of it is read one page after another. */
const mostMisfits = 3;

interface Run {
  /** The number of its last page. */
  readonly last: number;
  /** Whether it is the last page of the list, once more. */
  readonly again: boolean;
  /** `undefined` where one could not be read: whoever asks for that page by itself hears why. */
  readonly pages: Promise<readonly TaskSet[] | undefined>;
}

/**
 * Reads the pages of one list of ended tasks in runs, side by side, ahead of whoever takes them in their order. Keeps
 * three runs at most.
 *
 * Of a list that grows meanwhile, pages read in any order can miss a task: one that was pushed over a page's edge
 * after the page behind had been read, and before the one in front. But whatever is read later was pushed too, so that
 * tasks come twice further down. A run is therefore given out only once the next one has been read after it, all
 * totals are the same, and no task comes twice. Behind the last run, the last page is read once more, and has to be
 * the same.
 */
export class PagesAhead {
  readonly #read: ReadPage;
  /** Pages that fit, in their order. */
  #ready: readonly TaskSet[] = [];
  #number = 0;
  #run: Run | undefined;
  #next: Run | undefined;
  /** The page taken last. */
  #taken: TaskSet | undefined;
  #total: number | undefined;
  #misfits = 0;

  /** `read` goes on until whatever reads the whole list is over, whoever waits for a page meanwhile. */
  constructor(read: ReadPage) {
    this.#read = read;
  }

  /** The page a cursor leads to; `undefined` where it is better asked for by itself. Rejects when aborted. */
  async take(cursor: PageCursor, signal: AbortSignal): Promise<TaskSet | undefined> {
    signal.throwIfAborted();
    if (!this.#goesOn(cursor)) {
      this.#drop();
      this.#begin(cursor);
    }
    if (this.#ready.length === 0 && this.#run !== undefined) {
      await unlessAborted(this.#prove(this.#run, cursor), signal);
      signal.throwIfAborted();
    }
    const [page, ...rest] = this.#ready;
    this.#ready = rest;
    this.#number++;
    this.#taken = page;
    return page;
  }

  /** Whether the cursor stands behind the page taken last, as that page was: a refresh may have come between. */
  #goesOn({ pageNumber, total, known }: PageCursor): boolean {
    const { tasks } = this.#taken ?? { tasks: [] };
    return (
      this.#number === pageNumber &&
      this.#total === total &&
      known.size === tasks.length &&
      tasks.every(({ id }) => known.has(id))
    );
  }

  #drop(): void {
    this.#ready = [];
    this.#run = undefined;
    this.#next = undefined;
    this.#taken = undefined;
  }

  /** Nothing where no total tells how far the list goes, or where a page or two are left. */
  #begin(cursor: PageCursor): void {
    const { pageNumber, total } = cursor;
    this.#number = pageNumber;
    this.#total = total;
    if (lastOf(cursor) - pageNumber >= 2 && this.#misfits < mostMisfits) {
      this.#goOn(this.#readRun(pageNumber, cursor), cursor);
    }
  }

  /** What follows a run is read as soon as that is there. */
  #goOn(run: Run, cursor: PageCursor): void {
    this.#run = run;
    this.#next = undefined;
    void run.pages.then((pages) => {
      if (this.#run === run && pages !== undefined) {
        this.#next = this.#readRun(run.last + 1, cursor);
      }
    });
  }

  #readRun(from: number, cursor: PageCursor): Run {
    const end = lastOf(cursor);
    const first = Math.min(from, end);
    const last = Math.min(first + sideBySide - 1, end);
    const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    const pages = Promise.all(numbers.map((number) => this.#read(number, cursor.pageSize)));
    return { last, again: from > end, pages: pages.catch(() => undefined) };
  }

  async #prove(run: Run, cursor: PageCursor): Promise<void> {
    const pages = await run.pages;
    const next = this.#next;
    const behind = (await next?.pages)?.[0];
    if (this.#run !== run) {
      return;
    }
    if (pages === undefined || next === undefined || behind === undefined) {
      this.#drop();
      this.#misfits = mostMisfits;
    } else if (this.#fit(pages, behind, next, cursor)) {
      this.#ready = pages;
      this.#run = undefined;
      if (!next.again) {
        this.#goOn(next, cursor);
      }
    } else {
      this.#drop();
      this.#misfits++;
    }
  }

  #fit(pages: readonly TaskSet[], behind: TaskSet, { again }: Run, { step, known }: PageCursor): boolean {
    const last = pages.length - 1;
    const fresh = again ? pages : [...pages, behind];
    const ids = [...known, ...fresh.flatMap(({ tasks }) => tasks.map(({ id }) => id))];
    return (
      [...pages, behind].every(({ total, malformed }) => total === this.#total && malformed.length === 0) &&
      pages.every(({ tasks }, index) => tasks.length === step || (again && index === last)) &&
      new Set(ids).size === ids.length &&
      (!again || areSame(pages[last], behind))
    );
  }
}

function lastOf({ total, step }: PageCursor): number {
  return Math.ceil((total ?? 0) / step);
}

function areSame(page: TaskSet | undefined, other: TaskSet | undefined): boolean {
  const ids = page?.tasks.map(({ id }) => id);
  return ids?.join() === other?.tasks.map(({ id }) => id).join();
}

/** Resolves with the promise, or as soon as the signal is aborted. */
async function unlessAborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  let leave = (): void => {};
  const aborted = new Promise<void>((resolve) => {
    leave = resolve;
    signal.addEventListener('abort', leave, { once: true });
  });
  try {
    await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
