import { describe, expect, it } from 'vitest';
import { discoverCredentials } from '../../../../../src/core/accounts/credentials/discoverCredentials.ts';
import type { Cloud } from '../../../../../src/core/model/account.ts';
import { readKeys, refusal } from '../readKeys.ts';
import { tempHome } from '../tempHome.ts';

const tccli = Object.fromEntries(
  ['default', 'ops'].map((name) => [
    `.tccli/${name}.credential`,
    JSON.stringify({ secretId: `AKID${name}`, secretKey: 's' }),
  ]),
);
const aliyun = {
  '.aliyun/config.json': JSON.stringify({
    current: 'work',
    profiles: ['default', 'work', 'ops'].map((name) => ({
      name,
      mode: 'AK',
      access_key_id: `LTAI${name}`,
      access_key_secret: 's',
    })),
  }),
};
const ini = (name: string): string =>
  `[${name}]\ntype=access_key\naccess_key_id=LTAI${name}\naccess_key_secret=s\n`;
const sdk = { '.alibabacloud/credentials': ini('default') + ini('ops') };

describe("the tools' own choice of profile", () => {
  it.each<[Cloud, string, Record<string, string>, Record<string, string>, string]>([
    ['tencent', 'tccli', tccli, { TCCLI_PROFILE: 'ops' }, 'AKIDops'],
    ['tencent', 'tccli', tccli, { TCCLI_PROFILE: '' }, 'AKIDdefault'],
    ['tencent', 'tccli:default', tccli, { TCCLI_PROFILE: 'ops' }, 'AKIDdefault'],
    // Terraform's variable, which TCCLI does not read.
    ['tencent', 'tccli', tccli, { TENCENTCLOUD_PROFILE: 'ops' }, 'AKIDdefault'],
    ['alibaba', 'aliyun-cli', aliyun, {}, 'LTAIwork'],
    ['alibaba', 'aliyun-cli', aliyun, { ALIBABA_CLOUD_PROFILE: 'ops' }, 'LTAIops'],
    ['alibaba', 'aliyun-cli', aliyun, { ALICLOUD_PROFILE: 'ops' }, 'LTAIops'],
    [
      'alibaba',
      'aliyun-cli',
      aliyun,
      { ALIBABACLOUD_PROFILE: 'ops', ALIBABA_CLOUD_PROFILE: 'default' },
      'LTAIops',
    ],
    ['alibaba', 'aliyun-cli:default', aliyun, { ALIBABA_CLOUD_PROFILE: 'ops' }, 'LTAIdefault'],
    ['alibaba', 'aliyun-cli:ops', aliyun, { ALIBABA_CLOUD_IGNORE_PROFILE: 'TRUE' }, 'LTAIops'],
    ['alibaba', 'alibaba-sdk', sdk, {}, 'LTAIdefault'],
    ['alibaba', 'alibaba-sdk', sdk, { ALIBABA_CLOUD_PROFILE: 'ops' }, 'LTAIops'],
    ['alibaba', 'alibaba-sdk:default', sdk, { ALIBABA_CLOUD_PROFILE: 'ops' }, 'LTAIdefault'],
  ])('counts, unless the setting names one: %s, %s, %o', async (cloud, setting, files, env, id) => {
    expect(await readKeys(cloud, setting, await tempHome(files, env))).toMatchObject({ id });
  });

  it.each<[Cloud, string, Record<string, string>, Record<string, string>, string, RegExp]>([
    [
      'tencent',
      'tccli',
      tccli,
      { TCCLI_PROFILE: 'gone' },
      'CredentialsMissing',
      /gone\.credential does not exist/,
    ],
    [
      'tencent',
      'tccli',
      tccli,
      { TCCLI_PROFILE: '../../etc/x' },
      'CredentialsInvalid',
      /TCCLI_PROFILE does not name/,
    ],
    ['tencent', 'tccli:gone', tccli, { TCCLI_PROFILE: 'ops' }, 'CredentialsMissing', /gone\.credential/],
    [
      'alibaba',
      'aliyun-cli',
      aliyun,
      { ALIBABA_CLOUD_PROFILE: 'gone' },
      'CredentialsMissing',
      /no profile "gone"/,
    ],
    [
      'alibaba',
      'aliyun-cli',
      aliyun,
      { ALIBABA_CLOUD_IGNORE_PROFILE: 'TRUE' },
      'CredentialsUnsupported',
      /IGNORE_PROFILE/,
    ],
    [
      'alibaba',
      'alibaba-sdk',
      sdk,
      { ALIBABA_CLOUD_PROFILE: 'gone' },
      'CredentialsMissing',
      /no \[gone\] section/,
    ],
  ])('is never replaced by another: %s, %s, %o', async (cloud, setting, files, env, code, message) => {
    await expect(readKeys(cloud, setting, await tempHome(files, env))).rejects.toMatchObject(
      refusal(code, message),
    );
  });

  it('is offered once, and the default profile under its name', async () => {
    const places = await tempHome(tccli, { TCCLI_PROFILE: 'ops' });
    const found = await discoverCredentials('tencent', places, new AbortController().signal);
    expect(found.filter(({ credentials }) => credentials.from === 'tccli')).toEqual([
      { credentials: { from: 'tccli' } },
      { credentials: { from: 'tccli', profile: 'default' } },
    ]);
  });
});

describe('the files that variables of the SDKs name', () => {
  it.each<[Cloud, string, string, string]>([
    [
      'tencent',
      'tencent-sdk',
      'TENCENTCLOUD_CREDENTIALS_FILE',
      '[default]\nsecret_id = there\nsecret_key = s',
    ],
    [
      'alibaba',
      'alibaba-sdk',
      'ALIBABA_CLOUD_CREDENTIALS_FILE',
      '[default]\naccess_key_id = there\naccess_key_secret = s',
    ],
  ])('are read: %s, %s', async (cloud, setting, variable, text) => {
    const places = await tempHome({
      elsewhere: text,
      '.tencentcloud/credentials': '[default]\nsecret_id = home\nsecret_key = s',
      '.alibabacloud/credentials': ini('default'),
    });
    const read = (value: string) => readKeys(cloud, setting, { ...places, env: { [variable]: value } });
    expect(await read(`${places.home}/elsewhere`)).toMatchObject({ id: 'there' });
    expect(await read('')).not.toMatchObject({ id: 'there' });
    await expect(read(`${places.home}/gone`)).rejects.toMatchObject(
      refusal('CredentialsMissing', /gone does not exist/),
    );
    await expect(read('elsewhere')).rejects.toMatchObject(
      refusal('CredentialsInvalid', /is not an absolute path/),
    );
  });

  it('have another name in the SDKs for Java and Python', async () => {
    const places = await tempHome({ '.alibabacloud/credentials.ini': ini('default') });
    expect(await readKeys('alibaba', 'alibaba-sdk', places)).toMatchObject({ id: 'LTAIdefault' });
  });
});
