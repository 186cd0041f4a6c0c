import { type Clock, sleep } from '../model/clock.ts';
import { errorPolicy } from '../model/errorPolicy.ts';
import { CloudError } from '../model/errors.ts';
import type { Instant } from '../model/task.ts';
import { backOff } from './backOff.ts';

/** A failed attempt that will be repeated. */
export interface Retry {
  readonly error: CloudError;
  readonly resumesAt: Instant;
}

const maxAttempts = 4;
const pause = { firstMs: 400, longestMs: 30_000 };
/** A person waits for the row: after this long, the failure is shown instead of tried again. */
const patienceMs = 12_000;

/**
 * Repeats a read that failed for a reason that passes, with exponential back-off and jitter, and not before the service
 * wants to be asked. Everything else, and the last failure, is thrown as it came. `read` says how many milliseconds it
 * has waited for its turn: those are not held against the patience.
 */
export async function withRetries<T>(
  read: (waited: (ms: number) => void) => Promise<T>,
  clock: Clock,
  signal: AbortSignal,
  onRetry?: (retry: Retry) => void,
): Promise<T> {
  let started = clock.monotonic();
  const waited = (ms: number): void => {
    started += ms;
  };
  for (let attempt = 0; ; attempt++) {
    try {
      return await read(waited);
    } catch (error) {
      if (
        !(error instanceof CloudError) ||
        !errorPolicy[error.kind].retried ||
        attempt + 1 >= maxAttempts ||
        clock.monotonic() - started > patienceMs
      ) {
        throw error;
      }
      const asksFor = error.retryAfterMs ?? 0;
      if (asksFor > patienceMs) {
        throw error;
      }
      const delay = Math.max(asksFor, backOff(attempt, pause, clock));
      onRetry?.({ error, resumesAt: clock.now() + delay });
      await sleep(clock, delay, signal);
      waited(asksFor);
    }
  }
}
