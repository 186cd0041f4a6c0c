import { describe, expect, it } from 'vitest';
import { readOffsetPages } from '../../../../../src/core/providers/tencent/offsetPages.ts';

const names = (count: number) => Array.from({ length: count }, (_, index) => ({ Name: `n-${index}` }));

/** A service with so many entries, as many a page as it likes, and its slips. */
function read(
  all: readonly unknown[],
  cap: number,
  { total, empty = [] }: { total?: number; empty?: number[] },
) {
  const asked: number[] = [];
  const result = readOffsetPages(
    { field: 'List', entryKey: 'Name', limit: 10, maxPages: 20 },
    async ({ Offset }, open) => {
      const offset = Number(Offset);
      asked.push(offset);
      const List = empty.includes(asked.length) ? [] : all.slice(offset, offset + cap);
      const response = { List, ...(total === undefined ? {} : { TotalCount: total }) };
      return open({ response, text: JSON.stringify(response) });
    },
  );
  return { asked, result };
}

describe('a list by offset', () => {
  it.each([
    { count: 45, cap: 10 },
    { count: 45, cap: 7 },
    { count: 40, cap: 20 },
    { count: 0, cap: 10 },
  ])('is read to its end, total told or not, capped or not: %o', async ({ count, cap }) => {
    for (const total of [count, undefined]) {
      const { entries, missing, text } = await read(names(count), cap, {
        ...(total === undefined ? {} : { total }),
      }).result;
      expect(entries).toEqual(names(count));
      expect(JSON.parse(text)).toEqual(names(count));
      expect(missing).toBe(0);
    }
  });

  it('is not ended by one empty page, and tells what is missing after two', async () => {
    const once = await read(names(45), 10, { total: 45, empty: [3] }).result;
    expect(once).toMatchObject({ missing: 0, entries: { length: 45 } });
    const twice = read(names(45), 10, { total: 45, empty: [3, 4] });
    expect(await twice.result).toMatchObject({ missing: 25, entries: { length: 20 } });
    expect(twice.asked).toEqual([0, 10, 20, 20]);
  });

  it('takes a bounded part of an answer, and of answers without end', async () => {
    const endless = names(100_000);
    expect((await read(endless, 100_000, { total: 1e9 }).result).entries.length).toBeLessThanOrEqual(300);
  });

  it('leaves out what is no entry, in its text too', async () => {
    const { entries, text } = await read([null, { Name: 'a' }, 'x'], 10, { total: 3 }).result;
    expect(entries).toEqual([{ Name: 'a' }]);
    expect(JSON.parse(text)).toEqual(entries);
  });

  it('keeps the digits and the order of what was sent in its text', async () => {
    const sent = '{"List":[{"Name":"a","Id":9007199254740993,"x":25.0,"x":1e400}],"TotalCount":1}';
    const { text } = await readOffsetPages(
      { field: 'List', entryKey: 'Name', limit: 10, maxPages: 20 },
      async (_, open) => open({ response: JSON.parse(sent), text: sent }),
    );
    expect(text).toBe('[{"Name":"a","Id":9007199254740993,"x":25.0,"x":1e400}]');
  });
});
