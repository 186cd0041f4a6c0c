import { CloudError } from '../model/errors.ts';
import type { FailureMarks } from './failureMarks.ts';
import type { GroupOwner } from './groupOwner.ts';
import type { GroupReader } from './groupReader.ts';
import { StepQueue } from './stepQueue.ts';
import type { Failure, TaskGroup } from './taskGroup.ts';

/**
 * Unasked, `glance` does what a refresh does, `look` reads again for tasks that have left another list, and `ahead`
 * fetches the next page.
 */
export type Step = 'refresh' | 'more' | 'glance' | 'look' | 'mark' | 'ahead';

const order: readonly Step[] = ['refresh', 'more', 'glance', 'look', 'mark', 'ahead'];

/** What a group does, one step at a time, and what it came to. */
export class GroupWork {
  readonly steps: StepQueue<Step>;
  readonly #group: TaskGroup;
  readonly #owner: GroupOwner;
  readonly #reader: GroupReader;
  readonly #marks: FailureMarks;
  #failure: Failure | undefined;

  constructor(group: TaskGroup, owner: GroupOwner, reader: GroupReader, marks: FailureMarks) {
    this.#group = group;
    this.#owner = owner;
    this.#reader = reader;
    this.#marks = marks;
    this.steps = new StepQueue(
      order,
      (step, signal) => this.#perform(step, signal),
      (step) => this.#settled(step),
    );
  }

  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** Whether something runs, or waits its turn, that somebody has asked for. */
  get isAsked(): boolean {
    return this.steps.expects('refresh') || this.steps.expects('more');
  }

  /** Starts over whatever is under way, after a refresh. */
  refresh(): Promise<void> {
    this.steps.cancel('glance');
    this.steps.interrupt(...order);
    const refreshed = this.steps.want('refresh');
    this.#owner.groupChanged(this.#group);
    return refreshed;
  }

  /** Refreshes when nobody waits for anything. */
  glance(): Promise<void> {
    return this.steps.want('glance');
  }

  /** Comes before whatever nobody has asked for: that may read many pages. */
  loadMore(): Promise<void> {
    this.steps.interrupt('glance', 'look', 'mark');
    const loaded = this.steps.want('more');
    this.#owner.groupChanged(this.#group);
    return loaded;
  }

  cancelMore(): void {
    this.steps.cancel('more');
    this.#owner.groupChanged(this.#group);
  }

  /** Does what makes rows nicer to look at, or the next click faster, while somebody looks. */
  tend(): void {
    if (!this.#group.watched) {
      return;
    }
    if (this.#marks.isDue) {
      void this.steps.want('mark');
    }
    if (this.#failure === undefined && this.#reader.wantsAhead) {
      void this.steps.want('ahead');
    }
  }

  async #perform(step: Step, signal: AbortSignal): Promise<void> {
    const told = step === 'glance' ? 'refresh' : step;
    try {
      await this.#run(step, signal);
      // A page that failed stays told until it is asked for again, or there is nothing left to ask for.
      const during = this.#failure?.during;
      if (during === told || (during === 'more' && !this.#reader.hasMore)) {
        this.#failure = undefined;
      }
    } catch (error) {
      if (!signal.aborted && (told === 'refresh' || told === 'more')) {
        this.#failure = { error: CloudError.of(error), during: told, at: this.#owner.options.clock.now() };
      }
    }
  }

  #run(step: Step, signal: AbortSignal): Promise<void> {
    switch (step) {
      case 'refresh':
      case 'glance':
        return this.#reader.reread(signal);
      case 'more':
        return this.#reader.readOn(signal);
      case 'look':
        return this.#reader.arrivals.isEmpty ? Promise.resolve() : this.#reader.reread(signal);
      case 'mark':
        return this.#marks.markNext(signal);
      case 'ahead':
        return this.#reader.readAhead(signal);
    }
  }

  #settled(step: Step): void {
    if (step === 'refresh' || step === 'more' || step === 'glance') {
      this.#marks.tryAgain();
    }
    if (step !== 'ahead') {
      this.tend();
    }
    if (step !== 'mark') {
      this.#owner.groupChanged(this.#group);
    }
  }
}
