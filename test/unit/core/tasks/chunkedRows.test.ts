import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Chunk, ChunkedRows, type Row, usualChunkSize } from '../../../../src/core/tasks/chunkedRows.ts';

class NumberedRow implements Row {
  chunk: Chunk<Row> | undefined = undefined;
  readonly number: number;

  constructor(number: number) {
    this.number = number;
  }
}

function rows(count: number, from = 0): NumberedRow[] {
  return Array.from({ length: count }, (_, index) => new NumberedRow(from + index));
}

describe('a sequence of rows', () => {
  it('does what an array does, whatever is put in and taken out where', () => {
    const change = fc.record({
      at: fc.nat({ max: 2000 }),
      add: fc.boolean(),
      times: fc.integer({ min: 1, max: 300 }),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        const sequence = new ChunkedRows<NumberedRow>();
        const array: NumberedRow[] = [];
        for (const { at, add, times } of changes) {
          for (const row of rows(times)) {
            const index = array.length === 0 ? 0 : at % (array.length + 1);
            const [removed] = add ? [] : array.splice(index, 1);
            if (removed !== undefined) {
              sequence.remove(removed);
            } else if (add) {
              sequence.insertAfter(array[index - 1], row);
              array.splice(index, 0, row);
            }
          }
        }
        expect([...sequence]).toEqual(array);
        expect(sequence.size).toBe(array.length);
        expect(sequence.last).toBe(array.at(-1));
        for (const chunk of sequence.chunks) {
          expect(chunk.rows.length).toBeGreaterThan(0);
          expect(chunk.rows.length).toBeLessThanOrEqual(2 * usualChunkSize);
        }
        const middle = array.length >> 1;
        const row = array[middle];
        if (row !== undefined) {
          expect([...sequence.after(row)]).toEqual(array.slice(middle + 1));
          expect(sequence.next(row)).toBe(array[middle + 1]);
          expect(sequence.before(row)).toBe(array[middle - 1]);
          for (const [index, other] of array.entries()) {
            expect(sequence.reaches(row, other)).toBe(middle <= index);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('finds a place by age without looking at every row', () => {
    const sequence = new ChunkedRows<NumberedRow>();
    sequence.append(rows(50_000));
    let looks = 0;
    const found = sequence.lastInFront((row) => {
      looks++;
      return row.number < 31_234;
    });
    expect(found?.number).toBe(31_233);
    expect(looks).toBeLessThan(40);
    expect(sequence.lastInFront(() => false)).toBeUndefined();
  });

  it('takes rows without an age for as old as the one before them, be it in another chunk', () => {
    const sequence = new ChunkedRows<NumberedRow>(2);
    sequence.append([1, 5, -1, -2, -3, -4, 9].map((number) => new NumberedRow(number)));
    const behind = (age: number) =>
      sequence.lastInFront(({ number }) => (number < 0 ? undefined : number < age))?.number;
    expect([behind(1), behind(3), behind(7), behind(10)]).toEqual([undefined, 1, -4, 9]);
  });

  it('keeps chunks as they are when rows come and go elsewhere', () => {
    const sequence = new ChunkedRows<NumberedRow>();
    sequence.append(rows(5 * usualChunkSize));
    const [, , third] = sequence.chunks;
    const before = [...(third?.rows ?? [])];
    sequence.insertAfter(undefined, new NumberedRow(-1));
    sequence.append(rows(3, 10_000));
    expect(sequence.chunks[2]).toBe(third);
    expect(third?.rows).toEqual(before);
  });
});
