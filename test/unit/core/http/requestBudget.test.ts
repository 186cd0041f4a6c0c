import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RateLimiter } from '../../../../src/core/http/requestBudget.ts';
import { FakeClock } from '../../fakeClock.ts';

const never = new AbortController().signal;

describe('the rate of requests', () => {
  it('never lets more than so many start in any one second, in the order they were asked', async () => {
    const waits = fc.array(fc.record({ wait: fc.nat(1500), asks: fc.integer({ min: 1, max: 8 }) }), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 6 }), waits, async (perSecond, bursts) => {
        const clock = new FakeClock();
        const limiter = new RateLimiter(perSecond, clock);
        const starts: { id: number; at: number }[] = [];
        let asked = 0;
        for (const { wait, asks } of bursts) {
          for (let count = 0; count < asks; count++) {
            const id = asked++;
            void limiter.turn(never).then(() => starts.push({ id, at: clock.now() }));
          }
          await clock.advance(wait);
        }
        await clock.advance(asked * 1000);
        expect(starts.map(({ id }) => id)).toEqual(Array.from({ length: asked }, (_, id) => id));
        for (const [index, { at }] of starts.entries()) {
          const nthAfter = starts[index + perSecond];
          expect(nthAfter === undefined || nthAfter.at - at >= 1000).toBe(true);
        }
        expect(clock.timers).toBe(0);
      }),
    );
  });

  it('lets the first ones start at once', async () => {
    const clock = new FakeClock();
    const limiter = new RateLimiter(3, clock);
    await Promise.all([limiter.turn(never), limiter.turn(never), limiter.turn(never)]);
    expect(clock.timers).toBe(0);
  });

  it('lets go of a turn that is aborted while it waits, and refuses one that is', async () => {
    const clock = new FakeClock();
    const limiter = new RateLimiter(1, clock);
    await limiter.turn(never);
    const stop = new AbortController();
    const waiting = expect(limiter.turn(stop.signal)).rejects.toThrow('closed');
    stop.abort(new Error('closed'));
    await waiting;
    expect(clock.timers).toBe(0);
    await expect(limiter.turn(stop.signal)).rejects.toThrow('closed');
  });

  it('does not wait for the time to come round again when the clock is set back', async () => {
    const clock = new FakeClock();
    const limiter = new RateLimiter(1, clock);
    await limiter.turn(never);
    clock.time -= 3_600_000;
    let started = false;
    void limiter.turn(never).then(() => {
      started = true;
    });
    await clock.advance(1000);
    expect(started).toBe(true);
  });
});
