/** VS Code debounces tree changes by itself, but repaints for each: one batch in this time is enough for the eye. */
const batchMs = 200;

/** Collects what has changed and hands it on in batches; the first change after a quiet time goes at once. */
export class ChangeBatch<T> {
  readonly #deliver: (changed: ReadonlySet<T>) => void;
  #changed = new Set<T>();
  #timer: NodeJS.Timeout | undefined;

  constructor(deliver: (changed: ReadonlySet<T>) => void) {
    this.#deliver = deliver;
  }

  add(item: T): void {
    this.#changed.add(item);
    this.#timer ??= setTimeout(() => this.#flush(), 0);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#changed.clear();
  }

  #flush(): void {
    const changed = this.#changed;
    this.#timer = undefined;
    if (changed.size === 0) {
      return;
    }
    this.#changed = new Set();
    this.#timer = setTimeout(() => this.#flush(), batchMs);
    this.#deliver(changed);
  }
}
