import type { Clock } from '../model/clock.ts';
import type { CloudError } from '../model/errors.ts';

/**
 * A wrong time zone is up to 14 hours off, a wrong date a day. A server that is further away has a broken clock, or
 * wants to break ours; with a computer that far off no certificate would be valid either.
 */
const mostMs = 24 * 3_600_000;

/** An answer that refuses the time of a signature, and the `Date` of that very answer. */
export class TimeRefusal {
  readonly error: CloudError;
  readonly date: string | undefined;

  constructor(error: CloudError, date: string | undefined) {
    this.error = error;
    this.date = date;
  }
}

/** The time to sign with: ours, until the server has refused it and told its own. */
export class ServerClock {
  readonly #clock: Clock;
  /** Server time minus ours. */
  #offsetMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Makes an attempt, and where its time is refused another one with the server's time. A time that is refused in
   * turn is dropped. An attempt asks for the time, in ms, when it signs.
   * @throws the error of the last refusal
   */
  async ask<T>(attempt: (now: () => number) => Promise<T | TimeRefusal>): Promise<T> {
    const first = await attempt(this.#now);
    if (!(first instanceof TimeRefusal)) {
      return first;
    }
    const told = this.#offsetTold(first);
    if (told === undefined && this.#offsetMs === 0) {
      throw first.error;
    }
    const offset = told ?? 0;
    this.#offsetMs = offset;
    const second = await attempt(this.#now);
    if (!(second instanceof TimeRefusal)) {
      return second;
    }
    if (this.#offsetMs === offset) {
      this.#offsetMs = 0;
    }
    throw second.error;
  }

  readonly #now = (): number => this.#clock.now() + this.#offsetMs;

  #offsetTold({ date }: TimeRefusal): number | undefined {
    const offset = Date.parse(date ?? '') - this.#clock.now();
    return Math.abs(offset) <= mostMs ? offset : undefined;
  }
}
