import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  firstSegment,
  nextSegment,
  type Segment,
} from '../../../../../src/core/providers/alibaba/numberedPages.ts';
import { MovingList, pageSize as size } from './movingList.ts';

interface Walk {
  readonly list: MovingList;
  readonly lively: boolean;
  readonly read?: MovingList['read'];
  readonly limit?: number;
  readonly between?: (step: number) => void;
}

async function walk({ list, lively, read = list.read, limit = size, between = () => {} }: Walk) {
  const segments: Segment[] = [await firstSegment(read, limit)];
  for (let step = 0; step < 200; step++) {
    const next = segments.at(-1)?.next;
    if (next === undefined) {
      break;
    }
    between(step);
    segments.push(await nextSegment(read, next, lively));
  }
  return { segments, ids: segments.flatMap(({ tasks }) => tasks.map(({ id }) => id)) };
}

describe('numbered pages', () => {
  it.each([
    { count: 30, pages: 3 },
    { count: 31, pages: 4 },
    { count: 9, pages: 1 },
    { count: 0, pages: 1 },
  ])('ends $count tasks after $pages pages', async ({ count, pages }) => {
    const list = new MovingList(count, true);
    const { ids } = await walk({ list, lively: false });
    expect(ids).toEqual(list.tasks.map(({ id }) => id));
    expect(list.reads).toEqual(Array.from({ length: pages }, (_, index) => index + 1));
  });

  it('ends at a short page where no total is told', async () => {
    const list = new MovingList(25, false);
    const { ids, segments } = await walk({ list, lively: false });
    expect(new Set(ids).size).toBe(25);
    expect(segments.at(-1)?.next).toBeUndefined();
  });

  it('goes on past a total that is smaller than what was read', async () => {
    const list = new MovingList(35, true);
    const lying = async (pageNumber: number, pageSize: number) => ({
      ...(await list.read(pageNumber, pageSize)),
      total: 1,
    });
    const first = await firstSegment(lying, size);
    expect(first.next).toBeDefined();
  });

  it('pages by the size the service gives when that is less than asked for', async () => {
    const list = new MovingList(25, true);
    const read = async (pageNumber: number) => ({ ...(await list.read(pageNumber, 5)), pageSize: 5 });
    const first = await firstSegment(read, 100);
    expect(first.next).toMatchObject({ pageNumber: 2, pageSize: 5 });
  });

  /** A gateway that gives no more than this, by its own count of pages, and does not say so. */
  const capped =
    (list: MovingList, cap: number, countsBy: 'cap' | 'asked') => async (page: number, asked: number) => {
      const from = (page - 1) * (countsBy === 'cap' ? cap : asked);
      const all = await list.read(1, 10_000);
      list.reads.splice(-1, 1, page);
      return { ...all, tasks: list.tasks.slice(from, from + Math.min(cap, asked)) };
    };

  it.each(
    [45, 200, 40, 41, 60].flatMap((count) =>
      [true, false].flatMap((tellsTotal) =>
        ([7, 20] as const).flatMap((cap) =>
          (['cap', 'asked'] as const).map((countsBy) => ({ count, tellsTotal, cap, countsBy })),
        ),
      ),
    ),
  )('reads all through a gateway that caps its pages: %o', async ({ count, tellsTotal, cap, countsBy }) => {
    const list = new MovingList(count, tellsTotal);
    const { ids, segments } = await walk({
      list,
      read: capped(list, cap, countsBy),
      limit: 50,
      lively: false,
    });
    expect(new Set(ids).size).toBe(count);
    expect(segments.at(-1)?.next).toBeUndefined();
    expect(list.reads.length).toBeLessThan(2 * Math.ceil(count / cap) + 3);
  });

  it.each([0, 1, 19])('takes a total of %i for none where more than that has come', async (total) => {
    const list = new MovingList(45, true);
    const read = async (page: number, asked: number) => ({
      ...(await capped(list, 20, 'cap')(page, asked)),
      total,
    });
    const { ids, segments } = await walk({ list, read, limit: 50, lively: false });
    expect(new Set(ids).size).toBe(45);
    expect(segments.at(-1)).toMatchObject({ next: undefined, total: undefined });
  });

  it.each([
    { page: 1, tellsTotal: true },
    { page: 2, tellsTotal: true },
    { page: 3, tellsTotal: true },
    { page: 1, tellsTotal: false },
    { page: 3, tellsTotal: false },
  ])('gets past an empty page $page (total told: $tellsTotal)', async ({ page, tellsTotal }) => {
    const list = new MovingList(50, tellsTotal);
    let slips = 1;
    const read = async (pageNumber: number, pageSize: number) => {
      const set = await list.read(pageNumber, pageSize);
      return pageNumber === page && slips-- > 0 ? { ...set, tasks: [] } : set;
    };
    const { ids } = await walk({ list, read, limit: size, lively: false });
    expect(new Set(ids).size).toBe(50);
  });

  it('keeps the place of a page that stays empty although the total says otherwise', async () => {
    const list = new MovingList(50, true);
    const read = async (pageNumber: number, pageSize: number) => ({
      ...(await list.read(pageNumber, pageSize)),
      ...(pageNumber === 1 ? {} : { tasks: [] }),
    });
    const first = await firstSegment(read, size);
    const second = first.next && (await nextSegment(read, first.next, false));
    expect(second).toMatchObject({ tasks: [], next: { key: first.next?.key, pageNumber: 2 } });
  });

  it.each([true, false])(
    'shows an empty page as one, with the cursor it was asked with (active: %s)',
    async (active) => {
      const list = new MovingList(50, false);
      let slips = 1;
      const read = async (pageNumber: number, pageSize: number) => {
        const set = await list.read(pageNumber, pageSize);
        return pageNumber === 3 && slips-- > 0 ? { ...set, tasks: [] } : set;
      };
      const { next: second } = await firstSegment(read, size);
      const { next: third } = (second && (await nextSegment(read, second, active))) ?? {};
      const segment = third && (await nextSegment(read, third, active));
      expect(segment).toMatchObject({ tasks: [], malformed: [], next: { key: third?.key }, knowsMore: true });
    },
  );

  it('ends where a service without a total gives the same page under every number', async () => {
    const list = new MovingList(5, false);
    const first = await firstSegment(() => list.read(1, 5), size);
    expect(first).toMatchObject({ next: undefined });
    expect(first.tasks).toHaveLength(5);
  });

  it('reads the page before again when tasks have gone, and misses none', async () => {
    const list = new MovingList(40, true);
    const first = await firstSegment(list.read, size);
    list.remove(0);
    list.remove(3);
    if (first.next === undefined) {
      throw new Error('no second page');
    }
    const second = await nextSegment(list.read, first.next, false);
    expect(list.reads).toEqual([1, 2, 1]);
    expect(second.tasks.map(({ id }) => id)).toContain('t-30');
  });

  it('passes over pages that were pushed down by new tasks', async () => {
    const list = new MovingList(40, true);
    const first = await firstSegment(list.read, size);
    list.add(35);
    if (first.next === undefined) {
      throw new Error('no second page');
    }
    const second = await nextSegment(list.read, first.next, false);
    expect(list.reads).toEqual([1, 2, 3, 4, 5]);
    const ids = second.tasks.map(({ id }) => id);
    expect(ids).toContain('t-30');
    expect(ids).not.toContain('t-75');
  });

  it('does not end where a page holds nothing but known tasks', async () => {
    const list = new MovingList(40, true);
    const first = await firstSegment(list.read, size);
    list.add(size);
    if (first.next === undefined) {
      throw new Error('no second page');
    }
    const second = await nextSegment(list.read, first.next, false);
    expect(second.tasks.map(({ id }) => id)).toContain('t-30');
    expect(second.next).toMatchObject({ pageNumber: 4 });
  });

  const change = fc.record({
    added: fc.integer({ min: 0, max: 3 * size }),
    removed: fc.array(fc.nat(), { maxLength: 12 }),
    aged: fc.integer({ min: 0, max: 4 }),
  });

  it('never skips a task of an ended status that was there all along', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 90 }),
        fc.array(fc.record({ added: fc.integer({ min: 0, max: 3 * size }), aged: fc.nat({ max: 9 }) })),
        async (count, changes) => {
          const list = new MovingList(count, true);
          const all = new Set(list.tasks.map(({ id }) => id));
          const { ids } = await walk({
            list,
            lively: false,
            between: (step) => {
              list.add(changes[step]?.added ?? 0);
              list.tasks.splice(list.tasks.length - Math.min(changes[step]?.aged ?? 0, list.tasks.length));
            },
          });
          const stayed = list.tasks.filter(({ id }) => all.has(id));
          expect(stayed.filter(({ id }) => !ids.includes(id))).toEqual([]);
        },
      ),
    );
  });

  it.each([true, false])('never skips a task of a lively list (total told: %s)', async (tellsTotal) => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 90 }), fc.array(change), async (count, changes) => {
        const list = new MovingList(count, tellsTotal);
        const all = new Set(list.tasks.map(({ id }) => id));
        const { ids } = await walk({
          list,
          lively: true,
          between: (step) => {
            const { added, removed, aged } = changes[step] ?? { added: 0, removed: [], aged: 0 };
            for (const at of removed) {
              list.remove(at % Math.max(1, list.tasks.length));
            }
            list.add(added);
            list.tasks.splice(list.tasks.length - Math.min(aged, list.tasks.length));
          },
        });
        const stayed = list.tasks.filter(({ id }) => all.has(id));
        expect(stayed.filter(({ id }) => !ids.includes(id))).toEqual([]);
      }),
    );
  });
});
