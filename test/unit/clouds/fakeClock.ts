import type { Clock } from '../../../src/clouds/clock.ts';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock that moves when it is told to, and keeps count of what waits for it. */
export class FakeClock implements Clock {
  time: number;
  /** What `random()` answers. */
  chance = 0.5;
  readonly #timers = new Set<Timer>();

  constructor(time = Date.UTC(2026, 4, 19, 9)) {
    this.time = time;
  }

  /** How many callbacks are still to come. */
  get waiting(): number {
    return this.#timers.size;
  }

  now(): number {
    return this.time;
  }

  random(): number {
    return this.chance;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.time + ms, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Moves on, stopping at every timer on the way, and lets what it has woken run as far as it gets. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    await settle();
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#timers.delete(next);
      this.time = Math.max(this.time, next.at);
      next.callback();
      await settle();
    }
    this.time = end;
  }

  #next(end: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.at <= end && (next === undefined || timer.at < next.at)) {
        next = timer;
      }
    }
    return next;
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) {
    await Promise.resolve();
  }
}
