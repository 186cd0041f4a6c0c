import type { Cursor, Page } from '../providers/service.ts';
import { entriesOf } from './listEnd.ts';

/** The fewest entries a person can have a page bring. */
const smallestPage = 10;

/** Where a page stands: what it was asked with, and how many entries came before, where that is known. */
export interface PagePlace {
  readonly asked: Cursor | undefined;
  readonly read: number | undefined;
}

/** How many entries a service says a list has, held against those it gives. */
export class EntryCounts {
  #total: number | undefined;
  /** The most entries a page has brought. */
  #fullest = 0;
  /** The total that the list has been found to fall short of, and where. */
  #shortAt: string | undefined;

  /** The latest total that is to be believed. */
  get total(): number | undefined {
    return this.#total;
  }

  /**
   * Whether a list that ends with this page would have fewer entries than the service counts. Behind the first page,
   * new tasks may have come on top since: less than a page of them is nothing to wonder about.
   */
  countsMore(page: Page, { asked, read }: PagePlace, isStrict = false): boolean {
    const before = asked === undefined ? 0 : read;
    const missing = (page.total ?? 0) - (before ?? Number.POSITIVE_INFINITY) - entriesOf(page);
    return (
      missing > 0 && (isStrict || asked === undefined || missing >= Math.max(this.#fullest, smallestPage))
    );
  }

  /** The same, told once of the same numbers. */
  fallsShort(page: Page, place: PagePlace): boolean {
    const shortAt = `${page.total} ${entriesOf(page)}`;
    if (!this.countsMore(page, place) || shortAt === this.#shortAt) {
      return false;
    }
    this.#shortAt = shortAt;
    return true;
  }

  /** Whether a page has fewer entries than others, or, being all that was read, than were asked for. */
  noteEntries(page: Page, isFirst: boolean, pageSize: number): { short: boolean } {
    const entries = entriesOf(page);
    this.#fullest = Math.max(this.#fullest, entries);
    const full = this.#fullest > entries || !isFirst ? this.#fullest : pageSize;
    return { short: entries < full };
  }

  /** Services contradict themselves: a total below what is `loaded`, of a list that goes on, is none. */
  noteTotal({ total, next }: Page, loaded: number): void {
    if (total !== undefined && (next === undefined || total >= loaded)) {
      this.#total = total;
    }
  }
}
