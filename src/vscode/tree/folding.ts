import type { Chunk } from '../../core/tasks/chunkedRows.ts';
import type { ListRow } from '../../core/tasks/listRows.ts';

/** Chunks shown row by row at either end of a group; those in between are folded. */
const openAtTop = 1;
const openAtBottom = 2;
/** Folded chunks that stand side by side are folded once more in this number. */
const blockSize = 25;

/** Neighbouring folded chunks behind one row. */
export interface Block {
  readonly chunks: Chunk<ListRow>[];
}

/** What a group lists: rows of an open chunk, a folded chunk, or a block of folded chunks. */
export type Fold =
  | { readonly kind: 'open'; readonly chunk: Chunk<ListRow> }
  | { readonly kind: 'chunk'; readonly chunk: Chunk<ListRow> }
  | { readonly kind: 'block'; readonly block: Block };

/**
 * How one group's rows are laid out: the newest ones and the ones loaded last row by row, what lies between folded
 * into ranges, and many ranges into blocks. So a group lists a few hundred rows, however much is loaded. A chunk
 * stays in its block for good: growing at either end moves nothing in between.
 */
export class Folding {
  readonly #blocks = new WeakMap<Chunk<ListRow>, Block>();

  /** The layout of these chunks, top to bottom. */
  layOut(chunks: readonly Chunk<ListRow>[]): Fold[] {
    const open = (chunk: Chunk<ListRow>): Fold => ({ kind: 'open', chunk });
    if (chunks.length <= openAtTop + openAtBottom) {
      return chunks.map(open);
    }
    const folded = chunks.slice(openAtTop, -openAtBottom);
    return [
      ...chunks.slice(0, openAtTop).map(open),
      ...this.#fold(folded),
      ...chunks.slice(-openAtBottom).map(open),
    ];
  }

  isOpen(chunk: Chunk<ListRow>, chunks: readonly Chunk<ListRow>[]): boolean {
    return (
      chunks.length <= openAtTop + openAtBottom ||
      chunks.slice(0, openAtTop).includes(chunk) ||
      chunks.slice(-openAtBottom).includes(chunk)
    );
  }

  blockOf(chunk: Chunk<ListRow>): Block | undefined {
    return this.#blocks.get(chunk);
  }

  #fold(chunks: readonly Chunk<ListRow>[]): Fold[] {
    this.#makeBlocks(chunks);
    const folds: Fold[] = [];
    const met = new Map<Block, Chunk<ListRow>[]>();
    for (const chunk of chunks) {
      const block = this.#blocks.get(chunk);
      if (block === undefined) {
        folds.push({ kind: 'chunk', chunk });
        continue;
      }
      const present = met.get(block);
      if (present === undefined) {
        met.set(block, [chunk]);
        folds.push({ kind: 'block', block });
      } else {
        present.push(chunk);
      }
    }
    for (const [block, present] of met) {
      block.chunks.splice(0, block.chunks.length, ...present);
    }
    return folds;
  }

  #makeBlocks(chunks: readonly Chunk<ListRow>[]): void {
    this.#joinEnclosed(chunks);
    let loose: Chunk<ListRow>[] = [];
    for (const chunk of chunks) {
      if (this.#blocks.has(chunk)) {
        loose = [];
        continue;
      }
      loose.push(chunk);
      if (loose.length === blockSize) {
        const block: Block = { chunks: loose };
        for (const member of loose) {
          this.#blocks.set(member, block);
        }
        loose = [];
      }
    }
  }

  /** Chunks that splits have left loose between two of the same block join it. */
  #joinEnclosed(chunks: readonly Chunk<ListRow>[]): void {
    let block: Block | undefined;
    let loose: Chunk<ListRow>[] = [];
    for (const chunk of chunks) {
      const own = this.#blocks.get(chunk);
      if (own === undefined) {
        loose.push(chunk);
        continue;
      }
      for (const enclosed of own === block ? loose : []) {
        this.#blocks.set(enclosed, own);
      }
      block = own;
      loose = [];
    }
  }
}
