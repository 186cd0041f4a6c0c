import { createHmac, randomBytes } from 'node:crypto';

/**
 * Tells whether a secret differs from the one seen before without keeping it: only a digest under a key
 * that lives as long as this process stays in memory.
 */
export class Fingerprints {
  readonly #key = randomBytes(32);
  readonly #seen = new Map<string, string>();

  /** Notes `value` under `name` and says whether it differs from what was noted there last, if anything was. */
  changed(name: string, value: string | undefined): boolean {
    const digest = this.digest(value);
    const before = this.#seen.get(name);
    this.#seen.set(name, digest);
    return before !== digest;
  }

  /** Notes `value` only when nothing is noted under `name` yet. */
  first(name: string, value: string | undefined): void {
    if (!this.#seen.has(name)) {
      this.changed(name, value);
    }
  }

  /** The same for the same value, as long as this process lives. */
  digest(value: string | undefined): string {
    return value === undefined ? 'absent' : createHmac('sha256', this.#key).update(value).digest('base64');
  }
}
