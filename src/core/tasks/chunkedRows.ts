/** What a sequence needs to find a row again without searching all of it. */
export interface Row {
  chunk: Chunk<Row> | undefined;
}

/** A run of neighbouring rows, small enough to be listed at once. Lives as long as any of its rows does. */
export interface Chunk<R> {
  readonly id: number;
  readonly rows: R[];
}

interface PlacedChunk<R> extends Chunk<R> {
  /** Where it was when somebody last asked: checked before it is believed. */
  index: number;
}

/** Rows to a chunk, unless a test wants splits in short lists. */
export const usualChunkSize = 200;

/**
 * An ordered list whose insertions, removals and comparisons cost the same at 100 and at 100,000 rows:
 * only the chunk they fall into is touched.
 */
export class ChunkedRows<R extends Row> {
  readonly #chunks: PlacedChunk<R>[] = [];
  readonly #chunkSize: number;
  #size = 0;
  #nextChunkId = 0;
  #version = 0;

  /** Appended rows fill a chunk up to `chunkSize`; inserted ones may double it before it splits. */
  constructor(chunkSize = usualChunkSize) {
    this.#chunkSize = chunkSize;
  }

  /** Another number after every change of which rows there are, and in which order. */
  get version(): number {
    return this.#version;
  }

  get size(): number {
    return this.#size;
  }

  get chunks(): readonly Chunk<R>[] {
    return this.#chunks;
  }

  get last(): R | undefined {
    return this.#chunks.at(-1)?.rows.at(-1);
  }

  *[Symbol.iterator](): Generator<R> {
    for (const chunk of this.#chunks) {
      yield* chunk.rows;
    }
  }

  append(rows: Iterable<R>): void {
    for (const row of rows) {
      let chunk = this.#chunks.at(-1);
      if (chunk === undefined || chunk.rows.length >= this.#chunkSize) {
        chunk = this.#newChunk([], this.#chunks.length);
        this.#chunks.push(chunk);
      }
      chunk.rows.push(row);
      row.chunk = chunk;
      this.#size++;
      this.#version++;
    }
  }

  /** Puts a row right behind `anchor`, or in front of everything where there is none. */
  insertAfter(anchor: R | undefined, row: R): void {
    const chunk = anchor === undefined ? this.#chunks[0] : chunkOf(anchor);
    if (chunk === undefined || anchor === this.last) {
      this.append([row]);
      return;
    }
    chunk.rows.splice(anchor === undefined ? 0 : chunk.rows.indexOf(anchor) + 1, 0, row);
    row.chunk = chunk;
    this.#size++;
    this.#version++;
    if (chunk.rows.length > 2 * this.#chunkSize) {
      this.#split(chunk);
    }
  }

  remove(row: R): void {
    const chunk = chunkOf(row);
    if (chunk === undefined) {
      return;
    }
    chunk.rows.splice(chunk.rows.indexOf(row), 1);
    row.chunk = undefined;
    this.#size--;
    this.#version++;
    if (chunk.rows.length === 0) {
      this.#chunks.splice(this.#indexOf(chunk), 1);
    }
  }

  /** The rows behind `anchor` (all of them where there is none), in order. */
  *after(anchor: R | undefined): Generator<R> {
    const chunk = anchor === undefined ? undefined : chunkOf(anchor);
    let index = chunk === undefined ? 0 : this.#indexOf(chunk);
    let from = chunk === undefined || anchor === undefined ? 0 : chunk.rows.indexOf(anchor) + 1;
    for (; index < this.#chunks.length; index++) {
      const rows = this.#chunks[index]?.rows ?? [];
      for (let at = from; at < rows.length; at++) {
        yield rows[at] as R;
      }
      from = 0;
    }
  }

  /** The rows behind `anchor` and in front of `end`, which must stand behind it. */
  between(anchor: R | undefined, end: R): R[] {
    const rows: R[] = [];
    for (const row of this.after(anchor)) {
      if (row === end) {
        break;
      }
      rows.push(row);
    }
    return rows;
  }

  /** The row right behind `anchor`, or the first one where there is none. */
  next(anchor: R | undefined): R | undefined {
    const chunk = anchor === undefined ? undefined : chunkOf(anchor);
    if (anchor === undefined || chunk === undefined) {
      return this.#chunks[0]?.rows[0];
    }
    return chunk.rows[chunk.rows.indexOf(anchor) + 1] ?? this.#chunks[this.#indexOf(chunk) + 1]?.rows[0];
  }

  before(row: R): R | undefined {
    const chunk = chunkOf(row);
    if (chunk === undefined) {
      return undefined;
    }
    const at = chunk.rows.indexOf(row);
    return at > 0 ? chunk.rows[at - 1] : this.#chunks[this.#indexOf(chunk) - 1]?.rows.at(-1);
  }

  /** How many rows stand in front of this one. */
  position(row: R): number {
    const chunk = chunkOf(row);
    if (chunk === undefined) {
      return -1;
    }
    const before = this.#chunks.slice(0, this.#indexOf(chunk));
    return before.reduce((sum, { rows }) => sum + rows.length, chunk.rows.indexOf(row));
  }

  /** Whether `row` is `other` or stands in front of it. Both must be in the sequence. */
  reaches(row: R, other: R): boolean {
    const chunk = chunkOf(row);
    const otherChunk = chunkOf(other);
    if (chunk === undefined || otherChunk === undefined) {
      return false;
    }
    return chunk === otherChunk
      ? chunk.rows.indexOf(row) <= chunk.rows.indexOf(other)
      : this.#indexOf(chunk) < this.#indexOf(otherChunk);
  }

  /**
   * The last row of those in front for which `isInFront` holds, in a sequence that is sorted by it. Rows that it says
   * `undefined` of have no place of their own: they go with the one before them.
   */
  lastInFront(isInFront: (row: R) => boolean | undefined): R | undefined {
    const holds = (row: R | undefined): boolean => {
      for (let at = row; at !== undefined; at = this.before(at)) {
        const answer = isInFront(at);
        if (answer !== undefined) {
          return answer;
        }
      }
      return true;
    };
    const chunk = this.#chunks[countWhile(this.#chunks, ({ rows: [first] }) => holds(first)) - 1];
    const rows = chunk?.rows ?? [];
    return rows[countWhile(rows, holds) - 1];
  }

  #indexOf(chunk: PlacedChunk<R>): number {
    if (this.#chunks[chunk.index] !== chunk) {
      for (const [index, placed] of this.#chunks.entries()) {
        placed.index = index;
      }
    }
    return chunk.index;
  }

  #split(chunk: PlacedChunk<R>): void {
    const index = this.#indexOf(chunk) + 1;
    const rest = this.#newChunk(chunk.rows.splice(-this.#chunkSize), index);
    for (const row of rest.rows) {
      row.chunk = rest;
    }
    this.#chunks.splice(index, 0, rest);
  }

  #newChunk(rows: R[], index: number): PlacedChunk<R> {
    return { id: this.#nextChunkId++, rows, index };
  }
}

/** A row's chunk is always one of its own sequence, which holds rows of one type. */
function chunkOf<R extends Row>(row: R): PlacedChunk<R> | undefined {
  return row.chunk as PlacedChunk<R> | undefined;
}

/** How many items from the front on `holds` is true for; it must not become true again. */
function countWhile<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(items[middle] as T)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
