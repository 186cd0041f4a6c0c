import type { Clock } from '../model/clock.ts';

interface Entry {
  /** By the monotonic clock; absent while there is nothing to wait for. */
  due: number | undefined;
  looking: { readonly controller: AbortController; readonly done: Promise<void> } | undefined;
}

export interface Scheduled<T> {
  /** Looks at one subject. What it resolves to is called unless the look was given up meanwhile. */
  readonly look: (subject: T, signal: AbortSignal) => Promise<() => void>;
  /** Before when, by the monotonic clock, the subject must not be looked at, whatever is due. */
  readonly notBefore: (subject: T) => number | undefined;
}

/**
 * When which subject is looked at: one look at a time for each, and one timer for all. A timer that fires late,
 * after the machine has slept, finds everything due at once and looks at each subject once.
 */
export class Scheduler<T> {
  readonly #clock: Clock;
  readonly #scheduled: Scheduled<T>;
  readonly #entries = new Map<T, Entry>();
  #cancelTimer: (() => void) | undefined;
  #paused = false;

  constructor(clock: Clock, scheduled: Scheduled<T>) {
    this.#clock = clock;
    this.#scheduled = scheduled;
  }

  /** Looks at the subject in so many milliseconds, or no more where they are absent. */
  set(subject: T, inMs: number | undefined): void {
    const due = inMs === undefined ? undefined : this.#clock.monotonic() + inMs;
    const entry = this.#entries.get(subject) ?? { due, looking: undefined };
    entry.due = due;
    this.#entries.set(subject, entry);
    this.#arm();
  }

  /** Looks as soon as that may be. Resolves when it was done, or could not be done at once. */
  async now(subject: T): Promise<void> {
    this.set(subject, 0);
    const now = this.#clock.monotonic();
    const entry = this.#entries.get(subject);
    if (entry !== undefined && !this.#paused && (this.#scheduled.notBefore(subject) ?? now) <= now) {
      await this.#look(subject, entry);
    }
  }

  /** Gives up the look under way; when the next one is due stays as it was. */
  giveUp(subject: T): void {
    const entry = this.#entries.get(subject);
    entry?.looking?.controller.abort();
    if (entry !== undefined) {
      entry.looking = undefined;
    }
    this.#arm();
  }

  delete(subject: T): void {
    this.giveUp(subject);
    this.#entries.delete(subject);
    this.#arm();
  }

  pause(): void {
    this.#paused = true;
    for (const subject of this.#entries.keys()) {
      this.giveUp(subject);
    }
    this.#arm();
  }

  /** Looks at once at whatever was waited for. */
  resume(): void {
    this.#paused = false;
    for (const entry of this.#entries.values()) {
      entry.due = entry.due === undefined ? undefined : this.#clock.monotonic();
    }
    this.#arm();
  }

  dispose(): void {
    for (const subject of [...this.#entries.keys()]) {
      this.delete(subject);
    }
  }

  #arm(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const due = Math.min(...[...this.#entries].map(([subject, entry]) => this.#dueAt(subject, entry)));
    if (!this.#paused && due < Number.POSITIVE_INFINITY) {
      this.#cancelTimer = this.#clock.after(Math.max(0, due - this.#clock.monotonic()), () => {
        this.#cancelTimer = undefined;
        this.#lookAtDue();
      });
    }
  }

  #lookAtDue(): void {
    const now = this.#clock.monotonic();
    for (const [subject, entry] of this.#entries) {
      if (this.#dueAt(subject, entry) <= now) {
        void this.#look(subject, entry);
      }
    }
    this.#arm();
  }

  #dueAt(subject: T, { due, looking }: Entry): number {
    return due === undefined || looking !== undefined
      ? Number.POSITIVE_INFINITY
      : Math.max(due, this.#scheduled.notBefore(subject) ?? due);
  }

  /** Looks, or joins the look under way. */
  #look(subject: T, entry: Entry): Promise<void> {
    if (entry.looking === undefined) {
      const controller = new AbortController();
      const done = this.#scheduled.look(subject, controller.signal).then((tell) => {
        if (!controller.signal.aborted) {
          entry.looking = undefined;
          tell();
          this.#arm();
        }
      });
      entry.looking = { controller, done };
    }
    return entry.looking.done;
  }
}
