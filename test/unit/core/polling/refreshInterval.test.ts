import { expect, it } from 'vitest';
import manifest from '../../../../package.json' with { type: 'json' };
import { refreshIntervalMs } from '../../../../src/core/polling/refreshInterval.ts';

it.each([
  [undefined, 15_000],
  [15, 15_000],
  [0, 0],
  [-3, 0],
  [1, 5_000],
  [7.5, 7_500],
  [86_400, 86_400_000],
  [86_401, 86_400_000],
  [2_147_483, 86_400_000],
  [2_147_484, 86_400_000],
  [1e300, 86_400_000],
  [Number.POSITIVE_INFINITY, 86_400_000],
  [Number.NaN, 15_000],
  ['60', 15_000],
  [null, 15_000],
  [{}, 15_000],
])('a refresh interval of %s is %i ms', (setting, ms) => {
  expect(refreshIntervalMs(setting)).toBe(ms);
});

it('says in the manifest what it is held to', () => {
  const setting = manifest.contributes.configuration.properties['cloudTasks.refreshInterval'];
  expect(refreshIntervalMs(setting.maximum)).toBe(setting.maximum * 1000);
  expect(refreshIntervalMs(setting.maximum + 1)).toBe(setting.maximum * 1000);
  expect(refreshIntervalMs(undefined)).toBe(setting.default * 1000);
});
