/** Something that must be ended. The same shape as VS Code's. */
export interface Disposable {
  dispose(): void;
}

/** Calls `listener` each time until the subscription is disposed. The same shape as VS Code's. */
export type Event<T> = (listener: (value: T) => unknown) => Disposable;

/** The source of an event. Listeners hear in the order they came; one that throws stops nobody else. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<(value: T) => unknown>();

  readonly event: Event<T> = (listener) => {
    // A set would take the same function twice for one.
    const own = (value: T): unknown => listener(value);
    this.#listeners.add(own);
    return { dispose: () => this.#listeners.delete(own) };
  };

  fire(value: T): void {
    const failures: unknown[] = [];
    for (const listener of [...this.#listeners]) {
      try {
        // One that has left meanwhile hears no more.
        if (this.#listeners.has(listener)) {
          listener(value);
        }
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) {
      throw failures[0];
    }
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
