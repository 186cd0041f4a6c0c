import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WatchedTask } from '../../../../src/core/polling/watchedTask.ts';
import { type SettledTask, Watcher } from '../../../../src/core/polling/watcher.ts';
import { neverCollected } from '../../../../src/core/providers/tencent/cwpStatuses.ts';
import { vodStatuses } from '../../../../src/core/providers/tencent/statuses.ts';
import { FakeClock } from '../../fakeClock.ts';
import { account, FakeWatched, failure, taskIn } from './fakeWatched.ts';

const collecting = 'COLLECTING';
const signal = new AbortController().signal;
let clock: FakeClock;
let watcher: Watcher;
let ends: SettledTask[];
let changes: WatchedTask[];
/** Whether each event said that a service has no support. */
let support: boolean[];

beforeEach(() => {
  clock = new FakeClock();
  watcher = new Watcher(clock);
  ends = [];
  changes = [];
  support = [];
  watcher.events.on('settled', (end) => ends.push(end));
  watcher.events.on('task', (agent) => changes.push(agent));
  watcher.events.on('support', ({ unsupported }) => support.push(unsupported !== undefined));
});
afterEach(() => {
  watcher.dispose();
  expect(clock.timers).toBe(0);
});

function watch(answers: ConstructorParameters<typeof FakeWatched>[1]): FakeWatched {
  const service = new FakeWatched(clock, answers);
  watcher.watch(account, service, service.named);
  return service;
}

function agent(uuid = 'a'): WatchedTask {
  const found = watcher.tasks.find(({ id }) => id === uuid);
  if (found === undefined) {
    throw new Error(`no agent ${uuid}`);
  }
  return found;
}

/** When an agent was looked at, in ms since the first look. */
function times(service: FakeWatched, uuid = 'a'): number[] {
  const looks = service.looks.filter((look) => look.uuid === uuid).map(({ at }) => at);
  return looks.map((at) => at - (looks[0] ?? 0));
}

describe('at start', () => {
  it('looks once at every agent, tells their states and no end', async () => {
    const service = watch({ a: 'COMPLETE', b: 'AGENT_OFFLINE', c: 'FAILED', d: neverCollected, e: 'ODD' });
    await clock.advance(3_600_000);
    expect(service.looks.map(({ uuid }) => uuid)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(watcher.tasks.map(({ status }) => status)).toEqual([
      'COMPLETE',
      'AGENT_OFFLINE',
      'FAILED',
      neverCollected,
      'ODD',
    ]);
    expect(ends).toEqual([]);
    expect(clock.timers).toBe(0);
  });

  it('asks nothing in the moment it is told to watch', () => {
    expect(watch({ a: collecting }).looks).toEqual([]);
  });

  it('says since when a state is known', async () => {
    const service = watch({ a: collecting });
    await clock.advance(1);
    const since = agent().since;
    await clock.advance(10_000);
    expect(agent().since).toBe(since);
    expect(agent().lookedAt).toBeGreaterThan(since ?? Number.POSITIVE_INFINITY);
    service.answers.set('a', 'COMPLETE');
    await clock.advance(30_000);
    expect(agent().since).toBe(agent().lookedAt);
  });
});

describe('while an agent is collecting', () => {
  it('looks after 2 s at first, then more and more rarely, and every 30 s in the end', async () => {
    const service = watch({ a: collecting });
    await clock.advance(180_000);
    const gaps = times(service).map((time, index, all) => time - (all[index - 1] ?? 0));
    expect(gaps.slice(1, 5)).toEqual([2000, 3000, 4500, 6750]);
    expect(gaps.slice(-2)).toEqual([30_000, 30_000]);
  });

  it('stops when it is done, and tells the end once', async () => {
    const service = watch({ a: collecting });
    await clock.advance(1000);
    service.answers.set('a', 'FAILED');
    await clock.advance(1_000_000);
    expect(ends).toMatchObject([{ task: agent(), status: 'FAILED', startedByUser: false }]);
    expect(service.looks).toHaveLength(2);
    expect(clock.timers).toBe(0);
  });

  it('has one timer, however many agents there are', async () => {
    watch(Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`agent-${index}`, collecting])));
    clock.chance = Math.random;
    for (let second = 0; second < 60; second++) {
      await clock.advance(1000);
      expect(clock.timers).toBeLessThanOrEqual(1);
    }
  });

  it('never has two requests for one agent under way', async () => {
    const service = watch({ a: collecting });
    let open: () => void = () => {};
    service.gate = new Promise((resolve) => {
      open = resolve;
    });
    await clock.advance(1);
    const joined = [watcher.look(), watcher.look([agent()])];
    await clock.advance(120_000);
    expect(service.looks).toHaveLength(1);
    open();
    await Promise.all(joined);
    expect(service.overlaps).toBe(0);
  });

  it('looks once after the machine has slept, and goes on', async () => {
    const service = watch({ a: collecting, b: collecting });
    await clock.advance(1);
    await clock.sleepFor(8 * 3_600_000);
    expect(times(service)).toEqual([0, 8 * 3_600_000 + 1]);
    await clock.advance(3000);
    expect(times(service)).toHaveLength(3);
  });

  it.each([-86_400_000, 86_400_000])('goes on as before when the clock is set by %i ms', async (ms) => {
    const service = watch({ a: collecting });
    await clock.advance(60_000);
    const before = service.looks.length;
    clock.time += ms;
    await clock.advance(60_000);
    expect(service.looks.length - before).toBeGreaterThanOrEqual(2);
    expect(service.looks.length - before).toBeLessThanOrEqual(4);
  });

  it('asks a throttling service again on time when the clock is set back', async () => {
    const service = watch({ a: failure('throttled') });
    await clock.advance(1);
    clock.time -= 86_400_000;
    await clock.advance(4_000);
    expect(service.looks).toHaveLength(2);
  });
});

describe('pause and resume', () => {
  it('asks nothing while paused and looks at once when resumed', async () => {
    const service = watch({ a: collecting, b: 'COMPLETE' });
    await clock.advance(60_000);
    watcher.pause();
    const before = service.looks.length;
    expect(clock.timers).toBe(0);
    await clock.advance(600_000);
    expect(service.looks).toHaveLength(before);
    watcher.resume();
    await clock.advance(0);
    expect(service.looks.slice(before).map(({ uuid }) => uuid)).toEqual(['a']);
    await clock.advance(2000);
    expect(service.looks).toHaveLength(before + 2);
  });

  it('takes back what is under way and asks it again when resumed', async () => {
    const service = watch({ a: 'COMPLETE' });
    service.gate = new Promise(() => {});
    await clock.advance(1);
    watcher.pause();
    service.gate = undefined;
    await clock.advance(1);
    expect(agent().status).toBeUndefined();
    watcher.resume();
    await clock.advance(0);
    expect(agent().status).toBe('COMPLETE');
    expect(service.overlaps).toBe(0);
  });

  it('does not wait for a look that is asked for while paused, but does it when resumed', async () => {
    const service = watch({ a: 'COMPLETE' });
    await clock.advance(1);
    watcher.pause();
    await watcher.look();
    expect(service.looks).toHaveLength(1);
    watcher.resume();
    await clock.advance(0);
    expect(service.looks).toHaveLength(2);
  });
});

describe('failures', () => {
  it('keeps what is known through a network loss and finds back by itself', async () => {
    const service = watch({ a: collecting });
    await clock.advance(1);
    service.answers.set('a', failure('transient', 'ECONNREFUSED'));
    await clock.advance(100_000);
    expect(agent()).toMatchObject({ status: collecting, error: { code: 'ECONNREFUSED' } });
    expect(agent().failingSince).toBeLessThan(clock.now());
    const told = changes.length;
    await clock.advance(100_000);
    expect(changes).toHaveLength(told);
    service.answers.set('a', 'COMPLETE');
    await clock.advance(30_000);
    expect(agent()).toMatchObject({ status: 'COMPLETE', error: undefined, failingSince: undefined });
    expect(ends).toHaveLength(1);
  });

  it('waits longer and longer for a first look that fails', async () => {
    const service = watch({ a: failure('transient') });
    await clock.advance(12_000);
    expect(times(service)).toEqual([0, 2000, 5000, 9500]);
  });

  it.each(['credentials', 'permission', 'caller', 'gone', 'setup'] as const)(
    'does not ask again after a failure that waiting does not heal: %s',
    async (kind) => {
      const service = watch({ a: failure(kind), b: 'COMPLETE' });
      await clock.advance(600_000);
      expect(times(service)).toEqual([0]);
      expect(agent().error?.kind).toBe(kind);
      service.answers.set('a', 'COMPLETE');
      await watcher.look([agent()]);
      expect(agent()).toMatchObject({ status: 'COMPLETE', error: undefined });
    },
  );

  it('leaves a throttling service alone for a while, says until when, and longer the next time', async () => {
    const service = watch({ a: failure('throttled'), b: failure('throttled'), c: collecting });
    await clock.advance(1);
    const [owner] = watcher.services;
    const first = (owner?.resumesAt ?? 0) - clock.now();
    expect(first).toBeGreaterThan(1000);
    expect(first).toBeLessThanOrEqual(4000);
    const before = service.looks.length;
    await watcher.look();
    expect(service.looks).toHaveLength(before);
    await clock.advance(first);
    expect(service.looks.length).toBe(before + 3);
    expect((owner?.resumesAt ?? 0) - clock.now()).toBeGreaterThan(first);
    service.answers.set('a', 'COMPLETE');
    service.answers.set('b', 'COMPLETE');
    await clock.advance(120_000);
    expect(agent('b')).toMatchObject({ status: 'COMPLETE', error: undefined });
    expect(owner?.resumesAt).toBeUndefined();
  });

  it('leaves a service alone for as long as it asks', async () => {
    const service = watch({ a: failure('throttled').retryableAfter(90_000) });
    await clock.advance(89_999);
    expect(service.looks).toHaveLength(1);
    expect((watcher.services[0]?.resumesAt ?? 0) - clock.now()).toBe(1);
    await clock.advance(1);
    expect(service.looks).toHaveLength(2);
  });

  it('does not hold up another account that is not throttled', async () => {
    watch({ a: failure('throttled') });
    const other = new FakeWatched(clock, { x: collecting });
    watcher.watch({ ...account, id: 'other' }, other, other.named);
    await clock.advance(2001);
    expect(times(other, 'x')).toEqual([0, 2000]);
  });

  it('asks a service no more unasked that no longer has the API, with one event', async () => {
    const service = watch({ a: failure('retired'), b: failure('retired'), c: collecting });
    await clock.advance(600_000);
    watcher.pause();
    watcher.resume();
    await clock.advance(600_000);
    expect(support).toEqual([true]);
    expect(service.looks).toHaveLength(3);
    expect(watcher.services[0]?.unsupported).toMatchObject({ kind: 'retired' });
  });

  it('asks such a service again when a person does, and goes on where it answers', async () => {
    const service = watch({ a: failure('retired'), b: failure('retired') });
    await clock.advance(1);
    await watcher.look();
    expect(service.looks.length).toBeGreaterThan(2);
    expect(support).toEqual([true]);
    service.answers.set('a', 'COMPLETE').set('b', collecting);
    await watcher.look([agent()]);
    await clock.advance(10_000);
    expect(support).toEqual([true, false]);
    expect(watcher.services[0]?.unsupported).toBeUndefined();
    expect(watcher.tasks.map(({ status, error }) => [status, error])).toEqual([
      ['COMPLETE', undefined],
      [collecting, undefined],
    ]);
  });
});

describe('tasks of any service', () => {
  it('are read until they are settled: waiting is not', async () => {
    const service = new FakeWatched(clock, { a: 'WAITING', b: 'FINISH' });
    service.statuses = vodStatuses;
    watcher.watch(account, service, service.named);
    await clock.advance(10_000);
    expect(times(service).length).toBeGreaterThan(2);
    expect(times(service, 'b')).toHaveLength(1);
    service.answers.set('a', 'PROCESSING');
    await clock.advance(30_000);
    service.answers.set('a', 'FINISH');
    await clock.advance(60_000);
    expect(ends).toMatchObject([{ task: { id: 'a' }, status: 'FINISH', startedByUser: false }]);
    expect(clock.timers).toBe(0);
  });

  it('share requests where several are due and the service takes several ids', async () => {
    const names = Array.from({ length: 250 }, (_, index) => `t-${index}`);
    const service = new FakeWatched(clock, Object.fromEntries(names.map((name) => [name, 'PROCESSING'])));
    const asked: (readonly string[])[] = [];
    service.statuses = vodStatuses;
    service.lookUpLimit = 100;
    service.lookUp = async (ids) => {
      asked.push(ids);
      return ids.filter((id) => id !== 't-7').map((id) => taskIn('PROCESSING', id));
    };
    watcher.watch(account, service, service.named);
    await clock.advance(1);
    expect(asked.map((ids) => ids.length)).toEqual([100, 100, 50]);
    expect(agent('t-249').status).toBe('PROCESSING');
    expect(agent('t-7').error).toMatchObject({ kind: 'gone', code: 'TaskNotFound' });
    await clock.advance(2000);
    expect(asked.slice(3).map((ids) => ids.length)).toEqual([100, 100, 49]);
  });

  it('end a shared request when none of them is wanted any more', async () => {
    const service = new FakeWatched(clock, { a: 'WAITING', b: 'WAITING' });
    const ended: boolean[] = [];
    service.statuses = vodStatuses;
    service.lookUpLimit = 100;
    service.lookUp = (_ids, asked) =>
      new Promise((_resolve, reject) => {
        asked.addEventListener('abort', () => {
          ended.push(true);
          reject(asked.reason);
        });
      });
    watcher.watch(account, service, service.named);
    await clock.advance(1);
    expect(ended).toEqual([]);
    watcher.pause();
    await clock.advance(1);
    expect(ended).toEqual([true]);
  });

  it('that a service no longer knows are left alone, and say so', async () => {
    const service = watch({ a: failure('gone') });
    service.lookUp = async () => [];
    await clock.advance(60_000);
    expect(agent().error).toMatchObject({ kind: 'gone' });
    expect(clock.timers).toBe(0);
  });
});

describe('a collection that is started here', () => {
  it('is followed to its end, which is told as started by the user', async () => {
    const service = watch({ a: 'COMPLETE' });
    await clock.advance(60_000);
    service.onStart = (uuid) => service.answers.set(uuid, collecting);
    await watcher.start(agent(), signal);
    expect(agent().status).toBe(collecting);
    await clock.advance(10_000);
    service.answers.set('a', 'COMPLETE');
    await clock.advance(30_000);
    expect(ends).toMatchObject([{ status: 'COMPLETE', startedByUser: true }]);
  });

  it('is told as started by the user also when the agents were changed meanwhile', async () => {
    const service = watch({ a: 'COMPLETE' });
    await clock.advance(60_000);
    service.onStart = (uuid) => service.answers.set(uuid, collecting);
    await watcher.start(agent(), signal);
    await clock.advance(10_000);
    const other = watch({ a: collecting, b: 'COMPLETE' });
    await clock.advance(10_000);
    other.answers.set('a', 'COMPLETE');
    await clock.advance(30_000);
    expect(ends).toMatchObject([{ task: agent(), status: 'COMPLETE', startedByUser: true }]);
  });

  it('does not take the result of the collection before for its own', async () => {
    const service = watch({ a: 'COMPLETE' });
    await clock.advance(60_000);
    await watcher.start(agent(), signal);
    await clock.advance(1);
    expect(agent().status).toBe(collecting);
    expect(ends).toEqual([]);
    service.answers.set('a', collecting);
    await clock.advance(5_000);
    service.answers.set('a', 'FAILED');
    await clock.advance(30_000);
    expect(ends).toMatchObject([{ status: 'FAILED' }]);
  });

  it('believes an unchanged status the second time: it may have been quick', async () => {
    watch({ a: 'COMPLETE' });
    await clock.advance(60_000);
    await watcher.start(agent(), signal);
    await clock.advance(2001);
    expect(ends).toMatchObject([{ status: 'COMPLETE', startedByUser: true }]);
  });

  it('does not count a look that was under way when it began', async () => {
    const service = watch({ a: 'AGENT_OFFLINE' });
    await clock.advance(1);
    service.gate = new Promise(() => {});
    void watcher.look();
    await clock.advance(1);
    service.gate = undefined;
    service.onStart = (uuid) => service.answers.set(uuid, collecting);
    await watcher.start(agent(), signal);
    await clock.advance(1);
    expect(agent().status).toBe(collecting);
    expect(service.overlaps).toBe(0);
  });

  it('is one request on a double click', async () => {
    const service = watch({ a: 'COMPLETE' });
    await clock.advance(1);
    await Promise.all([watcher.start(agent(), signal), watcher.start(agent(), signal)]);
    expect(service.starts).toEqual(['a']);
  });

  it('leaves everything as it was when it cannot be started', async () => {
    const service = watch({ a: 'COMPLETE' });
    await clock.advance(1);
    service.onStart = () => {
      throw failure('transient');
    };
    await expect(watcher.start(agent(), signal)).rejects.toMatchObject({ kind: 'transient' });
    expect(agent().status).toBe('COMPLETE');
    expect(clock.timers).toBe(0);
    expect(service.starts).toHaveLength(1);
  });
});

describe('agents that come and go', () => {
  it('keeps the state of agents that stay when the configuration changes', async () => {
    watch({ a: 'COMPLETE', b: 'FAILED' });
    await clock.advance(1);
    const since = agent().since;
    watch({ a: 'COMPLETE', c: 'COMPLETE' });
    expect(watcher.tasks.map(({ id, status }) => [id, status])).toEqual([
      ['a', 'COMPLETE'],
      ['c', undefined],
    ]);
    await clock.advance(10);
    expect(agent().since).toBe(since);
    expect(watcher.services).toHaveLength(1);
  });

  it('asks nothing and tells nothing of a service that is no longer watched', async () => {
    const service = watch({ a: collecting });
    await clock.advance(1);
    const [owner] = watcher.services;
    const old = agent();
    if (owner !== undefined) {
      watcher.unwatch(owner);
    }
    const told = changes.length;
    service.answers.set('a', 'COMPLETE');
    await watcher.look([old]);
    await clock.advance(600_000);
    expect(service.looks).toHaveLength(1);
    expect(changes).toHaveLength(told);
    expect(clock.timers).toBe(0);
  });

  it('has no timer and takes no answer after it is disposed of', async () => {
    const service = watch({ a: collecting });
    await clock.advance(1);
    let open: () => void = () => {};
    service.gate = new Promise((resolve) => {
      open = resolve;
    });
    await clock.advance(2000);
    watcher.dispose();
    open();
    await clock.advance(600_000);
    expect(service.looks).toHaveLength(2);
    expect(clock.timers).toBe(0);
    expect(ends).toEqual([]);
  });
});

type Move =
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'sleep'; readonly ms: number }
  | { readonly kind: 'answer'; readonly uuid: string; readonly answer: string }
  | { readonly kind: 'collect' | 'look'; readonly uuid: string }
  | { readonly kind: 'pause' | 'resume' | 'reconfigure' };

const uuid = fc.constantFrom('a', 'b', 'c');
const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 40_000 }) }),
  fc.record({ kind: fc.constant('sleep' as const), ms: fc.integer({ min: 1, max: 900_000 }) }),
  fc.record({
    kind: fc.constant('answer' as const),
    uuid,
    answer: fc.constantFrom(collecting, 'COMPLETE', 'FAILED', '!transient', '!throttled', '!credentials'),
  }),
  fc.record({ kind: fc.constantFrom('collect' as const, 'look' as const), uuid }),
  fc.record({ kind: fc.constantFrom('pause' as const, 'resume' as const, 'reconfigure' as const) }),
);

it('believes the old status again when it is told long after the collection was started', async () => {
  const service = watch({ a: 'COMPLETE' });
  await clock.advance(1);
  service.answers.set('a', failure('credentials'));
  await watcher.start(agent(), signal);
  await clock.advance(60_000);
  service.answers.set('a', 'COMPLETE');
  await watcher.look();
  expect(agent()).toMatchObject({ status: 'COMPLETE', error: undefined });
});

it('keeps its rules whatever happens in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { maxLength: 40 }), fc.noShrink(fc.integer()), async (moves, seed) => {
      const time = new FakeClock();
      let state = seed;
      time.chance = () => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
        return state / 2 ** 32;
      };
      const subject = new Watcher(time);
      const answers = { a: collecting, b: 'COMPLETE', c: 'FAILED' };
      const service = new FakeWatched(time, answers);
      subject.watch(account, service, service.named);
      let paused = false;
      for (const step of moves) {
        const target = 'uuid' in step ? subject.tasks.find(({ id }) => id === step.uuid) : undefined;
        const asked = service.looks.length;
        if (step.kind === 'wait') {
          await time.advance(step.ms);
        }
        if (step.kind === 'sleep') {
          await time.sleepFor(step.ms);
        }
        if (step.kind === 'answer') {
          const kind = step.answer.slice(1) as 'transient' | 'throttled' | 'credentials';
          service.answers.set(step.uuid, step.answer.startsWith('!') ? failure(kind) : step.answer);
        }
        if (step.kind === 'collect' && target !== undefined) {
          await subject.start(target, signal);
        }
        if (step.kind === 'look' && target !== undefined) {
          await subject.look([target]);
        }
        if (step.kind === 'reconfigure') {
          subject.watch(account, service, service.named);
        }
        if (step.kind === 'pause') {
          subject.pause();
        }
        if (step.kind === 'resume') {
          subject.resume();
        }
        paused = step.kind === 'pause' || (paused && step.kind !== 'resume');
        expect(time.timers).toBeLessThanOrEqual(paused ? 0 : 1);
        expect(service.overlaps).toBe(0);
        if (paused) {
          expect(service.looks.length).toBe(asked);
        }
      }
      subject.resume();
      for (const id of ['a', 'b', 'c']) {
        service.answers.set(id, 'COMPLETE');
      }
      await time.advance(200_000);
      await subject.look();
      expect(subject.tasks.map(({ status, error }) => [status, error])).toEqual(
        Array.from({ length: 3 }, () => ['COMPLETE', undefined]),
      );
      expect(time.timers).toBe(0);
      subject.dispose();
    }),
    { numRuns: 300 },
  );
});
