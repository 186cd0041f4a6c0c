import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { type BudgetKey, type Lane, RequestBudgets } from '../../../../src/core/http/requestBudget.ts';
import { withRetries } from '../../../../src/core/http/retry.ts';
import { sleep } from '../../../../src/core/model/clock.ts';
import { CloudError } from '../../../../src/core/model/errors.ts';
import { FakeClock } from '../../fakeClock.ts';

const never = new AbortController().signal;
const throttled = new CloudError({ kind: 'throttled', code: 'RequestLimitExceeded', message: 'slower' });
let clock: FakeClock;
let budgets: RequestBudgets;
/** Names of requests that have started, and when. */
let starts: { name: string; at: number }[];
let underWay: number;
let peak: number;

beforeEach(() => {
  clock = new FakeClock();
  budgets = new RequestBudgets(clock);
  starts = [];
  underWay = 0;
  peak = 0;
});

const key = (account: string, product = 'mps', perSecond = 1000): BudgetKey => ({
  account,
  product,
  perSecond,
});

interface Asked {
  readonly lane?: Lane;
  readonly takesMs?: number;
  readonly fails?: () => CloudError | undefined;
  readonly signal?: AbortSignal;
  readonly waited?: (ms: number) => void;
}

/** A request that takes a second where nothing else is said. */
function ask(of: BudgetKey, name: string, asked: Asked = {}): Promise<string> {
  const { lane = 'visible', takesMs = 1000, fails, signal = never, waited } = asked;
  const answer = budgets.run(
    of,
    lane,
    signal,
    async () => {
      starts.push({ name, at: clock.monotonic() });
      underWay += 1;
      peak = Math.max(peak, underWay);
      await sleep(clock, takesMs, signal).finally(() => {
        underWay -= 1;
      });
      const failure = fails?.();
      if (failure !== undefined) {
        throw failure;
      }
      return name;
    },
    waited,
  );
  answer.catch(() => {});
  return answer;
}

const names = () => starts.map(({ name }) => name);
const times = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('the rate', () => {
  it('never lets more than so many start in any one second, in the order they were asked', async () => {
    const bursts = fc.array(fc.record({ wait: fc.nat(1500), asks: fc.integer({ min: 1, max: 8 }) }), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 6 }), bursts, async (perSecond, rounds) => {
        clock = new FakeClock();
        budgets = new RequestBudgets(clock);
        starts = [];
        let asked = 0;
        for (const { wait, asks } of rounds) {
          for (let count = 0; count < asks; count++) {
            void ask(key('a', 'mps', perSecond), String(asked++), { takesMs: 1 });
          }
          clock.time += wait % 2 === 0 ? -3_600_000 : 3_600_000;
          await clock.advance(wait);
        }
        await clock.advance(asked * 1000);
        expect(names()).toEqual(times(asked).map(String));
        for (const [index, { at }] of starts.entries()) {
          const nthAfter = starts[index + perSecond];
          expect(nthAfter === undefined || nthAfter.at - at >= 1000).toBe(true);
        }
        expect(clock.timers).toBe(0);
      }),
    );
  });

  it('is one for all who ask for an account and product, and each its own otherwise', async () => {
    for (const index of times(4)) {
      void ask(key('a', 'vod', 2), `a${index}`, { takesMs: 1 });
      void ask(key('b', 'vod', 2), `b${index}`, { takesMs: 1 });
    }
    void ask(key('a', 'mps', 2), 'mps', { takesMs: 1 });
    await clock.advance(999);
    expect(names().sort()).toEqual(['a0', 'a1', 'b0', 'b1', 'mps']);
    await clock.advance(1);
    expect(names()).toHaveLength(9);
  });
});

describe('requests under way', () => {
  it('are at most twelve in the window and six for an account, however many ask', async () => {
    for (const account of times(50)) {
      for (const index of times(20)) {
        void ask(key(`account${account}`), `${account}/${index}`, { lane: 'interactive' });
      }
    }
    await clock.advance(0);
    expect(underWay).toBe(12);
    expect(budgets.inFlight).toBe(12);
    await clock.advance(1000 * 1000);
    expect(peak).toBe(12);
    expect(starts).toHaveLength(1000);

    starts = [];
    peak = 0;
    for (const index of times(100)) {
      void ask(key('one', index % 2 === 0 ? 'mps' : 'vod'), String(index), { lane: 'interactive' });
    }
    await clock.advance(100_000);
    expect(peak).toBe(6);
    expect(clock.timers).toBe(0);
  });

  it('leave room for what a person does', async () => {
    for (const index of times(50)) {
      void ask(key(`a${index % 5}`), 'background', { lane: 'background', takesMs: 60_000 });
      void ask(key(`b${index % 5}`), 'visible', { lane: 'visible', takesMs: 60_000 });
    }
    await clock.advance(0);
    expect(underWay).toBe(10);
    void ask(key('a0'), 'click', { lane: 'interactive' });
    await clock.advance(0);
    expect(names().at(-1)).toBe('click');
  });
});

describe('hosts that do not answer', () => {
  it('hold up no other account for longer than a few seconds', async () => {
    for (const account of ['dead', 'silent']) {
      for (const index of times(20)) {
        void ask(key(account), `${account}${index}`, { takesMs: 15_000 });
      }
    }
    await clock.advance(1_000);
    expect(underWay).toBe(10);
    void ask(key('well'), 'well');
    await clock.advance(2_999);
    expect(names()).not.toContain('well');
    await clock.advance(1);
    expect(names()).toContain('well');
    await clock.advance(400_000);
    expect(underWay).toBe(0);
    expect(peak).toBeLessThanOrEqual(12);
    expect(clock.timers).toBe(0);
  });

  it('have no more than 24 requests under way, however many they are', async () => {
    for (const account of times(50)) {
      for (const index of times(6)) {
        void ask(key(`dead${account}`), `${account}/${index}`, { lane: 'interactive', takesMs: 15_000 });
      }
    }
    await clock.advance(600_000);
    expect(starts).toHaveLength(300);
    expect(peak).toBe(24);
  });
});

describe('who goes first', () => {
  it('is a person, then what is on screen, then the rest', async () => {
    const slow = key('a', 'mps', 1);
    void ask(slow, 'first');
    void ask(slow, 'background', { lane: 'background' });
    void ask(slow, 'visible', { lane: 'visible' });
    void ask(slow, 'another', { lane: 'visible' });
    void ask(slow, 'click', { lane: 'interactive' });
    await clock.advance(10_000);
    expect(names()).toEqual(['first', 'click', 'visible', 'another', 'background']);
  });

  it('is every account in its turn: one with many does not hold up one with one', async () => {
    for (const index of times(100)) {
      void ask(key('busy', index % 2 === 0 ? 'mps' : 'vod'), 'busy');
    }
    void ask(key('x'), 'x');
    void ask(key('y'), 'y');
    await clock.advance(1500);
    expect(names().slice(0, 12)).toEqual(expect.arrayContaining(['x', 'y']));
  });

  it('is every product in its turn within an account', async () => {
    for (const index of times(40)) {
      void ask(key('a', 'mps'), `mps${index}`);
    }
    void ask(key('a', 'vod'), 'vod');
    await clock.advance(1000);
    expect(names().slice(0, 10)).toContain('vod');
  });
});

describe('a request that is cancelled', () => {
  it('while it waits costs nothing, and gives its place away', async () => {
    const slow = key('a', 'mps', 1);
    void ask(slow, 'first');
    const stop = new AbortController();
    const reason = new Error('closed');
    const waiting = expect(ask(slow, 'cancelled', { signal: stop.signal })).rejects.toBe(reason);
    void ask(slow, 'next');
    stop.abort(reason);
    await waiting;
    await clock.advance(1000);
    expect(starts).toEqual([
      { name: 'first', at: 0 },
      { name: 'next', at: 1000 },
    ]);
    await clock.advance(1000);
    expect(clock.timers).toBe(0);
  });

  it('before it asks is refused', async () => {
    await expect(ask(key('a'), 'x', { signal: AbortSignal.abort('closed') })).rejects.toBe('closed');
    expect(starts).toEqual([]);
  });

  it('while it is under way makes room', async () => {
    const stop = new AbortController();
    for (const index of times(6)) {
      void ask(key('a'), String(index), { lane: 'interactive', takesMs: 60_000, signal: stop.signal });
    }
    void ask(key('a'), 'next', { lane: 'interactive' });
    await clock.advance(1);
    expect(names()).not.toContain('next');
    stop.abort(new Error('closed'));
    await clock.advance(0);
    expect(names()).toContain('next');
  });
});

describe('throttling', () => {
  it('of one call holds the whole budget back, longer each time, one request trying', async () => {
    let refuses = true;
    const fails = () => (refuses ? throttled : undefined);
    const hopeful = times(4).map((index) =>
      withRetries(
        (waited) => ask(key('a'), String(index), { takesMs: 10, fails, waited }),
        clock,
        never,
      ).catch(() => 'failed'),
    );
    await clock.advance(20);
    expect(starts).toHaveLength(4);
    await clock.advance(980);
    expect(starts).toHaveLength(4);
    await clock.advance(100);
    expect(starts).toHaveLength(5);
    await clock.advance(1900);
    expect(starts).toHaveLength(5);
    await clock.advance(100);
    expect(starts).toHaveLength(6);
    refuses = false;
    await clock.advance(60_000);
    expect(await Promise.all(hopeful)).toEqual(['0', '1', '2', '3']);
    expect(clock.timers).toBe(0);
  });

  it('leaves other products and accounts alone', async () => {
    void ask(key('a'), 'refused', { takesMs: 1, fails: () => throttled });
    await clock.advance(1);
    void ask(key('a', 'vod'), 'vod', { takesMs: 1 });
    void ask(key('b'), 'b', { takesMs: 1 });
    void ask(key('a'), 'held', { takesMs: 1 });
    await clock.advance(1);
    expect(names()).toEqual(['refused', 'vod', 'b']);
  });

  it('is over with the first answer that is none', async () => {
    void ask(key('a'), 'refused', { takesMs: 1, fails: () => throttled });
    await clock.advance(1);
    for (const index of times(5)) {
      void ask(key('a'), `held${index}`, { takesMs: 100 });
    }
    await clock.advance(1_000);
    expect(underWay).toBe(1);
    await clock.advance(100);
    expect(underWay).toBe(4);
  });

  it('with a Retry-After holds as long as that, and says so', async () => {
    const refused = ask(key('a'), 'refused', { takesMs: 1, fails: () => throttled.retryableAfter(10_000) });
    await clock.advance(1);
    await expect(refused).rejects.toMatchObject({ kind: 'throttled', retryAfterMs: 10_000 });
    void ask(key('a'), 'held', { lane: 'interactive', takesMs: 1 });
    await clock.advance(9_999);
    expect(names()).toEqual(['refused']);
    await clock.advance(1);
    expect(names()).toEqual(['refused', 'held']);
  });

  it('for longer than anybody waits fails all at once, those who wait and those who come', async () => {
    void ask(key('a'), 'refused', { takesMs: 100, fails: () => throttled.retryableAfter(300_000) });
    const waiting = times(20).map(() => ask(key('a', 'mps', 1), 'waiting'));
    await clock.advance(100);
    for (const { reason } of (await Promise.allSettled(waiting)) as PromiseRejectedResult[]) {
      expect(reason).toMatchObject({ code: 'RequestLimitExceeded', retryAfterMs: 300_000 });
    }
    await clock.advance(100_000);
    await expect(ask(key('a'), 'late')).rejects.toMatchObject({ retryAfterMs: 200_000 });
    expect(names()).toEqual(['refused']);
    await clock.advance(190_000);
    void ask(key('a'), 'patient', { takesMs: 1 });
    await clock.advance(10_000);
    expect(names()).toEqual(['refused', 'patient']);
  });

  it('of fifty accounts at once is no flood, however often they ask again', async () => {
    clock.chance = Math.random;
    const ask50 = () =>
      times(50).flatMap((account) =>
        times(4).map((index) =>
          withRetries(
            (waited) =>
              ask(key(`account${account}`), `${index}`, { takesMs: 40, fails: () => throttled, waited }),
            clock,
            never,
          ).catch(() => {}),
        ),
      );
    for (let minute = 0; minute < 4; minute++) {
      ask50();
      await clock.advance(15_000);
    }
    await clock.advance(60_000);
    const busiest = Math.max(
      ...starts.map(({ at }) => starts.filter((other) => other.at >= at && other.at < at + 1000).length),
    );
    // Twelve at a time, 40 ms each, at the very start; what one refusal costs an account is its own pause.
    expect(busiest).toBeLessThanOrEqual(300);
    const late = starts.filter(({ at }) => at > 15_000);
    expect(late.length).toBeLessThan(50 * 10);
  });

  it('is not what a network failure or a refused parameter is', async () => {
    for (const kind of ['transient', 'caller'] as const) {
      const failure = new CloudError({ kind, code: kind, message: kind });
      await Promise.allSettled([
        ask(key('a'), 'fails', { takesMs: 0, fails: () => failure }),
        clock.advance(1),
      ]);
      void ask(key('a'), kind, { takesMs: 0 });
      await clock.advance(0);
      expect(names().at(-1)).toBe(kind);
    }
  });
});

it('tells how long a request has waited for its turn', async () => {
  const waits: number[] = [];
  const waited = (ms: number) => waits.push(ms);
  void ask(key('a', 'mps', 1), 'first', { waited });
  void ask(key('a', 'mps', 1), 'second', { waited });
  await clock.advance(5_000);
  expect(waits).toEqual([0, 1000]);
});
