import type { Cursor, ListQuery, Page } from '../clouds/service.ts';
import type { MalformedItem, Task } from '../clouds/task.ts';
import type { Continuation, ListEnd } from './mergedList.ts';

/** The pages of one list, read one after another from the top. */
export class Walk implements Continuation {
  readonly tasks: Task[] = [];
  readonly malformed: MalformedItem[] = [];
  readonly #seen = new Set<string>();
  readonly #status: string;
  readonly #limit: number;
  readonly #maxPages: number;
  #pages = 0;
  #cursor: Cursor | undefined;
  #end: ListEnd | undefined;
  #total: number | undefined;

  constructor(status: string, limit: number, maxPages: number) {
    this.#status = status;
    this.#limit = limit;
    this.#maxPages = maxPages;
  }

  /** What to ask for the next page. */
  get query(): ListQuery {
    return { status: this.#status, limit: this.#limit, cursor: this.#cursor };
  }

  get next(): Cursor | undefined {
    return this.#end === undefined ? this.#cursor : undefined;
  }

  get end(): ListEnd | undefined {
    return this.#end;
  }

  get pages(): number {
    return this.#pages;
  }

  get total(): number | undefined {
    return this.#total;
  }

  add(page: Page): void {
    const before = this.#seen.size;
    for (const task of page.tasks) {
      this.#seen.add(task.id);
    }
    this.#pages++;
    this.tasks.push(...page.tasks);
    this.malformed.push(...page.malformed);
    const repeats = page.tasks.length > 0 && this.#seen.size === before;
    this.#end = Walk.endOf(page, this.#cursor?.key, repeats, this.#pages >= this.#maxPages);
    this.#total = page.total ?? this.#total;
    this.#cursor = page.next;
  }

  /**
   * Whether a list ends with this page, and why. Services send a token with their last page, the token they were
   * asked with, or pages that were there before: following those would never end.
   */
  static endOf(page: Page, key: string | undefined, repeats: boolean, capped: boolean): ListEnd | undefined {
    if (page.next === undefined) {
      return 'complete';
    }
    if (page.tasks.length === 0 && page.malformed.length === 0) {
      return 'emptyPage';
    }
    if (page.next.key === key) {
      return 'repeatedCursor';
    }
    if (repeats) {
      return 'nothingNew';
    }
    return capped ? 'pageCap' : undefined;
  }
}
