import type { Clock } from '../model/clock.ts';
import type { Instant } from '../model/task.ts';

interface Entry {
  /** Absent while there is nothing to wait for. */
  due: Instant | undefined;
  looking: { readonly controller: AbortController; readonly done: Promise<void> } | undefined;
}

export interface Looker<T> {
  /** Looks at one subject. What it resolves to is called unless the look was given up meanwhile. */
  readonly look: (subject: T, signal: AbortSignal) => Promise<() => void>;
  /** A time before which the subject must not be looked at, whatever is due. */
  readonly notBefore: (subject: T) => Instant | undefined;
}

/**
 * When which subject is looked at: one look at a time for each, and one timer for all. A timer that fires late,
 * after the machine has slept, finds everything due at once and looks at each subject once.
 */
export class LookSchedule<T> {
  readonly #clock: Clock;
  readonly #looker: Looker<T>;
  readonly #entries = new Map<T, Entry>();
  #cancelTimer: (() => void) | undefined;
  #paused = false;

  constructor(clock: Clock, looker: Looker<T>) {
    this.#clock = clock;
    this.#looker = looker;
  }

  /** Looks at the subject at `due`, or no more where that is absent. */
  set(subject: T, due: Instant | undefined): void {
    const entry = this.#entries.get(subject) ?? { due, looking: undefined };
    entry.due = due;
    this.#entries.set(subject, entry);
    this.#arm();
  }

  /** Looks as soon as that may be. Resolves when it was done, or could not be done at once. */
  async now(subject: T): Promise<void> {
    const now = this.#clock.now();
    this.set(subject, now);
    const entry = this.#entries.get(subject);
    if (entry !== undefined && !this.#paused && (this.#looker.notBefore(subject) ?? now) <= now) {
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
      entry.due = entry.due === undefined ? undefined : this.#clock.now();
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
      this.#cancelTimer = this.#clock.after(Math.max(0, due - this.#clock.now()), () => {
        this.#cancelTimer = undefined;
        this.#lookAtDue();
      });
    }
  }

  #lookAtDue(): void {
    const now = this.#clock.now();
    for (const [subject, entry] of this.#entries) {
      if (this.#dueAt(subject, entry) <= now) {
        void this.#look(subject, entry);
      }
    }
    this.#arm();
  }

  #dueAt(subject: T, { due, looking }: Entry): Instant {
    return due === undefined || looking !== undefined
      ? Number.POSITIVE_INFINITY
      : Math.max(due, this.#looker.notBefore(subject) ?? due);
  }

  /** Looks, or joins the look under way. */
  #look(subject: T, entry: Entry): Promise<void> {
    if (entry.looking === undefined) {
      const controller = new AbortController();
      const done = this.#looker.look(subject, controller.signal).then((tell) => {
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
