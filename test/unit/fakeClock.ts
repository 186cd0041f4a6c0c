import type { Clock } from '../../src/core/model/clock.ts';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** Time that stands still until it is advanced. */
export class FakeClock implements Clock {
  time = Date.UTC(2026, 4, 19, 9);
  /** What `random` gives. */
  chance: () => number = () => 0;
  readonly #timers = new Set<Timer>();

  /** How many timers are set. */
  get timers(): number {
    return this.#timers.size;
  }

  now(): number {
    return this.time;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.time + ms, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  random(): number {
    return this.chance();
  }

  /** Lets `ms` pass, timers firing in their order, and everything settle that they have set off. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    await settled();
    for (;;) {
      const due = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) {
        break;
      }
      this.time = Math.max(this.time, due.at);
      this.#timers.delete(due);
      due.callback();
      await settled();
    }
    this.time = end;
  }

  /** Lets `ms` pass as a sleeping machine does: timers that were due fire late, at the end. */
  async sleepFor(ms: number): Promise<void> {
    this.time += ms;
    await this.advance(0);
  }
}

function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
