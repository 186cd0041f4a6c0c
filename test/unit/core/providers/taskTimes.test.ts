import { expect, it } from 'vitest';
import { taskTimes } from '../../../../src/core/providers/taskTimes.ts';

const noon = Date.parse('2026-01-05T12:00:00Z');

it.each([
  ['2026-01-05T12:00:00Z'],
  ['2026-01-05T20:00:00+08:00'],
  ['2026-01-05 20:00:00 CST'],
  [noon / 1000],
  [String(noon)],
])('takes %j for a moment', (time) => {
  expect(taskTimes(time, undefined, '0000-00-00T00:00:00Z')).toEqual({
    createdAt: noon,
    startedAt: undefined,
    finishedAt: undefined,
  });
});

it.each([['2026-01-05 12:00:00'], ['2026-01-05T12:00:00'], ['2026/01/05 12:00']])(
  'notes that %j has no zone',
  (time) => {
    expect(taskTimes(time, undefined, undefined)).toMatchObject({ createdAt: noon, zoneless: true });
  },
);
