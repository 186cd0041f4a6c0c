import type { Clock } from '../model/clock.ts';

const firstMs = 2_000;
const longestMs = 30_000;

/**
 * How long to wait for the look after `looks` others: 2 s at first, half as much again each time, 30 s at most.
 * Up to a fifth less at random, so that the agents of many windows are not looked at in step.
 */
export function pollDelay(looks: number, clock: Clock): number {
  const ceiling = Math.min(longestMs, firstMs * 1.5 ** looks);
  return ceiling * (1 - clock.random() / 5);
}
