import { CloudError } from '../model/errors.ts';
import type { Instant } from '../model/task.ts';
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

/**
 * The instant an ISO 8601 time names. Absent, `null`, `""`, `0000-00-00T00:00:00Z`, `0001-01-01T00:00:00Z`
 * and the Unix epoch all say "not yet".
 */
export function instantOf(value: unknown): Instant | undefined {
  const instant = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return instant > 0 ? instant : undefined;
}

/** What a body that should be JSON holds; throws an `answer` or `transient` CloudError where it is something else. */
export function jsonOf(answer: HttpAnswer): JsonObject {
  const parsed = parse(answer.text);
  if (isObject(parsed)) {
    return parsed;
  }
  throw unreadable(answer, describe(answer, parsed));
}

/** An answer that is none of the shapes the API page gives. Names the HTTP status where that says more. */
export function unreadable(answer: HttpAnswer, what: string, requestId?: string): CloudError {
  if (answer.status === 429) {
    return new CloudError({ kind: 'throttled', code: 'HTTP 429', message: 'Too many requests', requestId });
  }
  const failed = answer.status < 200 || answer.status > 299;
  return new CloudError({
    kind: answer.status >= 500 ? 'transient' : 'answer',
    code: failed ? `HTTP ${answer.status}` : 'UnreadableAnswer',
    message: what,
    requestId,
  });
}

/** `keys A, B` or `no keys`: enough to recognise a shape, and nothing of its values. */
export function keysOf(object: JsonObject): string {
  const keys = Object.keys(object);
  return keys.length === 0 ? 'no keys' : `keys ${keys.slice(0, 20).join(', ')}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function describe(answer: HttpAnswer, parsed: unknown): string {
  if (answer.status >= 300 && answer.status < 400) {
    return 'The answer is a redirect, which signed requests do not follow';
  }
  if (answer.text.trim() === '') {
    return 'The answer is empty';
  }
  if (/^\s*</.test(answer.text)) {
    return 'The answer is a web page, not JSON: a proxy or a sign-in page may stand in between';
  }
  return parsed === undefined
    ? 'The answer is not JSON, or it breaks off'
    : 'The answer is JSON, but not an object';
}
