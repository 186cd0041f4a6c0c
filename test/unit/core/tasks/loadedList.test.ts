import { describe, expect, it } from 'vitest';
import type { DatedRow } from '../../../../src/core/tasks/ageOrder.ts';
import type { Chunk, Row } from '../../../../src/core/tasks/chunkedRows.ts';
import { LoadedList } from '../../../../src/core/tasks/loadedList.ts';
import { Watermark } from '../../../../src/core/tasks/watermark.ts';
import { task } from './listedCloud.ts';

class NumberedRow implements DatedRow {
  chunk: Chunk<Row> | undefined = undefined;
  readonly number: number;

  constructor(number: number) {
    this.number = number;
  }

  get createdAt(): number {
    return this.number;
  }
}

/** A list whose rows are numbers, the greater the newer. */
class NumberedList {
  readonly gone: number[] = [];
  readonly list = new LoadedList<NumberedRow>({ onGone: (row) => this.gone.push(row.number) });
  readonly #rows = new Map<number, NumberedRow>();

  row(number: number): NumberedRow {
    const row = this.#rows.get(number) ?? new NumberedRow(number);
    this.#rows.set(number, row);
    return row;
  }

  read(numbers: readonly number[], next: string, first = false) {
    const page = {
      rows: numbers.map((number) => this.row(number)),
      position:
        next === 'end'
          ? { next: undefined, end: 'complete' as const }
          : { next: { key: next }, end: undefined },
      mayJoin: true,
    };
    return first ? this.list.restart(page) : this.list.append(page);
  }

  get shown(): number[] {
    return Array.from(this.list.rows, (row) => row.number);
  }

  get next(): string | undefined {
    return this.list.position.next?.key;
  }
}

function read(...pages: number[][]): NumberedList {
  const list = new NumberedList();
  for (const [index, page] of pages.entries()) {
    list.read(page, `p${index + 1}`, index === 0);
  }
  return list;
}

describe('a list that is read again', () => {
  it('goes on where it had been when the first page leads into known rows', () => {
    const list = read([9, 8, 7], [6, 5, 4]);
    expect(list.read([10, 9, 8], 'new', true)).toEqual({ added: 1, joined: true });
    expect(list.shown).toEqual([10, 9, 8, 7, 6, 5, 4]);
    expect(list.next).toBe('p2');
  });

  it('keeps all known rows behind a page that leads into none of them', () => {
    const list = read([9, 8, 7]);
    expect(list.read([15, 14, 13], 'new', true)).toEqual({ added: 3, joined: false });
    expect(list.shown).toEqual([15, 14, 13, 9, 8, 7]);
    expect(list.next).toBe('new');
    expect(list.read([12, 11, 10], 'newer').joined).toBe(false);
    expect(list.read([9, 8, 7], 'newest').joined).toBe(false);
    expect(list.next).toBe('newest');
  });

  it('does not jump ahead when new rows end the page: they may lie behind where the list had been read to', () => {
    const list = read([9, 7]);
    expect(list.read([9, 3], 'new', true).joined).toBe(false);
    expect(list.shown).toEqual([9, 3, 7]);
    expect(list.next).toBe('new');
  });

  it('lets rows go between two that follow each other as before', () => {
    const list = read([9, 8, 7, 6, 5]);
    expect(list.read([9, 6, 5], 'new', true).joined).toBe(false);
    expect(list.gone).toEqual([8, 7]);
    expect(list.shown).toEqual([9, 6, 5]);
  });

  it('takes one row out of its place for one that has moved up', () => {
    const list = read([9, 8, 7, 6, 5, 4]);
    expect(list.read([10, 5], 'new', true).joined).toBe(false);
    expect(list.shown).toEqual([10, 5, 9, 8, 7, 6, 4]);
    expect(list.gone).toEqual([]);
    expect(list.read([9, 8], 'newer').joined).toBe(true);
    expect(list.shown).toEqual([10, 5, 9, 8, 7, 6, 4]);
  });

  it('still knows the follower of a row that moved when that one goes first', () => {
    const list = read([9, 8, 7, 6, 5]);
    list.read([10, 7], 'new', true);
    list.list.remove(list.row(6));
    list.read([5], 'newer');
    expect(list.gone).toEqual([9, 8]);
    expect(list.shown).toEqual([10, 7, 5]);
  });

  it('lets everything go that lies behind the end', () => {
    const list = read([9, 8, 7], [6, 5]);
    list.read([9, 8], 'end', true);
    expect(list.shown).toEqual([9, 8]);
    expect(list.gone).toEqual([7, 6, 5]);
  });

  it('keeps its place when the row it had been read to leaves', () => {
    const list = read([9, 8, 7], [6, 5]);
    list.read([20, 19], 'gap', true);
    list.list.remove(list.row(5));
    list.list.remove(list.row(19));
    list.read([18, 9, 8], 'new');
    expect(list.shown).toEqual([20, 18, 9, 8, 7, 6]);
    expect(list.next).toBe('p2');
  });

  it('keeps what was on a page that came empty in front of older rows behind it', () => {
    const list = read([9, 8]);
    list.list.restart({
      rows: [],
      position: { next: { key: 'p1' }, end: undefined, empty: 1 },
      mayJoin: true,
    });
    list.read([5, 4], 'p2');
    expect(list.shown).toEqual([9, 8, 5, 4]);
    expect(list.list.readDownTo).toBe(4);
    list.read([9, 8], 'p1', true);
    expect(list.next).toBe('p2');
    expect(list.gone).toEqual([]);
    expect(list.shown).toEqual([9, 8, 5, 4]);
  });

  it('lets rows go that a reading by age has passed, on the word of two tasks', () => {
    const list = read([9, 8, 7]);
    const trail = new Watermark();
    const pass = (...seconds: number[]): void =>
      trail.pass({
        tasks: seconds.map((second) => task(`t ${second}`, 'FINISH', { createdAt: second })),
        malformed: [],
        next: undefined,
        total: undefined,
        requestId: undefined,
      });
    list.read([12, 6], 'new', true);
    pass(12, 6);
    expect(list.list.hasPassedAll(trail)).toBe(false);
    list.list.dropPassed(trail);
    expect(list.gone).toEqual([]);
    list.read([5], 'newer');
    pass(5);
    expect(list.list.hasPassedAll(trail)).toBe(true);
    list.list.dropPassed(trail);
    expect(list.gone).toEqual([9, 8, 7]);
  });

  it('trusts no age once tasks came in another order', () => {
    const trail = new Watermark();
    trail.pass({
      tasks: [5, 6, 4, 3].map((second) => task(`t ${second}`, 'FINISH', { createdAt: second })),
      malformed: [],
      next: undefined,
      total: undefined,
      requestId: undefined,
    });
    expect(trail.isNewestFirst).toBe(false);
    expect(trail.isPast(9)).toBe(false);
  });
});

describe('a row that another list has brought', () => {
  it('is put in by its age', () => {
    const list = read([9, 8, 6, 5]);
    list.list.adopt(list.row(7));
    list.list.adopt(list.row(10));
    expect(list.shown).toEqual([10, 9, 8, 7, 6, 5]);
  });

  it('stays behind what comes once a list goes on whose end was a slip of the service', () => {
    const list = read([9]);
    const position = { next: undefined, end: 'nothingNew' as const, asked: { key: 'p1' } };
    list.list.append({ rows: [list.row(9)], position, mayJoin: true });
    list.list.adopt(list.row(5));
    list.list.retryEnds();
    list.read([7], 'p2');
    expect(list.shown).toEqual([9, 7, 5]);
  });

  it('waits at the end of a list that goes on to be read there', () => {
    const list = read([9, 8]);
    list.list.adopt(list.row(3));
    list.read([7, 6, 3, 2], 'p2');
    expect(list.shown).toEqual([9, 8, 7, 6, 3, 2]);
    expect(list.next).toBe('p2');
  });
});
