import { backOff } from '../http/backOff.ts';
import type { Clock } from '../model/clock.ts';
import type { CloudError } from '../model/errors.ts';
import type { WatchedService } from './watchedTask.ts';

const pause = { firstMs: 4_000, longestMs: 60_000 };

interface Hold {
  /** Holds in a row. */
  readonly times: number;
  /** By the monotonic clock. */
  readonly until: number;
}

/**
 * How long a service that wants fewer requests is left alone: longer each time in a row, a minute at most unless it
 * asks for more.
 */
export class ThrottleHolds {
  readonly #clock: Clock;
  readonly #holds = new Map<WatchedService, Hold>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Before when, by the monotonic clock, nothing is asked of the service. */
  until(owner: WatchedService): number | undefined {
    return this.#holds.get(owner)?.until;
  }

  /** Asks nothing of a service for a while. Answers that were under way when it began count as one. */
  begin(owner: WatchedService, { retryAfterMs = 0 }: Pick<CloudError, 'retryAfterMs'>): void {
    const { times, until } = this.#holds.get(owner) ?? { times: 0, until: Number.NEGATIVE_INFINITY };
    const now = this.#clock.monotonic();
    if (until <= now) {
      const ms = Math.max(retryAfterMs, backOff(times, pause, this.#clock));
      this.#holds.set(owner, { times: times + 1, until: now + ms });
      owner.resumesAt = this.#clock.now() + ms;
    }
  }

  /** The service has answered: if that ends a hold, the next one is a first one again. */
  answered(owner: WatchedService): void {
    // An answer to a question from before the service wanted fewer says nothing about that.
    if ((this.until(owner) ?? 0) <= this.#clock.monotonic()) {
      this.forget(owner);
    }
  }

  forget(owner: WatchedService): void {
    this.#holds.delete(owner);
    owner.resumesAt = undefined;
  }
}
