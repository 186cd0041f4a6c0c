import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  firstSegment,
  nextSegment,
  type ReadPage,
} from '../../../../../src/core/providers/alibaba/numberedPages.ts';
import { PagesAhead } from '../../../../../src/core/providers/alibaba/pagesAhead.ts';
import { MovingList, pageSize } from './movingList.ts';

const never = new AbortController().signal;

/** Which of so many waiting reads is answered next. */
type Turn = (waiting: number) => number;

interface Walk {
  readonly read: ReadPage;
  readonly turn?: Turn;
}

/** Answers reads one at a time, in the order that the test says. */
class Server {
  /** How many reads waited together: one round trip for all of them. */
  roundTrips = 0;
  mostWaiting = 0;
  readonly #turn: Turn;
  readonly #read: ReadPage;
  #waiting: (() => void)[] = [];

  constructor({ read, turn = () => 0 }: Walk) {
    this.#read = read;
    this.#turn = turn;
  }

  readonly read: ReadPage = (pageNumber, size) =>
    new Promise((resolve, reject) => {
      this.#waiting.push(() => this.#read(pageNumber, size).then(resolve, reject));
    });

  /** Answers until the walk is over. */
  async serve<T>(walk: Promise<T>): Promise<T> {
    let isOver = false;
    const end = (): void => {
      isOver = true;
    };
    walk.then(end, end);
    for (await drained(); !isOver; await drained()) {
      this.roundTrips++;
      this.mostWaiting = Math.max(this.mostWaiting, this.#waiting.length);
      const batch = this.#waiting;
      this.#waiting = [];
      while (batch.length > 0) {
        const [answer] = batch.splice(this.#turn(batch.length) % batch.length, 1);
        answer?.();
      }
    }
    return walk;
  }
}

function drained(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function walk(read: ReadPage, ahead?: PagesAhead, signal = never): Promise<string[]> {
  let segment = await firstSegment(read, pageSize);
  const ids = segment.tasks.map(({ id }) => id);
  while (segment.next !== undefined) {
    const { next } = segment;
    segment = await nextSegment(read, next, false, await ahead?.take(next, signal));
    ids.push(...segment.tasks.map(({ id }) => id));
  }
  return ids;
}

describe('pages read ahead', () => {
  it.each([0, 1, 9, 10, 11, 29, 30, 31, 59, 60, 61, 70, 110, 111, 1000, 1003])(
    'bring the same %i tasks in the same order',
    async (count) => {
      const list = new MovingList(count, true);
      const server = new Server({ read: list.read, turn: (waiting) => waiting - 1 });
      const ids = await server.serve(walk(server.read, new PagesAhead(server.read)));
      expect(ids).toEqual(list.tasks.map(({ id }) => id));
      expect(server.mostWaiting).toBeLessThanOrEqual(5);
    },
  );

  it('take less than a third of the round trips for 100 pages, and one more request', async () => {
    const list = new MovingList(100 * pageSize, true);
    const oneByOne = new Server({ read: list.read });
    await oneByOne.serve(walk(oneByOne.read));
    list.reads.length = 0;
    const ahead = new Server({ read: list.read });
    await ahead.serve(walk(ahead.read, new PagesAhead(ahead.read)));
    expect(oneByOne.roundTrips).toBe(100);
    expect(ahead.roundTrips).toBeLessThan(33);
    expect(list.reads).toHaveLength(101);
  });

  it('are as many as one after another where no total is told', async () => {
    const list = new MovingList(100, false);
    const oneByOne = new Server({ read: list.read });
    const expected = await oneByOne.serve(walk(oneByOne.read));
    const ahead = new Server({ read: list.read });
    expect(await ahead.serve(walk(ahead.read, new PagesAhead(ahead.read)))).toEqual(expected);
    expect(ahead.roundTrips).toBe(oneByOne.roundTrips);
  });

  it('leave a failure to the page that it is about', async () => {
    const list = new MovingList(300, true);
    const read: ReadPage = (pageNumber, size) =>
      pageNumber === 14 ? Promise.reject(new Error('page 14')) : list.read(pageNumber, size);
    const server = new Server({ read });
    const ahead = new PagesAhead(server.read);
    let segment = await server.serve(firstSegment(server.read, pageSize));
    const ids = new Set(segment.tasks.map(({ id }) => id));
    const goOn = async (): Promise<void> => {
      while (segment.next !== undefined) {
        segment = await nextSegment(server.read, segment.next, false, await ahead.take(segment.next, never));
        for (const { id } of segment.tasks) {
          ids.add(id);
        }
      }
    };
    await expect(server.serve(goOn())).rejects.toThrow('page 14');
    expect(ids.size).toBe(130);
  });

  it('are read for another list when a refresh has come between', async () => {
    const list = new MovingList(300, true);
    const ahead = new PagesAhead(list.read);
    const { next: second } = await firstSegment(list.read, pageSize);
    await ahead.take(second as NonNullable<typeof second>, never);
    list.add(4);
    const { next: anew } = await firstSegment(list.read, pageSize);
    const page = await ahead.take(anew as NonNullable<typeof anew>, never);
    expect(page?.tasks.map(({ id }) => id)).toEqual(list.tasks.slice(10, 20).map(({ id }) => id));
  });

  it('let go of whoever no longer waits', async () => {
    const list = new MovingList(300, true);
    const { next } = await firstSegment(list.read, pageSize);
    const stop = new AbortController();
    const waiting = new PagesAhead(() => new Promise(() => {})).take(
      next as NonNullable<typeof next>,
      stop.signal,
    );
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });

  const change = fc.record({
    turn: fc.nat(),
    added: fc.oneof(
      { weight: 6, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: pageSize }) },
    ),
    /** Whether as many go as come, so that the total stays. */
    agesOut: fc.boolean(),
    /** Where they come: a task that ends has its place by its creation. */
    at: fc.oneof(fc.constant(0), fc.nat()),
    slip: fc.oneof(
      { weight: 30, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
  });

  it('skip no task that was there all along, in whatever order they are answered, and keep the order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 400 }),
        fc.array(change, { maxLength: 120, size: 'max' }),
        async (count, changes) => {
          const list = new MovingList(count, true);
          const all = new Set(list.tasks.map(({ id }) => id));
          let turns = 0;
          const read: ReadPage = async (pageNumber, size) => {
            const { added = 0, agesOut = false, at = 0, slip = false } = changes[turns++] ?? {};
            list.insert(at % (list.tasks.length + 1), added);
            list.tasks.splice(list.tasks.length - (agesOut ? Math.min(added, list.tasks.length) : 0));
            const page = await list.read(pageNumber, size);
            if (slip) {
              throw new Error('slip');
            }
            return page;
          };
          const server = new Server({ read, turn: () => changes[turns]?.turn ?? 0 });
          // Whoever asks for a page by itself asks again.
          const patient: ReadPage = (pageNumber, size) =>
            server.read(pageNumber, size).catch(() => patient(pageNumber, size));
          const ids = new Set(await server.serve(walk(patient, new PagesAhead(server.read))));
          const stayed = list.tasks.map(({ id }) => id).filter((id) => all.has(id));
          expect([...ids].filter((id) => stayed.includes(id))).toEqual(stayed);
        },
      ),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 300) },
    );
  });
});
