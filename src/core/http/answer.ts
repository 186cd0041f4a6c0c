import { CloudError, type CloudErrorKind } from '../model/errors.ts';
import { phrase } from '../model/phrase.ts';
import { shortLine } from '../model/shortLine.ts';
import type { Instant } from '../model/task.ts';
import { type Words, words } from '../model/words.ts';
import { parseJson } from './jsonText.ts';
import { readTime } from './readTime.ts';
import type { HttpAnswer } from './sendRequest.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as text, if it is text or a number; services print ids and counts either way. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) {
    return String(value);
  }
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A count or a page number; services print numbers as strings too. */
export function countOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : undefined;
}

/** The moment that a time of a service names, see {@link readTime}. */
export function instantOf(value: unknown): Instant | undefined {
  return readTime(value)?.at;
}

/**
 * What a body that should be JSON holds; throws an `answer` or `transient` CloudError where it is something else.
 * Whole numbers beyond 2^53 are texts in it, and nothing is nested deeper than {@link deepestJson}.
 */
export function jsonOf(answer: HttpAnswer): JsonObject {
  const parsed = parse(answer.text);
  if (isObject(parsed)) {
    return parsed;
  }
  throw unreadable(answer, describe(answer, parsed));
}

/** An answer that is none of the shapes the API page gives. Names the HTTP status where that says more. */
export function unreadable(answer: HttpAnswer, what: Words, requestId?: string): CloudError {
  const { status } = answer;
  if (status === 429) {
    const message = words(phrase('Too many requests'));
    return new CloudError({ kind: 'throttled', code: 'HTTP 429', message, requestId });
  }
  const failed = status < 200 || status > 299;
  return new CloudError({
    kind: status >= 500 ? 'transient' : 'answer',
    code: failed ? `HTTP ${status}` : 'UnreadableAnswer',
    message: what,
    requestId,
  });
}

/** The answer in JSON, where it came as XML: errors before the API is reached, and gateways that drop the format asked for. */
export async function inJson(answer: HttpAnswer): Promise<HttpAnswer> {
  if (!/^\s*<(?!!doctype html|html)/i.test(answer.text)) {
    return answer;
  }
  const { jsonFromXml } = await import('./xmlAnswer.ts');
  return { ...answer, text: jsonFromXml(answer.text) ?? answer.text };
}

/** What a refusal means whose code nobody has listed. */
export function kindByStatus(status: number): CloudErrorKind {
  if (status === 429) {
    return 'throttled';
  }
  return status >= 500 ? 'transient' : status === 401 || status === 403 ? 'permission' : 'caller';
}

/** An answer of the right form, in which something is not where the API page has it. */
export function unreadablePart(what: Words, requestId: string | undefined): CloudError {
  return new CloudError({ kind: 'answer', code: 'UnreadableAnswer', message: what, requestId });
}

const mostKeys = 20;
const longestKey = 40;

/** `keys A, B` or `no keys`: enough to recognise a shape, and nothing of its values. */
export function keysOf(object: JsonObject): Words {
  const keys: string[] = [];
  for (const key in object) {
    keys.push(shortLine(key, longestKey));
    if (keys.length === mostKeys) {
      break;
    }
  }
  return keys.length === 0 ? words(phrase('no keys')) : words(phrase('keys {0}'), keys.join(', '));
}

function parse(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function describe(answer: HttpAnswer, parsed: unknown): Words {
  if (answer.status >= 300 && answer.status < 400) {
    return words(phrase('The answer is a redirect, which signed requests do not follow'));
  }
  if (answer.text.trim() === '') {
    return words(phrase('The answer is empty'));
  }
  if (/^\s*</.test(answer.text)) {
    return words(
      phrase('The answer is a web page, not JSON: a proxy or a sign-in page may stand in between'),
    );
  }
  return parsed === undefined
    ? words(phrase('The answer is not JSON, or it breaks off'))
    : words(phrase('The answer is JSON, but not an object'));
}
