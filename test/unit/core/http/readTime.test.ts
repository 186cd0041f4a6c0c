import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readTime } from '../../../../src/core/http/readTime.ts';

it.each([
  [1566291000000, '2019-08-20T08:50:00.000Z', false],
  [1566291000, '2019-08-20T08:50:00.000Z', false],
  ['1566291000000', '2019-08-20T08:50:00.000Z', false],
  ['1566291000', '2019-08-20T08:50:00.000Z', false],
  ['2017-01-17T09:41Z', '2017-01-17T09:41:00.000Z', false],
  ['2017-01-17T09:41+0800', '2017-01-17T01:41:00.000Z', false],
  ['2019-08-20 16:50:00', '2019-08-20T16:50:00.000Z', true],
  ['2019/08/20 16:50', '2019-08-20T16:50:00.000Z', true],
  ['2019-08-20 16:50:00 CST', '2019-08-20T08:50:00.000Z', false],
  ['Tue Aug 20 16:50:00 CST 2019', '2019-08-20T08:50:00.000Z', false],
  ['Tue, 20 Aug 2019 08:50:00 GMT', '2019-08-20T08:50:00.000Z', false],
])('%s is %s', (value, at, zoneless) => {
  expect(readTime(value)).toEqual({ at: Date.parse(at), zoneless });
});

it.each([
  '2024-02-30T00:00:00Z',
  '2024-13-01',
  '2024-01-01T25:00Z',
  '20190820165000',
  12,
  1e300,
  Number.NaN,
  '9'.repeat(60),
])('%s is no moment', (value) => {
  expect(readTime(value)).toBeUndefined();
});

it('makes a date of whatever it takes for a time', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.anything(),
        fc.double(),
        fc.integer().map(String),
        fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      ),
      (value) => {
        const read = readTime(value);
        expect(() => read && new Date(read.at).toISOString()).not.toThrow();
      },
    ),
  );
});
