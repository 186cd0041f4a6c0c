import { backOff } from '../http/backOff.ts';
import type { Clock } from '../model/clock.ts';

const pause = { firstMs: 2_000, longestMs: 30_000, factor: 1.5, jitter: 0.2 };

/** How long to wait for the look after `looks` others: 2 s at first, half as much again each time, 30 s at most. */
export function pollDelay(looks: number, clock: Clock): number {
  return backOff(looks, pause, clock);
}
