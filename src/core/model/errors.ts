import { shortLine } from './shortLine.ts';
import { mapWords, type Words, wordsIn } from './words.ts';

/**
 * What went wrong, as far as it decides what a client or a person does next.
 *
 * - `credentials`: wrong, expired or missing key pair; never retried.
 * - `permission`: the key pair may not call this action; never retried.
 * - `clock`: the signature's time was refused even after the clock was corrected.
 * - `throttled`: too many requests, still so after backing off.
 * - `notActivated`: the account has not opened the product.
 * - `retired`: the service no longer has this API.
 * - `transient`: the network, a time-out or the service's own failure, still so after retries.
 * - `caller`: the service refused a parameter.
 * - `gone`: the task is no longer (or never was) known.
 * - `answer`: an answer that cannot be read as one of the service's.
 * - `setup`: the account's own configuration cannot work, such as a CA file that is not there.
 */
export type CloudErrorKind =
  | 'credentials'
  | 'permission'
  | 'clock'
  | 'throttled'
  | 'notActivated'
  | 'retired'
  | 'transient'
  | 'caller'
  | 'gone'
  | 'answer'
  | 'setup';

export interface CloudErrorFields {
  readonly kind: CloudErrorKind;
  /** The service's code, or ours where it sent none: `TimeOut`, `UnreadableAnswer`, `HTTP 503`. */
  readonly code: string;
  /** For a person; never holds a secret or a string to sign. Words of ours can be translated where they are shown. */
  readonly message: string | Words;
  readonly requestId?: string | undefined;
  /** The API and permission it was about: `mps:DescribeTasks`. */
  readonly action?: string | undefined;
  /** For how long the service wants to be left alone, from when the error was made: ms. */
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/** Characters. Servers can send megabytes in any place; an error is a row, a notice and a line of the log. */
export const longestCode = 100;
export const longestMessage = 500;

/** The one error that leaves `core`. Its texts are single lines of bounded length. */
export class CloudError extends Error {
  override readonly name = 'CloudError';
  readonly kind: CloudErrorKind;
  readonly code: string;
  readonly requestId: string | undefined;
  readonly action: string | undefined;
  /** What {@link message} says, where it is a sentence of ours and not the service's. */
  readonly words: Words | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(fields: CloudErrorFields) {
    const { message, requestId, action } = fields;
    super(
      shortLine(typeof message === 'string' ? message : wordsIn(message), longestMessage),
      fields.cause === undefined ? undefined : { cause: fields.cause },
    );
    this.kind = fields.kind;
    this.code = shortLine(fields.code, longestCode);
    this.requestId = requestId === undefined ? undefined : shortLine(requestId, longestCode);
    this.action = action === undefined ? undefined : shortLine(action, longestCode);
    this.retryAfterMs = fields.retryAfterMs;
    this.words =
      typeof message === 'string'
        ? undefined
        : mapWords(message, (value) => shortLine(value, longestMessage));
  }

  /** Code that is loaded on demand brings a copy of this class: instances are told by name. */
  static override [Symbol.hasInstance](value: unknown): value is CloudError {
    return value instanceof Error && value.name === 'CloudError';
  }

  /** Wraps what no service should have thrown, so that it still ends as a visible row. */
  static of(error: unknown): CloudError {
    if (error instanceof CloudError) {
      return error;
    }
    const message = error instanceof Error ? error.message : String(error);
    return new CloudError({ kind: 'answer', code: 'UnexpectedError', message, cause: error });
  }

  /** The same failure, with another time to be left alone. */
  retryableAfter(retryAfterMs: number): CloudError {
    return this.changed({ retryAfterMs });
  }

  /** The same error with other values in some fields. */
  changed(fields: Partial<CloudErrorFields>): CloudError {
    const { kind, code, message, words, requestId, action, retryAfterMs, cause } = this;
    const own = {
      kind,
      code,
      message: words ?? message,
      requestId,
      action,
      retryAfterMs,
      cause,
    };
    return new CloudError({ ...own, ...fields });
  }

  /** `FailedOperation.InvalidMpsUser: message (RequestId …)`: one line, for a row, a notice or the log. */
  get summary(): string {
    const id = this.requestId === undefined ? '' : ` (RequestId ${this.requestId})`;
    return `${this.code}: ${this.message}${id}`;
  }
}
