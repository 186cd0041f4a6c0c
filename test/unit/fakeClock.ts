import type { Clock } from '../../src/core/model/clock.ts';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** Time that stands still until it is advanced. */
export class FakeClock implements Clock {
  /** What the computer's clock says; a test sets it forward or back. */
  time = Date.UTC(2026, 4, 19, 9);
  /** What `random` gives. */
  chance: () => number = () => 0;
  readonly #timers = new Set<Timer>();
  readonly #settled: () => Promise<void>;
  #elapsed = 0;

  /** @param settled resolves when everything that is under way has come to where it waits for time to pass */
  constructor(settled = oneTurn) {
    this.#settled = settled;
  }

  /** How many timers are set. */
  get timers(): number {
    return this.#timers.size;
  }

  now(): number {
    return this.time;
  }

  monotonic(): number {
    return this.#elapsed;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#elapsed + ms, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  random(): number {
    return this.chance();
  }

  /** Lets `ms` pass, timers firing in their order, and everything settle that they have set off. */
  async advance(ms: number): Promise<void> {
    const end = this.#elapsed + ms;
    await this.#settled();
    for (;;) {
      const due = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) {
        break;
      }
      this.pass(Math.max(0, due.at - this.#elapsed));
      this.#timers.delete(due);
      due.callback();
      await this.#settled();
    }
    this.pass(end - this.#elapsed);
  }

  /** Lets `ms` pass as a sleeping machine does: timers that were due fire late, at the end. */
  async sleepFor(ms: number): Promise<void> {
    this.pass(ms);
    await this.advance(0);
  }

  /** Lets `ms` pass and nothing happen. */
  pass(ms: number): void {
    this.#elapsed += ms;
    this.time += ms;
  }
}

function oneTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
