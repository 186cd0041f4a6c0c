import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backOff } from '../../../../src/core/http/backOff.ts';
import { FakeClock } from '../../fakeClock.ts';

describe('the back-off', () => {
  it('lies between its growing ceiling and what chance may take of it, and never above the longest', () => {
    fc.assert(
      fc.property(
        fc.nat(2000),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.record({
          firstMs: fc.integer({ min: 1, max: 5000 }),
          longestMs: fc.integer({ min: 1, max: 60_000 }),
          factor: fc.constantFrom(1, 1.5, 2, 10),
          jitter: fc.constantFrom(0, 0.2, 0.5, 1),
        }),
        (failures, chance, pause) => {
          const clock = new FakeClock();
          clock.chance = () => chance;
          const ceiling = Math.min(pause.longestMs, pause.firstMs * pause.factor ** failures);
          const delay = backOff(failures, pause, clock);
          expect(delay).toBeGreaterThanOrEqual(ceiling * (1 - pause.jitter));
          expect(delay).toBeLessThanOrEqual(ceiling);
        },
      ),
    );
  });

  it('differs by chance, so that many clients do not come back at once', () => {
    const clock = new FakeClock();
    const delays = [0, 0.3, 0.9].map((chance) => {
      clock.chance = () => chance;
      return backOff(2, { firstMs: 400, longestMs: 30_000 }, clock);
    });
    expect(new Set(delays).size).toBe(3);
  });
});
