import { backOff } from '../http/retry.ts';
import type { Clock } from '../model/clock.ts';
import type { Instant } from '../model/task.ts';
import type { WatchedService } from './watchedAgent.ts';

const firstMs = 4_000;
const longestMs = 60_000;

/** How long a service that wants fewer requests is left alone: longer each time in a row, a minute at most. */
export class ThrottleHolds {
  readonly #clock: Clock;
  /** Holds in a row. */
  readonly #times = new Map<WatchedService, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Asks nothing of a service for a while. Answers that were under way when it began count as one. */
  begin(owner: WatchedService): void {
    const now = this.#clock.now();
    if ((owner.resumesAt ?? now) <= now) {
      const times = this.#times.get(owner) ?? 0;
      this.#times.set(owner, times + 1);
      owner.resumesAt = now + backOff(times, this.#clock, firstMs, longestMs);
    }
  }

  /** The service has answered at `at`: if that ends a hold, the next one is a first one again. */
  answered(owner: WatchedService, at: Instant): void {
    // An answer to a question from before the service wanted fewer says nothing about that.
    if ((owner.resumesAt ?? 0) <= at) {
      owner.resumesAt = undefined;
      this.#times.delete(owner);
    }
  }

  forget(owner: WatchedService): void {
    this.#times.delete(owner);
  }
}
