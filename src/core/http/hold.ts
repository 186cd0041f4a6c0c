import type { Clock } from '../model/clock.ts';
import type { CloudError } from '../model/errors.ts';
import { backOff } from './backOff.ts';

/** A hold that lasts longer is not waited for: the request fails at once, saying when to ask again. */
const longestWaitMs = 15_000;
const pause = { firstMs: 1_000, longestMs: 60_000 };

/** For how long a service is left alone that wants fewer requests: as long as it asks for, and longer each time. */
export class Hold {
  /** Throttled answers in a row. */
  #strikes = 0;
  #since = Number.NEGATIVE_INFINITY;
  #until = Number.NEGATIVE_INFINITY;
  #failure: CloudError | undefined;

  /** By the monotonic clock. */
  get until(): number {
    return this.#until;
  }

  /** Until the service has answered again, one request at a time tries. */
  get isTrying(): boolean {
    return this.#strikes > 0;
  }

  /** A request that started at `started` was throttled. Returns its failure, which says for how long to wait. */
  begin(failure: CloudError, started: number, clock: Clock): CloudError {
    const now = clock.monotonic();
    let until = now + (failure.retryAfterMs ?? 0);
    // Answers that were under way when it began count as one.
    if (started > this.#since) {
      until = Math.max(until, now + backOff(this.#strikes, pause, clock));
      this.#strikes += 1;
      this.#since = now;
    }
    this.#until = Math.max(this.#until, until);
    this.#failure = failure;
    return failure.retryableAfter(this.#until - now);
  }

  /** A request that started at `started` was answered. From before the hold, that says nothing about it. */
  answered(started: number): void {
    if (started >= this.#until) {
      this.#strikes = 0;
    }
  }

  /** Why a request need not wait, where the service is to be left alone for long. */
  refusal(clock: Clock): CloudError | undefined {
    const left = this.#until - clock.monotonic();
    return left > longestWaitMs ? this.#failure?.retryableAfter(left) : undefined;
  }
}
