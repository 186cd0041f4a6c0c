import type { Clock } from '../model/clock.ts';
import { CloudError } from '../model/errors.ts';

/** Tasks that somebody looks at, such as an expanded group, whose details are worth reading. */
export interface ShownTasks {
  /** The rate is counted for each account. */
  readonly account: string;
  /** Ids whose details are not known, or no longer true; the most wanted first. Asked before each read. */
  wanted(): Iterable<string>;
  /**
   * Reads something of one task and takes over what it says. Resolves to whether there is more to read of it. Throws a
   * CloudError, or the signal's reason.
   */
  read(taskId: string, signal: AbortSignal): Promise<boolean>;
}

/** How many details of an account may be under way. */
const mostUnderWay = 2;
const longestPauseMs = 10 * 60_000;
const firstPauseMs = 15_000;

/** What is being read of one set of tasks. */
class Reading {
  readonly shown: ShownTasks;
  readonly abort = new AbortController();
  readonly underWay = new Set<string>();
  /** Ids that could not be read: asked again when the tasks are shown again. */
  readonly refused = new Set<string>();
  failures = 0;
  pausedUntil = Number.NEGATIVE_INFINITY;

  constructor(shown: ShownTasks) {
    this.shown = shown;
  }
}

/**
 * Reads details in the background, for what is shown: a few a second for each account, what was shown last first, and
 * none of what is no longer shown. Failures make it slower, and are nobody's concern: a person who opens the task sees
 * them.
 */
export class DetailReader {
  readonly #clock: Clock;
  readonly #perSecond: () => number;
  /** What was shown last stands last. */
  readonly #readings = new Map<ShownTasks, Reading>();
  /** By account: when reads have started, by the monotonic clock. */
  readonly #lastStart = new Map<string, number>();
  #cancel: (() => void) | undefined;

  /** @param perSecond reads for each account; 0 switches reading off */
  constructor(clock: Clock, perSecond: () => number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
  }

  /** Begins with these, before all others. What is shown already goes on, and may ask again for what was refused. */
  show(shown: ShownTasks): void {
    const reading = this.#readings.get(shown) ?? new Reading(shown);
    reading.refused.clear();
    this.#readings.delete(shown);
    this.#readings.set(shown, reading);
    this.look();
  }

  /** Ends reading these, requests under way included. */
  hide(shown: ShownTasks): void {
    this.#readings.get(shown)?.abort.abort();
    this.#readings.delete(shown);
    this.look();
  }

  /** Looks again for something to read: rows, or the rate, may be others. */
  look(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    const rate = this.#perSecond();
    if (!(rate > 0)) {
      return;
    }
    const step = 1000 / rate;
    let next = Number.POSITIVE_INFINITY;
    for (const account of new Set([...this.#readings.keys()].map((shown) => shown.account))) {
      next = Math.min(next, this.#lookAt(account, step));
    }
    if (next < Number.POSITIVE_INFINITY) {
      this.#cancel = this.#clock.after(next - this.#clock.monotonic(), () => this.look());
    }
  }

  dispose(): void {
    for (const { abort } of this.#readings.values()) {
      abort.abort();
    }
    this.#readings.clear();
    this.#cancel?.();
  }

  /** Starts a read of the account if one is due and wanted. Returns when to look again. */
  #lookAt(account: string, step: number): number {
    const now = this.#clock.monotonic();
    const due = (this.#lastStart.get(account) ?? Number.NEGATIVE_INFINITY) + step;
    const readings = [...this.#readings.values()].filter(({ shown }) => shown.account === account).reverse();
    if (readings.reduce((sum, { underWay }) => sum + underWay.size, 0) >= mostUnderWay) {
      return Number.POSITIVE_INFINITY;
    }
    let resumes = Number.POSITIVE_INFINITY;
    for (const reading of readings) {
      const taskId = firstOf(reading);
      if (taskId === undefined) {
        continue;
      }
      if (reading.pausedUntil > now) {
        resumes = Math.min(resumes, reading.pausedUntil);
      } else if (due > now) {
        return due;
      } else {
        this.#lastStart.set(account, now);
        void this.#read(reading, taskId);
        return now + step;
      }
    }
    return resumes;
  }

  async #read(reading: Reading, taskId: string): Promise<void> {
    const { abort, shown, underWay } = reading;
    underWay.add(taskId);
    try {
      const more = await shown.read(taskId, abort.signal);
      reading.failures = 0;
      // A detail that told nothing would be asked for again at once, for ever.
      if (!more && [...shown.wanted()].includes(taskId)) {
        reading.refused.add(taskId);
      }
    } catch (error) {
      this.#failed(reading, taskId, error);
    } finally {
      underWay.delete(taskId);
      this.look();
    }
  }

  /** A task that is gone, or that the service will not tell of, says nothing of the others. */
  #failed(reading: Reading, taskId: string, error: unknown): void {
    reading.refused.add(taskId);
    const kind = error instanceof CloudError ? error.kind : 'transient';
    if (kind !== 'gone' && kind !== 'caller' && !reading.abort.signal.aborted) {
      reading.pausedUntil =
        this.#clock.monotonic() + Math.min(longestPauseMs, firstPauseMs * 2 ** reading.failures);
      reading.failures += 1;
      if (kind === 'throttled' || kind === 'transient') {
        reading.refused.delete(taskId);
      }
    }
  }
}

function firstOf({ refused, shown, underWay }: Reading): string | undefined {
  for (const taskId of shown.wanted()) {
    if (!refused.has(taskId) && !underWay.has(taskId)) {
      return taskId;
    }
  }
  return undefined;
}
