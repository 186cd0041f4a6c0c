import { createHmac, randomBytes } from 'node:crypto';

/**
 * Opaque scroll tokens. A token names the last entry that was read, never a number of entries, so that it stays
 * right while tasks come, move and go; it belongs to one query and cannot be made up.
 */
export class ScrollTokens {
  readonly #key = randomBytes(16);

  /** @param query what the list was asked for, in any stable spelling */
  issue(query: string, position: readonly number[]): string {
    const payload = Buffer.from(position.join(',')).toString('base64url');
    return `${payload}.${this.#seal(query, payload)}`;
  }

  /** `undefined` for a token of another query, or of nobody's. */
  read(query: string, token: string): readonly number[] | undefined {
    const [payload = '', seal] = token.split('.');
    if (seal !== this.#seal(query, payload)) {
      return undefined;
    }
    return Buffer.from(payload, 'base64url').toString().split(',').map(Number);
  }

  #seal(query: string, payload: string): string {
    return createHmac('sha256', this.#key).update(`${query}\n${payload}`).digest('base64url').slice(0, 22);
  }
}
