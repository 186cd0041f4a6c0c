import type { Instant } from '../model/task.ts';
import type { Page } from '../providers/service.ts';
import type { MergedList } from './mergedList.ts';
import { ReadingTrail } from './readingTrail.ts';
import type { TaskEntry } from './taskEntry.ts';
import type { Reread } from './unreadableItems.ts';

export interface WalkOptions {
  /** Whether tasks leave the list from anywhere in it, because they are not done yet. */
  readonly lively: boolean;
  /** Whether the list has been read before. */
  readonly again: boolean;
  /** Whether it had been read to its end. */
  readonly ended: boolean;
  readonly maxPages: number;
  /** Go past the tasks created then, where that is known to be worth it. */
  readonly depth: Instant | undefined;
}

/**
 * How far one refresh reads. Ended tasks stay as they are, so that a list of them is known again from the first rows
 * that were there before. The others leave from anywhere: all that is loaded is read again, up to a limit.
 */
export class RefreshWalk {
  readonly lively: boolean;
  readonly trail = new ReadingTrail();
  readonly #list: MergedList<TaskEntry>;
  readonly #options: WalkOptions;
  readonly #loaded: number;
  readonly #ids = new Set<string>();
  #pages = 0;
  #oldest: Instant | undefined;
  #joined = false;

  constructor(list: MergedList<TaskEntry>, options: WalkOptions) {
    this.#list = list;
    this.#options = options;
    this.#loaded = list.rows.size;
    this.lively = options.lively;
  }

  /** A page has come, and is about to be merged. */
  pass(page: Page): void {
    this.#pages++;
    for (const task of page.tasks) {
      this.#ids.add(task.id);
      if (task.createdAt !== undefined && (this.#oldest === undefined || task.createdAt < this.#oldest)) {
        this.#oldest = task.createdAt;
      }
    }
    this.trail.pass(page);
  }

  /** It has been merged. */
  merged(joined: boolean): void {
    this.#joined = joined;
  }

  /** Whether the page at hand is the last one to be read if it leads into rows that are known. */
  get mayJoin(): boolean {
    return this.#isLast || (this.lively ? this.#hasReadAsMuch : this.#isDeepEnough);
  }

  get isOver(): boolean {
    if (this.#joined || this.#list.position.next === undefined || this.#isLast || !this.#options.again) {
      return true;
    }
    if (this.#options.ended) {
      // Only another page tells whether this is still the end: some services send a token with their last page.
      return false;
    }
    if (this.lively) {
      return this.#isDeepEnough && (this.#hasReadAsMuch || this.#list.hasPassedAll(this.trail));
    }
    return !this.#list.canJoin && this.#isDeepEnough;
  }

  get reread(): Reread {
    return { landmarks: this.#ids, whole: this.isWhole };
  }

  /** Whether it came to the end of the list by itself. */
  get isWhole(): boolean {
    const { end } = this.#list.position;
    return !this.#joined && (end === 'complete' || end === 'emptyPage');
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

  /** Where age cannot tell whether all known rows have come by, their number has to do. */
  get #hasReadAsMuch(): boolean {
    return !this.trail.isNewestFirst && this.#ids.size >= this.#loaded;
  }

  get #isDeepEnough(): boolean {
    const { depth } = this.#options;
    return depth === undefined || this.#oldest === undefined || this.#oldest < depth;
  }
}
