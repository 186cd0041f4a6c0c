/** How many requests a second each caller may send to each service, counted by the second. */
export class RequestRate {
  #second = 0;
  readonly #counts = new Map<string, number>();

  /** Counts one more; false where it is one too many. */
  admit(key: string, limit: number, now: number): boolean {
    const second = Math.floor(now / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#counts.clear();
    }
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count <= limit;
  }
}
