import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DemoModel } from '../../../src/demo/demoModel.ts';
import { newestFirst } from '../../../src/demo/pages.ts';
import { createdAt, statusOf } from '../../../src/demo/task.ts';

const start = Date.UTC(2026, 4, 19, 9);
const minute = 60_000;
const day = 1_440 * minute;
const statuses = ['WAITING', 'PROCESSING', 'FINISH'];

function model(seed: number, size = 300, live = true) {
  const clock = { now: start };
  const truth = new DemoModel({
    now: () => clock.now,
    seed,
    population: { mps: size, vod: size, ecs: size, live },
  });
  return { clock, truth };
}

const steps = fc.array(fc.integer({ min: 0, max: 90 * minute }), { maxLength: 6 });

describe('the population', () => {
  it('is in exactly one status, in order of creation, however the clock goes', () => {
    fc.assert(
      fc.property(fc.integer(), steps, (seed, advances) => {
        const { clock, truth } = model(seed);
        for (const advance of [0, ...advances]) {
          clock.now += advance;
          const all = [...truth.mps.all().newestFirst()];
          const times = all.map(createdAt);
          expect(times).toEqual([...times].sort((a, b) => b - a));
          expect(times.every((time) => time <= clock.now && time >= clock.now - 7 * day)).toBe(true);
          for (const status of statuses) {
            expect(truth.taskIds('mps', status)).toEqual(
              all.filter((task) => statusOf(task) === status).map((task) => task.id),
            );
          }
          const expected = all.map((task) => task.times.findLastIndex((time) => time <= clock.now));
          expect(all.map((task) => task.step)).toEqual(expected);
          expect(all.every((task) => truth.mps.find(task.id) === task)).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('is the same for the same seed and clock, and another for another seed', () => {
    const ids = (seed: number) => {
      const { clock, truth } = model(seed);
      clock.now += 30 * minute;
      return [...truth.taskIds('mps'), ...truth.taskIds('vod'), ...truth.taskIds('ecs')];
    };
    expect(ids(7)).toEqual(ids(7));
    expect(ids(7)).not.toEqual(ids(8));
  });

  it('is the same when it is made again later, with the tasks that have come since', () => {
    const { clock, truth } = model(7);
    clock.now += 30 * minute;
    const again = new DemoModel({
      now: () => clock.now,
      seed: 7,
      start,
      population: { mps: 300, vod: 300, ecs: 300, live: true },
    });
    for (const service of ['mps', 'vod', 'ecs'] as const) {
      expect(again.taskIds(service)).toEqual(truth.taskIds(service));
    }
    expect(again.taskIds('mps')).not.toEqual(model(7).truth.taskIds('mps'));
  });

  it('moves while one watches: tasks come, begin and end', () => {
    const { clock, truth } = model(1, 2_000);
    const before = new Set(truth.taskIds('mps'));
    const waiting = truth.taskIds('mps', 'WAITING');
    const running = truth.taskIds('mps', 'PROCESSING');
    clock.now += 10 * minute;
    const created = truth.taskIds('mps').filter((id) => !before.has(id));
    expect(created.length).toBeGreaterThan(50);
    expect(waiting.filter((id) => truth.taskIds('mps', 'PROCESSING').includes(id)).length).toBeGreaterThan(5);
    expect(running.filter((id) => truth.taskIds('mps', 'FINISH').includes(id)).length).toBeGreaterThan(5);
  });

  it('creates nothing new when it is not live, but lets the running ones end', () => {
    const { clock, truth } = model(1, 500, false);
    const before = new Set(truth.taskIds('mps'));
    clock.now += day;
    expect(truth.taskIds('mps').filter((id) => !before.has(id))).toEqual([]);
    expect(truth.taskIds('mps', 'WAITING')).toEqual([]);
    expect(truth.taskIds('mps', 'PROCESSING')).toEqual([]);
  });

  it('forgets what is older than the window, also after a long sleep', () => {
    const { clock, truth } = model(1);
    const [oldest] = truth.taskIds('mps').slice(-1);
    expect(truth.mps.find(oldest ?? '')).toBeDefined();
    clock.now += 60 * day;
    expect(truth.mps.find(oldest ?? '')).toBeUndefined();
    const oldestNow = truth.mps.all().at(0);
    expect(oldestNow && createdAt(oldestNow)).toBeGreaterThanOrEqual(clock.now - 7 * day);
  });
});

describe('a page', () => {
  it('goes on behind the last task that was read, wherever that task is by now', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.constantFrom(...statuses),
        fc.array(fc.integer({ min: 0, max: 8 * minute })),
        (seed, status, advances) => {
          const { clock, truth } = model(seed);
          const listedAtStart = truth.taskIds('mps', status);
          const read: string[] = [];
          let after: number | undefined;
          for (let page = 0; ; page++) {
            const { tasks, more } = newestFirst(truth.mps.withStatus(status), { limit: 10, after });
            read.push(...tasks.map((task) => task.id));
            after = tasks.at(-1)?.seq;
            if (!more) {
              break;
            }
            clock.now += advances[page] ?? 0;
          }
          expect(new Set(read).size).toBe(read.length);
          const stillListed = new Set(truth.taskIds('mps', status));
          const missed = listedAtStart.filter((id) => stillListed.has(id) && !read.includes(id));
          expect(missed).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('costs the same at the end of 100,000 tasks as at the start', () => {
    const { truth } = model(1, 100_000, false);
    const tasks = truth.mps.withStatus('FINISH');
    let looked = 0;
    const page = newestFirst(tasks, {
      limit: 50,
      after: tasks.at(60)?.seq,
      accept: () => {
        looked += 1;
        return true;
      },
    });
    expect(page.tasks.map((task) => task.id)).toEqual(truth.taskIds('mps', 'FINISH').slice(-60, -10));
    expect(looked).toBe(51);
  });
});
