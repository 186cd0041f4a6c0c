import { describe, expect, it } from 'vitest';
import { credentialSource } from '../../../../../src/core/accounts/credentials/credentialSource.ts';
import { isTemporaryId } from '../../../../../src/core/accounts/credentials/keyPair.ts';
import type { Cloud } from '../../../../../src/core/model/account.ts';
import { readKeys, refusal } from '../readKeys.ts';
import { now, tempHome } from '../tempHome.ts';

const long = `AKID${'x-Y_9'.repeat(12)}`;
const aliyun = (profile: object): Record<string, string> => ({
  '.aliyun/config.json': JSON.stringify({
    profiles: [{ name: 'default', access_key_secret: 's', ...profile }],
  }),
});
const alibabaIni = (lines: string): Record<string, string> => ({
  '.alibabacloud/credentials': `[default]\naccess_key_secret = s\n${lines}`,
});
const tccli = (fields: object): Record<string, string> => ({
  '.tccli/default.credential': JSON.stringify({ secretKey: 's', ...fields }),
});

describe('temporary keys without their token', () => {
  it.each<[Cloud, string, Record<string, string>, Record<string, string>, string]>([
    ['alibaba', 'aliyun-cli', aliyun({ mode: 'StsToken', access_key_id: 'STS.NTabc' }), {}, 'sts_token'],
    [
      'alibaba',
      'aliyun-cli',
      aliyun({ mode: 'StsToken', access_key_id: 'LTAI', sts_token: ' ' }),
      {},
      'sts_token',
    ],
    ['alibaba', 'aliyun-cli', aliyun({ mode: 'AK', access_key_id: 'STS.NTabc' }), {}, 'sts_token'],
    [
      'alibaba',
      'aliyun-cli',
      aliyun({ mode: 'OAuth', access_key_id: 'x', sts_expiration: 4e9 }),
      {},
      'sts_token',
    ],
    ['alibaba', 'alibaba-sdk', alibabaIni('type = sts\naccess_key_id = LTAIabc'), {}, 'security_token'],
    ['alibaba', 'alibaba-sdk', alibabaIni('type = access_key\naccess_key_id = STS.x'), {}, 'security_token'],
    [
      'alibaba',
      'environment',
      {},
      { ALIBABA_CLOUD_ACCESS_KEY_ID: 'STS.NTabc', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 's' },
      'ALIBABA_CLOUD_SECURITY_TOKEN',
    ],
    [
      'tencent',
      'environment',
      {},
      { TENCENTCLOUD_SECRET_ID: long, TENCENTCLOUD_SECRET_KEY: 's' },
      'TENCENTCLOUD_TOKEN',
    ],
    ['tencent', 'tccli', tccli({ secretId: long }), {}, 'token'],
    ['tencent', 'tccli', tccli({ secretId: 'a', type: 'sso', expiresAt: now }), {}, 'token'],
    [
      'tencent',
      'tencent-sdk',
      { '.tencentcloud/credentials': `[default]\nsecret_id = ${long}\nsecret_key = s` },
      {},
      'token',
    ],
  ])('are refused (%s, %s, %o, %o), naming it', async (cloud, setting, files, env, token) => {
    await expect(readKeys(cloud, setting, await tempHome(files, env))).rejects.toMatchObject(
      refusal('CredentialsMissing', new RegExp(`are temporary.*\\(${token}\\)`)),
    );
  });

  it('are refused where they are kept by VS Code', async () => {
    const account = { id: 'a', label: 'A', cloud: 'alibaba', credentials: { from: 'stored' } } as const;
    const source = credentialSource(account, await tempHome(), async () => ({ id: 'STS.x', secret: 's' }));
    await expect(source(new AbortController().signal)).rejects.toMatchObject(
      refusal('CredentialsMissing', /are temporary/),
    );
  });
});

describe('temporary keys with their token', () => {
  it.each<[Cloud, Record<string, string>, string]>([
    ['tencent', { TENCENTCLOUD_SECURITY_TOKEN: 'terraform' }, 'terraform'],
    ['tencent', { TENCENTCLOUD_SESSION_TOKEN: 'sdk', TENCENTCLOUD_SECURITY_TOKEN: 'terraform' }, 'sdk'],
    ['tencent', { TENCENTCLOUD_TOKEN: 'cli', TENCENTCLOUD_SECURITY_TOKEN: 'terraform' }, 'cli'],
    ['tencent', { TENCENTCLOUD_TOKEN: ' ', TENCENTCLOUD_SECURITY_TOKEN: 'terraform' }, 'terraform'],
    ['alibaba', { ALIBABA_CLOUD_SECURITY_TOKEN: 't', ALICLOUD_SECURITY_TOKEN: 'other' }, 't'],
  ])('are used (%s, %o)', async (cloud, tokens, token) => {
    const env = {
      TENCENTCLOUD_SECRET_ID: 'AKIDtmp',
      TENCENTCLOUD_SECRET_KEY: 's',
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'STS.tmp',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 's',
      ...tokens,
    };
    expect(await readKeys(cloud, 'environment', await tempHome({}, env))).toMatchObject({ token });
  });

  it('set by hand over those of a login need none', async () => {
    const places = await tempHome(tccli({ type: 'oauth', secretId: 'AKIDplain' }));
    expect(await readKeys('tencent', 'tccli', places)).toEqual({ id: 'AKIDplain', secret: 's' });
  });

  it.each(['OAuth', 'CloudSSO'])('of a login of aliyun (%s) are used until they expire', async (mode) => {
    const login = { mode, access_key_id: 'STS.x', sts_token: 't' };
    const good = await tempHome(aliyun({ ...login, sts_expiration: now / 1000 + 1 }));
    expect(await readKeys('alibaba', 'aliyun-cli', good)).toEqual({ id: 'STS.x', secret: 's', token: 't' });
    for (const sts_expiration of [now / 1000, 0, undefined]) {
      const over = await tempHome(aliyun({ ...login, sts_expiration }));
      await expect(readKeys('alibaba', 'aliyun-cli', over)).rejects.toMatchObject(
        refusal('CredentialsExpired', /log in again/),
      );
    }
    const none = await tempHome(aliyun({ mode, sts_expiration: 4e9 }));
    await expect(readKeys('alibaba', 'aliyun-cli', none)).rejects.toMatchObject(
      refusal('CredentialsUnsupported', /by a login of its own/),
    );
  });
});

it.each([
  ['AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******', false],
  ['LTAI5tAbcdefghijklmnop', false],
  ['AKIDexample-id', false],
  [long, true],
  ['STS.NUgYrLnoC37mZZCNnAbez', true],
])('knows a temporary id by its look: %s, %s', (id, temporary) => {
  expect(isTemporaryId(id)).toBe(temporary);
});
