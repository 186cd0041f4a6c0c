import { Random } from './random.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

export interface Flow {
  /** How long the service remembers a task, ms. */
  readonly window: number;
  /** How many tasks there are at the start. */
  readonly size: number;
  /** Mean time between two new tasks, ms. */
  readonly interval: number;
  /** Whether new tasks keep coming after the start. */
  readonly live: boolean;
}

/**
 * When tasks are created: a past that fills the window, busier by day than by night, whose last three quarters
 * of an hour already have the pace of what comes; then one after the other for as long as anybody looks.
 */
export class Arrivals {
  readonly #random: Random;
  readonly #flow: Flow;
  readonly #past: readonly number[];
  #taken = 0;
  #next: number;

  constructor(flow: Flow, start: number, seed: number) {
    this.#random = new Random(seed, 0x51ed);
    this.#flow = flow;
    this.#past = this.#history(start);
    this.#next = start + this.#random.around(flow.interval);
  }

  /** Creation times up to now that were not taken before, oldest first. */
  *until(now: number): Generator<number> {
    for (; this.#taken < this.#past.length; this.#taken++) {
      yield wholeSecond(this.#past[this.#taken] ?? now);
    }
    if (!this.#flow.live) {
      return;
    }
    // After a long sleep, only those that would still be remembered.
    this.#next = Math.max(this.#next, now - this.#flow.window);
    while (this.#next <= now) {
      yield wholeSecond(this.#next);
      this.#next += 1 + this.#random.around(this.#flow.interval);
    }
  }

  #history(start: number): readonly number[] {
    const { size, interval, window } = this.#flow;
    const recent = Math.min(Math.floor(size / 2), Math.round((45 * minute) / interval));
    const times: number[] = [];
    let time = start;
    for (let count = 0; count < recent; count++) {
      time -= this.#random.around(interval);
      times.push(time);
    }
    const span = time - (start - window * 0.995);
    const gaps = Array.from({ length: size - recent + 1 }, () => this.#random.around(1));
    const total = gaps.reduce((sum, gap) => sum + gap, 0);
    let elapsed = 0;
    for (const gap of gaps.slice(0, -1)) {
      elapsed += (gap / total) * span;
      times.push(byDay(time - elapsed, time - span, time));
    }
    return times.reverse();
  }
}

/** The precision of every service's CreateTime, so that a time filter means what the list shows. */
function wholeSecond(time: number): number {
  return Math.floor(time / 1000) * 1000;
}

/** Draws a time towards the working hours of its day; keeps the order, and the ends of the span. */
function byDay(time: number, from: number, to: number): number {
  const shift = ((day / (2 * Math.PI)) * 0.7 * Math.sin((2 * Math.PI * time) / day)) | 0;
  return Math.min(to, Math.max(from, time + shift));
}
