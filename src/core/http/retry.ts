import { type Clock, sleep } from '../model/clock.ts';
import { CloudError } from '../model/errors.ts';
import type { Instant } from '../model/task.ts';

/** A failed attempt that will be repeated. */
export interface Retry {
  readonly error: CloudError;
  readonly resumesAt: Instant;
}

const maxAttempts = 4;
const firstDelayMs = 400;
/** A person waits for the row: after this long, the failure is shown instead of tried again. */
const patienceMs = 12_000;

/** Half fixed, half random, doubling: 200–400 ms, 400–800 ms, … */
export function backOff(attempt: number, clock: Clock, firstMs = firstDelayMs, maxMs = 30_000): number {
  const ceiling = Math.min(maxMs, firstMs * 2 ** attempt);
  return ceiling / 2 + (clock.random() * ceiling) / 2;
}

/**
 * Repeats a read that failed by throttling or for a passing reason, with exponential back-off and jitter.
 * Everything else, and the last failure, is thrown as it came.
 */
export async function withRetries<T>(
  read: () => Promise<T>,
  clock: Clock,
  signal: AbortSignal,
  onRetry?: (retry: Retry) => void,
): Promise<T> {
  const started = clock.now();
  for (let attempt = 0; ; attempt++) {
    try {
      return await read();
    } catch (error) {
      const passing =
        error instanceof CloudError && (error.kind === 'transient' || error.kind === 'throttled');
      if (!passing || attempt + 1 >= maxAttempts || clock.now() - started > patienceMs) {
        throw error;
      }
      const delay = backOff(attempt, clock);
      onRetry?.({ error, resumesAt: clock.now() + delay });
      await sleep(clock, delay, signal);
    }
  }
}
