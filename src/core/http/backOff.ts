import type { Clock } from '../model/clock.ts';

export interface BackOff {
  /** The wait after the first failure, at most. */
  readonly firstMs: number;
  /** However many failures there were. */
  readonly longestMs: number;
  /** What each failure more makes of the wait; 2 where it is not said. */
  readonly factor?: number;
  /** How much of the wait is left to chance, so that many clients do not come back in step; half where it is not said. */
  readonly jitter?: number;
}

/** How long to wait after `failures` (from 0) others in a row: ms. */
export function backOff(
  failures: number,
  { firstMs, longestMs, factor = 2, jitter = 0.5 }: BackOff,
  clock: Clock,
): number {
  return Math.min(longestMs, firstMs * factor ** failures) * (1 - jitter * clock.random());
}
