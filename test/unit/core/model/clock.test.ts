import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sleep, steadyTime, systemClock } from '../../../../src/core/model/clock.ts';

describe('a timer of the system clock', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it.each([2 ** 31 - 1, 2 ** 31, 2_147_484_000, 10 * 2 ** 31, 365 * 86_400_000])(
    'of %i ms is neither early nor late',
    (ms) => {
      const calls = vi.fn();
      systemClock.after(ms, calls);
      vi.advanceTimersByTime(ms - 1);
      expect(calls).not.toHaveBeenCalled();
      vi.advanceTimersByTime(1);
      expect(calls).toHaveBeenCalledTimes(1);
    },
  );

  it.each([Number.POSITIVE_INFINITY, Number.NaN])('of %f ms never fires', (ms) => {
    const calls = vi.fn();
    systemClock.after(ms, calls);
    vi.advanceTimersByTime(100 * 2 ** 31);
    expect(calls).not.toHaveBeenCalled();
  });

  it.each([0, -1, Number.NEGATIVE_INFINITY])('of %f ms fires at once', (ms) => {
    const calls = vi.fn();
    systemClock.after(ms, calls);
    vi.advanceTimersByTime(0);
    expect(calls).toHaveBeenCalledTimes(1);
  });

  it('is cancelled in whatever part of it', () => {
    const calls = vi.fn();
    const cancel = systemClock.after(5 * 2 ** 31, calls);
    vi.advanceTimersByTime(3 * 2 ** 31);
    cancel();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('serves sleep', async () => {
    const woken = vi.fn();
    const stop = new AbortController();
    void sleep(systemClock, 3 * 2 ** 31, stop.signal).catch(woken);
    await vi.advanceTimersByTimeAsync(2 * 2 ** 31);
    expect(woken).not.toHaveBeenCalled();
    stop.abort('enough');
    await vi.advanceTimersByTimeAsync(0);
    expect(woken).toHaveBeenCalledWith('enough');
  });
});

describe('steady time', () => {
  let running = 500;
  let wall = 1_700_000_000_000;
  const both = (ms: number) => {
    running += ms;
    wall += ms;
  };

  it('goes on evenly, however the clock is set back', () => {
    const now = steadyTime(
      () => running,
      () => wall,
    );
    const start = now();
    for (const back of [0, 86_400_000, 400 * 86_400_000, 3_000]) {
      const before = now();
      wall -= back;
      both(1_000);
      expect(now() - before).toBe(1_000);
    }
    expect(now() - start).toBe(4_000);
  });

  it('counts the time that the machine slept', () => {
    const now = steadyTime(
      () => running,
      () => wall,
    );
    const start = now();
    both(5_000);
    wall += 8 * 3_600_000;
    both(1);
    expect(now() - start).toBe(5_001 + 8 * 3_600_000);
    expect(now() - start).toBe(5_001 + 8 * 3_600_000);
  });

  it('is not made faster by a clock of whole milliseconds', () => {
    const now = steadyTime(
      () => running,
      () => Math.round(wall),
    );
    const start = now();
    for (let step = 0; step < 10_000; step++) {
      both(0.4);
      now();
    }
    expect(now() - start).toBeCloseTo(4_000, 3);
  });
});

it('the monotonic clock of the system runs', () => {
  const first = systemClock.monotonic();
  expect(Number.isFinite(first)).toBe(true);
  expect(systemClock.monotonic()).toBeGreaterThanOrEqual(first);
});
