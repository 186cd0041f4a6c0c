import { CloudError } from '../model/errors.ts';
import { mapWords } from '../model/words.ts';

/** From here on, the beginning of a secret is taken out as well; a shorter one has to stand alone, as a whole word. */
const longEnough = 8;
/** A shorter value is in too many words to be told from them. */
const shortest = 4;

const mark = '…';
const deepestCause = 5;

/**
 * Takes what was sent, or signed with, out of what comes back: secrets in either case, as they are, percent-encoded
 * (twice, too, as in an RPC string to sign), as a form field, and escaped for JSON or XML. Also the first eight or
 * more characters of them.
 */
export class Redactor {
  /** Lower case. */
  readonly #words: readonly string[];
  /** Lower case, by their first characters. */
  readonly #byStart: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(secrets: readonly string[]) {
    const spellings = secrets
      .filter((secret) => secret.length >= shortest)
      .flatMap(spellingsOf)
      .map((spelling) => spelling.toLowerCase())
      // The longest first: another that stands in it must not break it up.
      .sort((a, b) => b.length - a.length);
    this.#words = spellings.filter((spelling) => spelling.length < longEnough);
    const byStart = new Map<string, Set<string>>();
    for (const spelling of spellings.filter(({ length }) => length >= longEnough)) {
      const start = spelling.slice(0, longEnough);
      byStart.set(start, (byStart.get(start) ?? new Set()).add(spelling));
    }
    this.#byStart = byStart;
  }

  text(text: string): string {
    let safe = text;
    for (const [start, spellings] of this.#byStart) {
      safe = without(safe, start, (lower, at) =>
        Math.max(...[...spellings].map((spelling) => commonLength(lower, at, spelling))),
      );
    }
    for (const word of this.#words) {
      safe = without(safe, word, (lower, at) => (isWord(lower, at, at + word.length) ? word.length : 0));
    }
    return safe;
  }

  /** The same error without the secrets, in every text it has. What is no CloudError is returned as it is. */
  error(error: unknown): unknown {
    if (!(error instanceof CloudError)) {
      return error;
    }
    const { code, message, words, requestId, action, cause } = error;
    const redact = (text: string): string => this.text(text);
    return error.changed({
      code: redact(code),
      message: words === undefined ? redact(message) : mapWords(words, redact),
      requestId: requestId === undefined ? undefined : redact(requestId),
      action: action === undefined ? undefined : redact(action),
      cause: this.#cause(cause, deepestCause),
    });
  }

  /** Only what helps to understand a failure: name, code and message. The stack of a cause repeats its message. */
  #cause(cause: unknown, depth: number): unknown {
    if (cause instanceof CloudError) {
      return this.error(cause);
    }
    if (!(cause instanceof Error) || depth === 0) {
      return undefined;
    }
    const code = 'code' in cause && typeof cause.code === 'string' ? `${cause.code}: ` : '';
    const inner = cause instanceof AggregateError ? cause.errors[0] : cause.cause;
    const redacted = new Error(this.text(`${code}${cause.message}`), {
      cause: this.#cause(inner, depth - 1),
    });
    redacted.stack = redacted.message;
    return redacted;
  }
}

function spellingsOf(secret: string): readonly string[] {
  const loose = encodedLoosely(secret);
  const encoded = encoded3986(secret);
  const inJson = JSON.stringify(secret).slice(1, -1);
  const inXml = secret.replace(/[&<>"']/g, (character) => `&${entities[character]};`);
  return [
    secret,
    ...[loose, encoded].flatMap((once) => [once, encodedLoosely(once), once.replaceAll('%20', '+')]),
    inJson,
    inJson.replaceAll('/', '\\/'),
    inXml,
  ];
}

const entities: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};

function encodedLoosely(text: string): string {
  // A lone half of a character cannot be encoded, and cannot have been sent either.
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, ''));
}

function encoded3986(text: string): string {
  return encodedLoosely(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * Takes out what begins with `start`, as many characters as `lengthAt` says of a place. Needs time that grows with the
 * text, however many secrets stand in it.
 */
function without(text: string, start: string, lengthAt: (lower: string, at: number) => number): string {
  const lower = lowerCase(text);
  let safe = '';
  let kept = 0;
  for (let at = lower.indexOf(start); at >= 0; at = lower.indexOf(start, Math.max(kept, at + 1))) {
    const length = lengthAt(lower, at);
    if (length > 0) {
      safe += text.slice(kept, at) + mark;
      kept = at + length;
    }
  }
  return kept === 0 ? text : safe + text.slice(kept);
}

function commonLength(text: string, at: number, other: string): number {
  let length = 0;
  while (length < other.length && text[at + length] === other[length]) {
    length++;
  }
  return length;
}

function isWord(text: string, start: number, end: number): boolean {
  return ![text[start - 1], text[end]].some((character) => /[\p{L}\p{N}]/u.test(character ?? ''));
}

/** Of the same length as the text: a few letters become longer in lower case, and would shift what follows. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length
    ? lower
    : text.replace(/./gsu, (character) => {
        const other = character.toLowerCase();
        return other.length === character.length ? other : character;
      });
}
