import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pollDelay } from '../../../../src/core/polling/pollDelay.ts';
import { FakeClock } from '../../fakeClock.ts';

function delay(looks: number, chance: number): number {
  const clock = new FakeClock();
  clock.chance = () => chance;
  return pollDelay(looks, clock);
}

it('begins at 2 s and ends at 30 s', () => {
  expect([0, 1, 2, 3, 6, 7, 20, 2000].map((looks) => delay(looks, 0))).toEqual([
    2000, 3000, 4500, 6750, 22_781.25, 30_000, 30_000, 30_000,
  ]);
});

it('stays within a fifth below its step, and never above', () => {
  const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(fc.nat({ max: 5000 }), chance, (looks, it) => {
      const ceiling = delay(looks, 0);
      expect(delay(looks, it)).toBeLessThanOrEqual(ceiling);
      expect(delay(looks, it)).toBeGreaterThanOrEqual(ceiling * 0.8);
      expect(ceiling).toBeLessThanOrEqual(30_000);
    }),
  );
});
