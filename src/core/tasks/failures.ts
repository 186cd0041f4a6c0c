import type { Clock } from '../model/clock.ts';
import { type Disposable, Emitter } from '../model/events.ts';
import type { TaskRef } from '../model/task.ts';
import type { SeenFailures } from './seenFailures.ts';
import { type FailureSource, type KnownFailure, ServiceFailures } from './serviceFailures.ts';

/** Changes that come together are told once. */
const settleMs = 100;

/** The failures of all accounts, and which of them nobody has looked at. */
export class Failures implements Disposable {
  readonly #clock: Clock;
  readonly #seen: SeenFailures;
  readonly #services = new Map<FailureSource, ServiceFailures>();
  readonly #changed = new Emitter<void>();
  readonly #subscription: Disposable;
  #newest: readonly KnownFailure[] | undefined;
  #cancel: (() => void) | undefined;

  /** Fires a moment after a failure has come, gone, or become known better, or was looked at. */
  readonly onDidChange = this.#changed.event;

  constructor(clock: Clock, seen: SeenFailures) {
    this.#clock = clock;
    this.#seen = seen;
    this.#subscription = seen.onDidChange(() => this.#note());
  }

  /** Gathers the failures of these services, and of no others. */
  keep(sources: readonly FailureSource[]): void {
    for (const [source, service] of this.#services) {
      if (!sources.includes(source)) {
        service.dispose();
        this.#services.delete(source);
      }
    }
    for (const source of sources) {
      if (!this.#services.has(source)) {
        this.#services.set(source, new ServiceFailures(source, this.#clock, () => this.#note()));
      }
    }
    this.#note();
  }

  get services(): readonly ServiceFailures[] {
    return [...this.#services.values()];
  }

  /** How many failed tasks a service says it lists, where it was looked at. */
  totalOf(source: FailureSource): number | undefined {
    return this.#services.get(source)?.total;
  }

  /** Newest first. */
  get newest(): readonly KnownFailure[] {
    this.#newest ??= this.services
      .flatMap(({ all }) => [...all])
      .sort((a, b) => b.endedAt - a.endedAt || (a.ref.id < b.ref.id ? 1 : -1));
    return this.#newest;
  }

  /** How many nobody has looked at. */
  get unseen(): number {
    return this.newest.filter((failure) => this.isNew(failure)).length;
  }

  /** How many have ended since midnight, local time. */
  get today(): number {
    const midnight = new Date(this.#clock.now()).setHours(0, 0, 0, 0);
    return this.newest.filter(({ endedAt }) => endedAt >= midnight).length;
  }

  isNew({ ref }: KnownFailure): boolean {
    return this.#seen.isRead && !this.#seen.has(ref);
  }

  /** A person looks at this task. */
  see(ref: TaskRef): void {
    if (this.newest.some((failure) => isSame(failure.ref, ref))) {
      this.#seen.add([ref]);
    }
  }

  seeAll(): void {
    this.#seen.add(this.newest.map(({ ref }) => ref));
  }

  dispose(): void {
    this.#cancel?.();
    this.#subscription.dispose();
    this.#changed.dispose();
    for (const service of this.#services.values()) {
      service.dispose();
    }
  }

  #note(): void {
    this.#newest = undefined;
    this.#cancel ??= this.#clock.after(settleMs, () => {
      this.#cancel = undefined;
      this.#changed.fire();
    });
  }
}

function isSame(a: TaskRef, b: TaskRef): boolean {
  return a.id === b.id && a.service === b.service && a.account === b.account;
}
