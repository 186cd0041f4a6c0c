import { backOff } from '../http/backOff.ts';
import type { Clock } from '../model/clock.ts';
import { errorPolicy } from '../model/errorPolicy.ts';
import { CloudError } from '../model/errors.ts';
import { type Disposable, Emitter } from '../model/events.ts';
import type { Failures } from '../tasks/failures.ts';
import type { ServiceFailures } from '../tasks/serviceFailures.ts';
import { Scheduler } from './scheduler.ts';

const stepMs = 60_000;
const longestMs = 16 * stepMs;
const perPage = 100;
/** A first look can take several: to see whether the service keeps the two lists apart. */
const mostRequests = 3;

/** What a look has to do with one service. */
interface Course {
  /** Not before this, by the monotonic clock. */
  notBefore: number;
  failures: number;
  hasAnswered: boolean;
}

/**
 * Looks for new failures where a service lists them apart: one request a minute for each, while somebody looks, and
 * none where that list is being read anyway. Failures of a look are nobody's concern: whoever opens the list sees them.
 */
export class FailureLooks implements Disposable {
  readonly #clock: Clock;
  readonly #failures: Failures;
  readonly #scheduler: Scheduler<ServiceFailures>;
  readonly #courses = new Map<ServiceFailures, Course>();
  readonly #answered = new Emitter<void>();

  /** Fires when a service has answered. */
  readonly onDidLook = this.#answered.event;

  constructor(clock: Clock, failures: Failures) {
    this.#clock = clock;
    this.#failures = failures;
    this.#scheduler = new Scheduler(clock, {
      look: (service, signal) => this.#look(service, signal),
      notBefore: (service) => this.#courses.get(service)?.notBefore,
    });
    this.#scheduler.pause();
  }

  /** Looks while somebody can see what it finds, at once where that is due. */
  set inSight(inSight: boolean) {
    if (inSight) {
      this.#scheduler.resume();
    } else {
      this.#scheduler.pause();
    }
  }

  /** There may be other services. */
  meet(): void {
    const { services } = this.#failures;
    for (const service of this.#courses.keys()) {
      if (!services.includes(service)) {
        this.#courses.delete(service);
        this.#scheduler.delete(service);
      }
    }
    for (const service of services) {
      const course = this.#courses.get(service);
      if (course === undefined && failedListOf(service) !== undefined) {
        const notBefore = Number.NEGATIVE_INFINITY;
        this.#courses.set(service, { notBefore, failures: 0, hasAnswered: false });
        this.#scheduler.set(service, 0);
      } else if (course !== undefined && course.failures > 0) {
        // Its keys may be others.
        this.#scheduler.set(service, 0);
      }
    }
  }

  /** Looks now: a person asks for it. */
  async now(): Promise<void> {
    await Promise.all(
      [...this.#courses].map(([service, course]) => {
        course.notBefore = Number.NEGATIVE_INFINITY;
        return this.#scheduler.now(service);
      }),
    );
  }

  dispose(): void {
    this.#scheduler.dispose();
    this.#answered.dispose();
  }

  async #look(service: ServiceFailures, signal: AbortSignal): Promise<() => void> {
    const course = this.#courses.get(service);
    const list = failedListOf(service);
    if (course === undefined || list === undefined) {
      return () => {};
    }
    if (list.readAt !== undefined && Math.abs(this.#clock.now() - list.readAt) < stepMs) {
      return () => this.#scheduler.set(service, stepMs);
    }
    const started = this.#clock.monotonic();
    const dear = course.hasAnswered ? stepMs : mostRequests * stepMs;
    course.notBefore = started + dear;
    try {
      const { status, failed } = list.kind;
      const query = { status, failed, limit: perPage, lane: 'background' } as const;
      const page = await service.source.tasks.service.list(query, signal);
      return () => {
        course.failures = 0;
        course.hasAnswered = true;
        if (page.listed === false) {
          this.#scheduler.set(service, undefined);
          return;
        }
        const step = (page.requests ?? 1) * stepMs;
        course.notBefore = started + step;
        this.#scheduler.set(service, step);
        service.take(page);
        this.#answered.fire();
      };
    } catch (error) {
      const { passes } = errorPolicy[CloudError.of(error).kind];
      return () => {
        // What only a person can mend is asked again when the person asks.
        const wait = backOff(course.failures, { firstMs: dear, longestMs, jitter: 0 }, this.#clock);
        course.failures += 1;
        this.#scheduler.set(service, passes ? wait : undefined);
      };
    }
  }
}

/** The list of failed tasks that a service keeps apart from the others of their status. */
function failedListOf({ source }: ServiceFailures) {
  return source.tasks.groups.find(({ kind }) => kind.failed === true && kind.listed !== false);
}
