import { expect, it } from 'vitest';
import { retryAfterOf } from '../../../../src/core/http/retryAfter.ts';

const now = Date.parse('2026-05-19T09:00:00Z');

it.each([
  [undefined, undefined],
  ['', undefined],
  ['0', 0],
  ['3', 3_000],
  [' 3 ', 3_000],
  ['1.5', 1_500],
  ['300', 300_000],
  ['301', 300_000],
  ['99999999999999999999', 300_000],
  ['-5', undefined],
  ['soon', undefined],
  ['1e9', undefined],
  ['2026', 300_000],
  ['1 request', undefined],
  ['Tue, 19 May 2026 09:00:20 GMT', 20_000],
  ['Tuesday, 19-May-26 09:00:20 GMT', 20_000],
  ['Tue, 19 May 2026 08:00:00 GMT', 0],
  ['Tue, 19 May 2099 09:00:00 GMT', 300_000],
  ['Tue, 99 May 2026 09:00:00 GMT', undefined],
])('Retry-After: %s is %s ms', (value, expected) => {
  const header = (name: string) => (name === 'retry-after' ? value : undefined);
  expect(retryAfterOf({ status: 429, header, text: '' }, now)).toBe(expected);
});

it("holds a date against the answer's own, so that a wrong clock here does not matter", () => {
  const headers: Record<string, string> = {
    'retry-after': 'Tue, 19 May 2026 20:00:10 GMT',
    date: 'Tue, 19 May 2026 20:00:00 GMT',
  };
  expect(retryAfterOf({ status: 429, header: (name) => headers[name], text: '' }, now)).toBe(10_000);
});
