import type { Instant } from '../model/task.ts';
import type { HttpAnswer } from './sendRequest.ts';

/** A server can ask for less than this to be left alone, not for more. */
const longestMs = 5 * 60_000;

/**
 * For how long the answer's `Retry-After` (seconds, or a date) asks to be left alone, five minutes at most: ms.
 * A date is held against the answer's own `Date`, so that it does not matter whose clock is wrong.
 */
export function retryAfterOf(answer: HttpAnswer, now: Instant): number | undefined {
  const value = answer.header('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(value)) {
    return Math.min(longestMs, Number(value) * 1000);
  }
  // `Date.parse` reads much that is no date: "1 request", "-5".
  const at = /^[A-Za-z]{3,9},? /.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at)) {
    return undefined;
  }
  const sent = Date.parse(answer.header('date') ?? '');
  return Math.min(longestMs, Math.max(0, at - (Number.isNaN(sent) ? now : sent)));
}
