import type { Clock } from '../model/clock.ts';
import type { Cursor, Page } from '../providers/service.ts';

/** It is shown as it was read; older than this it is read again. */
const keepsMs = 30_000;

/** The next page, fetched before anybody has asked for it. */
export class PrefetchedPage {
  readonly #clock: Clock;
  #kept: { readonly key: string; readonly page: Page; readonly at: number } | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  keep(cursor: Cursor, page: Page): void {
    this.#kept = { key: cursor.key, page, at: this.#clock.monotonic() };
  }

  /** The page behind `cursor`, where it is there and fresh. */
  at(cursor: Cursor | undefined): Page | undefined {
    const kept = this.#kept;
    const fits =
      kept !== undefined && kept.key === cursor?.key && this.#clock.monotonic() - kept.at < keepsMs;
    return fits ? kept.page : undefined;
  }

  /** The same; whatever was kept is let go. */
  take(cursor: Cursor | undefined): Page | undefined {
    const page = this.at(cursor);
    this.drop();
    return page;
  }

  drop(): void {
    this.#kept = undefined;
  }
}
