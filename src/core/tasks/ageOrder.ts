import type { Instant } from '../model/task.ts';
import type { ChunkedRows, Row } from './chunkedRows.ts';
import type { Watermark } from './watermark.ts';

/** A row that knows how old it is; without an age, it is where it was read. */
export interface DatedRow extends Row {
  readonly createdAt: Instant | undefined;
}

/** What the ages of a list's rows tell of their places: nothing, once rows came in another order than newest first. */
export class AgeOrder<R extends DatedRow> {
  readonly #rows: ChunkedRows<R>;
  #isSorted = true;

  constructor(rows: ChunkedRows<R>) {
    this.#rows = rows;
  }

  /** Whether everything came newest first, as far as it has an age. */
  get isSorted(): boolean {
    return this.#isSorted;
  }

  /** Rows have come behind `last`. */
  note(last: R | undefined, listed: readonly R[]): void {
    let before = last?.createdAt;
    for (const { createdAt } of listed) {
      this.#isSorted &&= before === undefined || createdAt === undefined || createdAt <= before;
      before = createdAt ?? before;
    }
  }

  /** The age down to which a list has come with this row: its own, or that of the last before it that has one. */
  ageAt(row: R | undefined): Instant | undefined {
    let dated = this.#isSorted ? row : undefined;
    while (dated !== undefined && dated.createdAt === undefined) {
      dated = this.#rows.before(dated);
    }
    return dated?.createdAt;
  }

  /** The row behind which one of this age belongs: the last one, where age does not tell. */
  anchorFor(created: Instant | undefined): R | undefined {
    return created === undefined || !this.#isSorted
      ? this.#rows.last
      : this.#rows.lastInFront(({ createdAt }) =>
          createdAt === undefined ? undefined : createdAt >= created,
        );
  }

  /** What a reading up to `last` has passed of the rows behind. One without an age was passed with the one before it. */
  passed(last: R | undefined, watermark: Watermark): R[] {
    const passed: R[] = [];
    let created: Instant | undefined;
    for (const row of this.#rows.after(last)) {
      created = row.createdAt ?? created;
      if (!watermark.isPast(created)) {
        break;
      }
      passed.push(row);
    }
    return passed;
  }
}

/** Whether both have an age, and the first is the newer one. */
export function isNewer(row: DatedRow | undefined, other: DatedRow | undefined): boolean {
  const created = row?.createdAt;
  const otherCreated = other?.createdAt;
  return created !== undefined && otherCreated !== undefined && created > otherCreated;
}
