/** Rows that other lists have brought and no reading of this one yet, and the reading during which that was. */
export class AdoptedRows<R> {
  readonly #since = new Map<R, number>();
  #reading = 0;

  /** The list is read from its top again. */
  begin(): void {
    this.#reading++;
  }

  add(row: R): void {
    this.#since.set(row, this.#reading);
  }

  delete(row: R): void {
    this.#since.delete(row);
  }

  has(row: R): boolean {
    return this.#since.has(row);
  }

  /** Whether it was brought during the reading under way. */
  isRecent(row: R): boolean {
    return this.#since.get(row) === this.#reading;
  }

  /** Those a whole reading should have met. Its first page may have been on its way before. */
  get overdue(): R[] {
    return [...this.#since].filter(([, reading]) => reading + 1 < this.#reading).map(([row]) => row);
  }
}
