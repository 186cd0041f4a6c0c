/** A promise with its resolver on the outside. */
interface Deferred {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

interface Running<Step> {
  readonly step: Step;
  readonly controller: AbortController;
  readonly done: Deferred;
}

/**
 * Runs steps one at a time, the most urgent first. Asking for a step that is wanted or running joins it.
 * Every promise handed out resolves, whether its step succeeded, failed or was dropped; none rejects:
 * what a step came to is told by the state it leaves.
 */
export class StepQueue<Step extends string> {
  readonly #order: readonly Step[];
  readonly #perform: (step: Step, signal: AbortSignal) => Promise<void>;
  readonly #onSettled: (step: Step) => void;
  readonly #wanted = new Map<Step, Deferred>();
  #running: Running<Step> | undefined;
  #disposed = false;

  /**
   * `order` lists the steps, the most urgent first. `perform` must not reject unless its signal is aborted.
   * `onSettled` is told of every step that ran to its end, once the queue no longer counts it as running.
   */
  constructor(
    order: readonly Step[],
    perform: (step: Step, signal: AbortSignal) => Promise<void>,
    onSettled: (step: Step) => void,
  ) {
    this.#order = order;
    this.#perform = perform;
    this.#onSettled = onSettled;
  }

  /** Whether the step runs or waits its turn. */
  expects(step: Step): boolean {
    return this.#wanted.has(step) || this.#isRunning(step);
  }

  want(step: Step): Promise<void> {
    return this.#running !== undefined && this.#isRunning(step)
      ? this.#running.done.promise
      : this.wantAnew(step);
  }

  /** Wants a run of the step that has not begun yet: what the running one has read may be too old. */
  wantAnew(step: Step): Promise<void> {
    if (this.#disposed) {
      return Promise.resolve();
    }
    const wanted = this.#wanted.get(step) ?? deferred();
    this.#wanted.set(step, wanted);
    this.#start();
    return wanted.promise;
  }

  /** Stops the running step if it is one of these; it will be run again from its beginning. */
  interrupt(...steps: readonly Step[]): void {
    const running = this.#running;
    if (running !== undefined && steps.includes(running.step) && this.#isRunning(running.step)) {
      const wanted = this.#wanted.get(running.step);
      void wanted?.promise.then(running.done.resolve);
      if (wanted === undefined) {
        this.#wanted.set(running.step, running.done);
      }
      running.controller.abort(new DOMException('Superseded', 'AbortError'));
    }
  }

  /** Stops the step if it runs, forgets it if it waits. Whoever waits for it need not wait for it to stop. */
  cancel(step: Step): void {
    this.#wanted.get(step)?.resolve();
    this.#wanted.delete(step);
    if (this.#running?.step === step) {
      this.#running.done.resolve();
      this.#running.controller.abort(new DOMException('Cancelled', 'AbortError'));
    }
  }

  dispose(): void {
    this.#disposed = true;
    for (const step of this.#order) {
      this.cancel(step);
    }
  }

  #isRunning(step: Step): boolean {
    return this.#running?.step === step && !this.#running.controller.signal.aborted;
  }

  #start(): void {
    const step = this.#order.find((candidate) => this.#wanted.has(candidate));
    const done = step === undefined ? undefined : this.#wanted.get(step);
    if (this.#running !== undefined || this.#disposed || step === undefined || done === undefined) {
      return;
    }
    this.#wanted.delete(step);
    const running: Running<Step> = { step, controller: new AbortController(), done };
    this.#running = running;
    const settle = (): void => {
      this.#running = undefined;
      try {
        if (!running.controller.signal.aborted) {
          this.#onSettled(step);
        }
      } finally {
        if (this.#wanted.get(step) !== done) {
          done.resolve();
        }
        this.#start();
      }
    };
    this.#perform(step, running.controller.signal).then(settle, settle);
  }
}

function deferred(): Deferred {
  let resolve: () => void = () => {};
  const promise = new Promise<void>((resolver) => {
    resolve = resolver;
  });
  return { promise, resolve };
}
