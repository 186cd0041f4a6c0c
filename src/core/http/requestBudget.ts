import { type Clock, sleep } from '../model/clock.ts';
import type { Instant } from '../model/task.ts';

/** Lets at most `perSecond` requests start in any one second; further ones wait their turn in order. */
export class RateLimiter {
  readonly #perSecond: number;
  readonly #clock: Clock;
  /** When the last `perSecond` requests were allowed to start, some of it still ahead. */
  #starts: Instant[] = [];
  #lastAsked: Instant = Number.NEGATIVE_INFINITY;

  constructor(perSecond: number, clock: Clock) {
    this.#perSecond = perSecond;
    this.#clock = clock;
  }

  /** Resolves when the request may start; rejects with the signal's reason once it is aborted. */
  async turn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const now = this.#clock.now();
    if (now < this.#lastAsked) {
      // The computer's clock was set back; requests must not wait until it has caught up.
      const back = this.#lastAsked - now;
      this.#starts = this.#starts.map((start) => start - back);
    }
    this.#lastAsked = now;
    const oldest = this.#starts.length < this.#perSecond ? undefined : this.#starts.shift();
    const start = oldest === undefined ? now : Math.max(now, oldest + 1000);
    this.#starts.push(start);
    if (start > now) {
      await sleep(this.#clock, start - now, signal);
    }
  }
}
