import type { Clock } from '../model/clock.ts';
import { CloudError } from '../model/errors.ts';
import type { Instant } from '../model/task.ts';
import type { ListReader } from './listReader.ts';
import { StepQueue } from './stepQueue.ts';

/** Unasked, `backgroundRefresh` does what a refresh does, and `prefetch` fetches the next page. */
export type Step = 'refresh' | 'more' | 'backgroundRefresh' | 'prefetch';

const order: readonly Step[] = ['refresh', 'more', 'backgroundRefresh', 'prefetch'];

export interface Failure {
  readonly error: CloudError;
  /** What failed: reading the list from the top, or its next page. */
  readonly during: 'refresh' | 'more';
  readonly at: Instant;
}

/** What a list does, one step at a time, and what it came to. */
export class ListWork {
  readonly steps: StepQueue<Step>;
  readonly #reader: ListReader;
  readonly #clock: Clock;
  readonly #changed: () => void;
  #watched = false;
  #failure: Failure | undefined;

  /** `changed` is told when something has begun or ended that a person may see. */
  constructor(reader: ListReader, clock: Clock, changed: () => void) {
    this.#reader = reader;
    this.#clock = clock;
    this.#changed = changed;
    this.steps = new StepQueue(
      order,
      (step, signal) => this.#perform(step, signal),
      () => {
        this.#prefetch();
        changed();
      },
    );
  }

  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** Whether something runs, or waits its turn, that somebody has asked for. */
  get isAsked(): boolean {
    return this.steps.expects('refresh') || this.steps.expects('more');
  }

  /** Whether pages are being read, or will be, whoever wants it. */
  get isReading(): boolean {
    return this.isAsked || this.steps.expects('backgroundRefresh');
  }

  get watched(): boolean {
    return this.#watched;
  }

  set watched(watched: boolean) {
    this.#watched = watched;
    this.#prefetch();
  }

  /** Starts over whatever is under way, after a refresh. */
  refresh(): Promise<void> {
    this.steps.cancel('backgroundRefresh');
    this.steps.interrupt(...order);
    const refreshed = this.steps.want('refresh');
    this.#changed();
    return refreshed;
  }

  /** Refreshes when nobody waits for anything. */
  backgroundRefresh(): Promise<void> {
    return this.steps.want('backgroundRefresh');
  }

  /** Comes before whatever nobody has asked for: that may read many pages. */
  loadMore(): Promise<void> {
    this.steps.interrupt('backgroundRefresh');
    const loaded = this.steps.want('more');
    this.#changed();
    return loaded;
  }

  cancelMore(): void {
    this.steps.cancel('more');
    this.#changed();
  }

  /** The next page, so that the next click is answered at once. */
  #prefetch(): void {
    if (this.#watched && this.#failure === undefined && this.#reader.wantsPrefetch) {
      void this.steps.want('prefetch');
    }
  }

  async #perform(step: Step, signal: AbortSignal): Promise<void> {
    const told = step === 'backgroundRefresh' ? 'refresh' : step;
    try {
      await this.#run(step, signal);
      // A page that failed stays told until it is asked for again, or there is nothing left to ask for.
      const during = this.#failure?.during;
      if (during === told || (during === 'more' && !this.#reader.hasMore)) {
        this.#failure = undefined;
      }
    } catch (error) {
      if (!signal.aborted && told !== 'prefetch') {
        this.#failure = { error: CloudError.of(error), during: told, at: this.#clock.now() };
      }
    }
  }

  #run(step: Step, signal: AbortSignal): Promise<void> {
    switch (step) {
      case 'refresh':
      case 'backgroundRefresh':
        return this.#reader.refresh(signal, step === 'refresh');
      case 'more':
        return this.#reader.readOn(signal);
      case 'prefetch':
        return this.#reader.prefetch(signal);
    }
  }
}
