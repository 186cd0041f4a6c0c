import type { Instant } from '../model/task.ts';
import type { Page } from '../providers/service.ts';
import { entriesOf } from './listEnd.ts';
import { isTask, type ListRow } from './listRows.ts';
import type { LoadedList } from './loadedList.ts';
import { Watermark } from './watermark.ts';

export interface ScanOptions {
  /** Whether tasks leave the list from anywhere in it, because they are not done yet. */
  readonly active: boolean;
  /** Whether the list has been read before. */
  readonly again: boolean;
  /** Whether it had been read to its end. */
  readonly ended: boolean;
  /** Whether empty pages had told that end. */
  readonly insists: boolean;
  readonly maxPages: number;
  /** Go past the tasks created then, which the list has brought into another. */
  readonly depth: Instant | undefined;
}

/**
 * How far one refresh reads. Ended tasks stay as they are, so that a list of them is known again from the first rows
 * that were there before. The others leave from anywhere: all that is loaded is read again, up to a limit.
 */
export class RefreshScan {
  readonly active: boolean;
  readonly watermark = new Watermark();
  readonly #list: LoadedList<ListRow>;
  readonly #options: ScanOptions;
  readonly #loaded: number;
  readonly #ids = new Set<string>();
  #entries = 0;
  #pages = 0;
  #oldest: Instant | undefined;
  #joined = false;
  #reachesLast = false;

  constructor(list: LoadedList<ListRow>, options: ScanOptions) {
    this.#list = list;
    this.#options = options;
    this.#loaded = list.rows.size;
    this.active = options.active;
  }

  /** A page has come, and is about to be merged. */
  pass(page: Page): void {
    this.#pages++;
    this.#entries += entriesOf(page);
    for (const task of page.tasks) {
      this.#ids.add(task.id);
      if (task.createdAt !== undefined && (this.#oldest === undefined || task.createdAt < this.#oldest)) {
        this.#oldest = task.createdAt;
      }
    }
    this.watermark.pass(page);
    const { last } = this.#list.rows;
    this.#reachesLast = last !== undefined && isTask(last) && last.task.id === page.tasks.at(-1)?.id;
  }

  /** It has been merged. */
  merged(joined: boolean): void {
    this.#joined = joined;
  }

  get insists(): boolean {
    return this.#options.insists;
  }

  /** Whether the page at hand is the last one to be read if it leads into rows that are known. */
  get mayJoin(): boolean {
    return !this.active || this.#isLast || this.#hasReadAsMuch;
  }

  /** New tasks come on top: a list that had ended with this task still does. */
  get endsAsBefore(): boolean {
    return this.#options.insists && this.#reachesLast && this.#isSorted;
  }

  get isOver(): boolean {
    const { next, end, empty } = this.#list.position;
    if (this.#joined || next === undefined || end !== undefined || this.#isLast) {
      return true;
    }
    if (empty !== undefined) {
      return false;
    }
    if (!this.#options.again) {
      return true;
    }
    if (this.#options.ended) {
      // Only another page tells whether this is still the end: some services send a token with their last page.
      return false;
    }
    if (this.active) {
      return this.#isDeepEnough && (this.#hasReadAsMuch || this.#list.hasPassedAll(this.watermark));
    }
    return !this.#list.canJoin;
  }

  /** Whether it came to an end of the list, certain or not. */
  get isEnded(): boolean {
    return this.#list.position.end !== undefined && (!this.#joined || this.endsAsBefore);
  }

  /** Whether it came to the end of the list by itself. */
  get isWhole(): boolean {
    return !this.#joined && this.#list.position.end === 'complete';
  }

  has(taskId: string): boolean {
    return this.#ids.has(taskId);
  }

  /** Whether it has read what was created then, had it been there. */
  isPast(created: Instant | undefined): boolean {
    return this.isWhole || (created !== undefined && this.#oldest !== undefined && created > this.#oldest);
  }

  get #isLast(): boolean {
    return this.#pages >= this.#options.maxPages;
  }

  get #isSorted(): boolean {
    return this.#list.isSorted && this.watermark.isNewestFirst;
  }

  /** Where age cannot tell whether all known rows have come by, their number has to do. */
  get #hasReadAsMuch(): boolean {
    return !this.#isSorted && this.#entries >= this.#loaded;
  }

  get #isDeepEnough(): boolean {
    const { depth } = this.#options;
    return depth === undefined || this.#oldest === undefined || this.#oldest < depth;
  }
}
