/** What a sequence needs to find a row again without searching all of it. */
export interface Row {
  chunk: Chunk<Row> | undefined;
}

/** A run of neighbouring rows, small enough to be listed at once. Lives as long as any of its rows does. */
export interface Chunk<R> {
  readonly id: number;
  readonly rows: R[];
}

/** Rows to a chunk: appended ones fill it this far, inserted ones may double it before it splits. */
export const chunkSize = 200;

/**
 * An ordered list whose insertions and removals cost the same at 100 and at 100,000 rows:
 * only the chunk they fall into is touched.
 */
export class RowSequence<R extends Row> {
  readonly #chunks: Chunk<R>[] = [];
  #size = 0;
  #nextChunkId = 0;

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
      if (chunk === undefined || chunk.rows.length >= chunkSize) {
        chunk = this.#newChunk([]);
        this.#chunks.push(chunk);
      }
      chunk.rows.push(row);
      row.chunk = chunk;
      this.#size++;
    }
  }

  /** Puts rows right behind `anchor`, or in front of everything where there is none. */
  insertAfter(anchor: R | undefined, rows: readonly R[]): void {
    const chunk = anchor === undefined ? this.#chunks[0] : chunkOf(anchor);
    if (rows.length === 0) {
      return;
    }
    if (chunk === undefined || anchor === this.last) {
      this.append(rows);
      return;
    }
    const at = anchor === undefined ? 0 : chunk.rows.indexOf(anchor) + 1;
    chunk.rows.splice(at, 0, ...rows);
    for (const row of rows) {
      row.chunk = chunk;
    }
    this.#size += rows.length;
    this.#split(chunk);
  }

  remove(row: R): void {
    const chunk = chunkOf(row);
    if (chunk === undefined) {
      return;
    }
    chunk.rows.splice(chunk.rows.indexOf(row), 1);
    row.chunk = undefined;
    this.#size--;
    if (chunk.rows.length === 0) {
      this.#chunks.splice(this.#chunks.indexOf(chunk), 1);
    }
  }

  /** The rows behind `anchor` (all of them where there is none), in order. */
  *after(anchor: R | undefined): Generator<R> {
    const chunk = anchor === undefined ? undefined : chunkOf(anchor);
    let index = chunk === undefined ? 0 : this.#chunks.indexOf(chunk);
    let from = chunk === undefined || anchor === undefined ? 0 : chunk.rows.indexOf(anchor) + 1;
    for (; index < this.#chunks.length; index++) {
      const rows = this.#chunks[index]?.rows ?? [];
      for (let at = from; at < rows.length; at++) {
        yield rows[at] as R;
      }
      from = 0;
    }
  }

  before(row: R): R | undefined {
    const chunk = chunkOf(row);
    if (chunk === undefined) {
      return undefined;
    }
    const at = chunk.rows.indexOf(row);
    return at > 0 ? chunk.rows[at - 1] : this.#chunks[this.#chunks.indexOf(chunk) - 1]?.rows.at(-1);
  }

  #split(chunk: Chunk<R>): void {
    while (chunk.rows.length > 2 * chunkSize) {
      const rest = this.#newChunk(chunk.rows.splice(-chunkSize));
      for (const row of rest.rows) {
        row.chunk = rest;
      }
      this.#chunks.splice(this.#chunks.indexOf(chunk) + 1, 0, rest);
    }
  }

  #newChunk(rows: R[]): Chunk<R> {
    return { id: this.#nextChunkId++, rows };
  }
}

/** A row's chunk is always one of its own sequence, which holds rows of one type. */
function chunkOf<R extends Row>(row: R): Chunk<R> | undefined {
  return row.chunk as Chunk<R> | undefined;
}
