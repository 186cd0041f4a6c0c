import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Chunk, ChunkedRows } from '../../../src/core/tasks/chunkedRows.ts';
import { type ListRow, TaskRecord } from '../../../src/core/tasks/listRows.ts';
import { type Fold, Folding } from '../../../src/vscode/tree/folding.ts';
import { ListedCloud, task } from '../core/tasks/listedCloud.ts';

const list = {
  key: 'FINISH',
  kind: { status: 'FINISH', name: 'Finished', stage: 'done', severity: 'good' },
} as const;
const service = new ListedCloud();

/** Two rows to a chunk. */
class Folded {
  readonly rows = new ChunkedRows<ListRow>(2);
  readonly folding = new Folding();
  #made = 0;

  record(): TaskRecord {
    return new TaskRecord({ ...list, service }, task(`t ${this.#made++}`, 'FINISH'));
  }

  append(count: number): void {
    this.rows.append(Array.from({ length: count }, () => this.record()));
  }

  get layout(): readonly Fold[] {
    return this.folding.layOut(this.rows.chunks);
  }
}

/** Every row of a layout, those behind folded ones too. */
function rowsOf(layout: readonly Fold[]): readonly ListRow[] {
  const chunks = layout.flatMap((fold): readonly Chunk<ListRow>[] =>
    fold.kind === 'block' ? fold.block.chunks : [fold.chunk],
  );
  return chunks.flatMap(({ rows }) => rows);
}

function shapeOf(layout: readonly Fold[]): string {
  return layout.map(({ kind }) => kind).join(' ');
}

describe('folding', () => {
  it('shows a short list row by row', () => {
    const folded = new Folded();
    expect(folded.layout).toEqual([]);
    folded.append(6);
    expect(shapeOf(folded.layout)).toBe('open open open');
  });

  it('folds what lies between the newest rows and the ones loaded last', () => {
    const folded = new Folded();
    folded.append(12);
    expect(shapeOf(folded.layout)).toBe('open chunk chunk chunk open open');
    const { chunks } = folded.rows;
    expect(chunks.map((chunk) => folded.folding.isOpen(chunk, chunks))).toEqual([
      true,
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  it('puts twenty-five folded neighbours behind one row, which stays the same object', () => {
    const folded = new Folded();
    folded.append(2 * (3 + 25));
    const [, first] = folded.layout;
    expect(shapeOf(folded.layout)).toBe('open block open open');
    folded.append(2 * 25);
    expect(shapeOf(folded.layout)).toBe('open block block open open');
    const [, again] = folded.layout;
    expect(again?.kind === 'block' && first?.kind === 'block' && again.block === first.block).toBe(true);
  });

  it('keeps the halves of a split chunk in their block', () => {
    const folded = new Folded();
    folded.append(2 * (3 + 25));
    void folded.layout;
    const inside = folded.rows.chunks[10]?.rows[0];
    for (let added = 0; added < 3; added++) {
      folded.rows.insertAfter(inside, folded.record());
    }
    expect(folded.rows.chunks).toHaveLength(29);
    expect(shapeOf(folded.layout)).toBe('open block open open');
    expect(rowsOf(folded.layout)).toEqual([...folded.rows]);
  });

  it('takes in all the chunks that one chunk of a block has grown into', () => {
    const folded = new Folded();
    folded.append(2 * (3 + 25));
    void folded.layout;
    let last = folded.rows.chunks[10]?.rows[0];
    for (let added = 0; added < 20; added++) {
      const row = folded.record();
      folded.rows.insertAfter(last, row);
      last = row;
    }
    expect(folded.rows.chunks.length).toBeGreaterThan(31);
    expect(shapeOf(folded.layout)).toBe('open block open open');
    expect(rowsOf(folded.layout)).toEqual([...folded.rows]);
  });

  it('shows every row once, in order, and knows the block of each chunk, whatever comes and goes', () => {
    const change = fc.record({
      does: fc.constantFrom('append', 'insert', 'remove'),
      at: fc.nat({ max: 500 }),
      count: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(fc.nat({ max: 200 }), fc.array(change, { maxLength: 25 }), (size, changes) => {
        const folded = new Folded();
        folded.append(size);
        for (const { does, at, count } of changes) {
          const all = [...folded.rows];
          for (let done = 0; done < count; done++) {
            const row = all[(at + done) % Math.max(1, all.length)];
            if (does === 'append') {
              folded.append(1);
            } else if (does === 'insert' || row === undefined) {
              folded.rows.insertAfter(row?.chunk === undefined ? undefined : row, folded.record());
            } else {
              folded.rows.remove(row);
            }
          }
          const { layout } = folded;
          expect(rowsOf(layout)).toEqual([...folded.rows]);
          for (const fold of layout) {
            if (fold.kind === 'block') {
              expect(fold.block.chunks.every((chunk) => folded.folding.blockOf(chunk) === fold.block)).toBe(
                true,
              );
            }
          }
        }
      }),
    );
  });
});
