import type { Instant } from './task.ts';

/** Time as the rest of the code sees it, so that tests can hold it still. */
export interface Clock {
  /** What the computer's clock says, to be shown or signed. It can be set forward or back at any time. */
  now(): Instant;
  /** Milliseconds since some start, never going back: for every interval and every "how long ago". */
  monotonic(): number;
  /** Calls back once after `ms`, however many they are; at once where they are below 0. The returned function cancels. */
  after(ms: number, callback: () => void): () => void;
  /** 0 ≤ x < 1, for jitter. */
  random(): number;
}

/** `setTimeout` takes more than this for 1 ms. */
const longestTimerMs = 2 ** 31 - 1;

/** Further apart than this, the two clocks have not drifted: the machine slept, or somebody has set its clock. */
const driftMs = 2_000;

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: steadyTime(
    () => performance.now(),
    () => Date.now(),
  ),
  after: (ms, callback) => {
    let timer: NodeJS.Timeout;
    const arm = (left: number): void => {
      timer = setTimeout(
        () => (left > longestTimerMs ? arm(left - longestTimerMs) : callback()),
        Math.min(left, longestTimerMs),
      );
    };
    // What is not a number would fire at once, and again and again.
    arm(Number.isNaN(ms) ? Number.POSITIVE_INFINITY : Math.max(0, ms));
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};

/**
 * `running`, and on top of it the time that the machine slept: on most systems `performance.now()` stands still then,
 * and what was read before would seem fresh. A clock that is set forward looks like sleep; set back, it changes nothing.
 */
export function steadyTime(running: () => number, wall: () => number): () => number {
  let apart = wall() - running();
  let slept = 0;
  return () => {
    const ran = running();
    const nowApart = wall() - ran;
    if (Math.abs(nowApart - apart) > driftMs) {
      slept += Math.max(0, nowApart - apart);
      apart = nowApart;
    }
    return ran + slept;
  };
}

/** Resolves after `ms`; rejects with the signal's reason as soon as it is aborted. */
export function sleep(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const onAbort = (): void => {
      cancel();
      reject(signal.reason);
    };
    const cancel = clock.after(ms, () => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
