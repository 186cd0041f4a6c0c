import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Task } from '../../../../../src/core/model/task.ts';
import {
  firstStretch,
  nextStretch,
  type Stretch,
} from '../../../../../src/core/providers/alibaba/numberedPages.ts';
import type { TaskSet } from '../../../../../src/core/providers/alibaba/taskSet.ts';

const size = 10;

function task(id: number): Task {
  return {
    id: `t-${id}`,
    status: 'Finished',
    type: 'ImportImage',
    subtypes: [],
    createdAt: id * 60_000,
    startedAt: undefined,
    finishedAt: undefined,
    failed: undefined,
  };
}

/** A list, newest first, that changes between reads. */
class MovingList {
  tasks: Task[];
  reads: number[] = [];
  readonly #tellsTotal: boolean;
  #nextId: number;

  constructor(count: number, tellsTotal: boolean) {
    this.tasks = Array.from({ length: count }, (_, index) => task(count - index));
    this.#tellsTotal = tellsTotal;
    this.#nextId = count + 1;
  }

  add(count: number): void {
    for (let added = 0; added < count; added++) {
      this.tasks.unshift(task(this.#nextId++));
    }
  }

  remove(at: number): void {
    this.tasks.splice(at, 1);
  }

  readonly read = async (pageNumber: number, pageSize: number): Promise<TaskSet> => {
    this.reads.push(pageNumber);
    return {
      tasks: this.tasks.slice((pageNumber - 1) * pageSize, pageNumber * pageSize),
      malformed: [],
      total: this.#tellsTotal ? this.tasks.length : undefined,
      pageSize: undefined,
      requestId: undefined,
    };
  };
}

async function walk(list: MovingList, lively: boolean, between: (step: number) => void = () => {}) {
  const stretches: Stretch[] = [await firstStretch(list.read, size)];
  for (let step = 0; step < 200; step++) {
    const next = stretches.at(-1)?.next;
    if (next === undefined) {
      break;
    }
    between(step);
    stretches.push(await nextStretch(list.read, next, lively));
  }
  return { stretches, ids: stretches.flatMap(({ tasks }) => tasks.map(({ id }) => id)) };
}

describe('numbered pages', () => {
  it.each([
    { count: 30, pages: 3 },
    { count: 31, pages: 4 },
    { count: 9, pages: 1 },
    { count: 0, pages: 1 },
  ])('ends $count tasks after $pages pages', async ({ count, pages }) => {
    const list = new MovingList(count, true);
    const { ids } = await walk(list, false);
    expect(ids).toEqual(list.tasks.map(({ id }) => id));
    expect(list.reads).toEqual(Array.from({ length: pages }, (_, index) => index + 1));
  });

  it('ends at a short page where no total is told', async () => {
    const list = new MovingList(25, false);
    const { ids, stretches } = await walk(list, false);
    expect(new Set(ids).size).toBe(25);
    expect(stretches.at(-1)?.next).toBeUndefined();
  });

  it('goes on past a total that is smaller than what was read', async () => {
    const list = new MovingList(35, true);
    const lying = async (pageNumber: number, pageSize: number) => ({
      ...(await list.read(pageNumber, pageSize)),
      total: 1,
    });
    const first = await firstStretch(lying, size);
    expect(first.next).toBeDefined();
  });

  it('pages by the size the service gives when that is less than asked for', async () => {
    const list = new MovingList(25, true);
    const read = async (pageNumber: number) => ({ ...(await list.read(pageNumber, 5)), pageSize: 5 });
    const first = await firstStretch(read, 100);
    expect(first.next).toMatchObject({ pageNumber: 2, pageSize: 5 });
  });

  it('reads the page before again when tasks have gone, and misses none', async () => {
    const list = new MovingList(40, true);
    const first = await firstStretch(list.read, size);
    list.remove(0);
    list.remove(3);
    if (first.next === undefined) {
      throw new Error('no second page');
    }
    const second = await nextStretch(list.read, first.next, false);
    expect(list.reads).toEqual([1, 2, 1]);
    expect(second.tasks.map(({ id }) => id)).toContain('t-30');
  });

  it('passes over pages that were pushed down by new tasks', async () => {
    const list = new MovingList(40, true);
    const first = await firstStretch(list.read, size);
    list.add(35);
    if (first.next === undefined) {
      throw new Error('no second page');
    }
    const second = await nextStretch(list.read, first.next, false);
    expect(list.reads).toEqual([1, 2, 3, 4, 5]);
    const ids = second.tasks.map(({ id }) => id);
    expect(ids).toContain('t-30');
    expect(ids).not.toContain('t-75');
  });

  it('does not end where a page holds nothing but known tasks', async () => {
    const list = new MovingList(40, true);
    const first = await firstStretch(list.read, size);
    list.add(size);
    if (first.next === undefined) {
      throw new Error('no second page');
    }
    const second = await nextStretch(list.read, first.next, false);
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
          const { ids } = await walk(list, false, (step) => {
            list.add(changes[step]?.added ?? 0);
            list.tasks.splice(list.tasks.length - Math.min(changes[step]?.aged ?? 0, list.tasks.length));
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
        const { ids } = await walk(list, true, (step) => {
          const { added, removed, aged } = changes[step] ?? { added: 0, removed: [], aged: 0 };
          for (const at of removed) {
            list.remove(at % Math.max(1, list.tasks.length));
          }
          list.add(added);
          list.tasks.splice(list.tasks.length - Math.min(aged, list.tasks.length));
        });
        const stayed = list.tasks.filter(({ id }) => all.has(id));
        expect(stayed.filter(({ id }) => !ids.includes(id))).toEqual([]);
      }),
    );
  });
});
