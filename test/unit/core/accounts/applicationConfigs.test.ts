import { expect, it } from 'vitest';
import { parseAccounts } from '../../../../src/core/accounts/accountSettings.ts';
import { applicationConfigs } from '../../../../src/core/accounts/applicationConfigs.ts';
import { withApplications } from '../../../../src/core/accounts/entryChanges.ts';

const entry = {
  id: 'prod',
  cloud: 'tencent',
  site: 'china',
  credentials: 'stored',
  services: { vod: { endpoint: 'https://vod.example.com', subAppId: 1, label: 'Live' } },
};

it.each([
  [
    'several',
    [
      { id: 2, name: 'Archive' },
      { id: 3, name: '' },
    ],
  ],
  ['one', [{ id: 2, name: 'Archive' }]],
  ['the default one', []],
])('makes of %s in memory what the settings would make of it', (_what, applications) => {
  const [before] = parseAccounts([entry]).accounts;
  const [after] = parseAccounts([withApplications(entry, applications)]).accounts;
  const [config] = before?.services ?? [];
  expect(config && applicationConfigs(config, applications)).toEqual(after?.services);
  expect(after?.services).toHaveLength(Math.max(1, applications.length));
});
