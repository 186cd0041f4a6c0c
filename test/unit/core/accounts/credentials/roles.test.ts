import { describe, expect, it } from 'vitest';
import type { Cloud } from '../../../../../src/core/model/account.ts';
import { readKeys, refusal } from '../readKeys.ts';
import { tempHome } from '../tempHome.ts';

const tencentPair = { TENCENTCLOUD_SECRET_ID: 'AKIDbase', TENCENTCLOUD_SECRET_KEY: 's' };
const alibabaPair = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAIbase', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 's' };
const arn = 'qcs::cam::uin/100000000001:roleName/audit';
const pod = {
  TKE_REGION: 'ap-guangzhou',
  TKE_PROVIDER_ID: 'p',
  TKE_WEB_IDENTITY_TOKEN_FILE: '/token',
  TKE_ROLE_ARN: arn,
};

const tccli = (fields: object): Record<string, string> => ({
  '.tccli/default.credential': JSON.stringify({ secretId: 'AKIDbase', secretKey: 's', ...fields }),
});
const aliyun = (fields: object): Record<string, string> => ({
  '.aliyun/config.json': JSON.stringify({
    profiles: [{ name: 'default', access_key_id: 'LTAIbase', access_key_secret: 's', ...fields }],
  }),
});
const tencentIni = (line: string): Record<string, string> => ({
  '.tencentcloud/credentials': `[default]\nsecret_id=AKIDbase\nsecret_key=s\n${line}`,
});
const alibabaIni = (lines: string): Record<string, string> => ({
  '.alibabacloud/credentials': `[default]\naccess_key_id=LTAIbase\naccess_key_secret=s\n${lines}`,
});

describe('keys behind which a role stands', () => {
  it.each<[string, Cloud, string, Record<string, string>, Record<string, string>, RegExp]>([
    ['TCCLI', 'tencent', 'tccli', tccli({ 'role-arn': arn, 'role-session-name': 's' }), {}, /role-arn/],
    ['TCCLI without a session', 'tencent', 'tccli', tccli({ 'role-arn': arn }), {}, /role-arn/],
    ['TCCLI, named', 'tencent', 'tccli:default', tccli({ 'role-arn': arn }), {}, /role-arn/],
    [
      'TCCLI beside a variable',
      'tencent',
      'tccli',
      tccli({}),
      { TENCENTCLOUD_ROLE_ARN: arn, TENCENTCLOUD_ROLE_SESSION_NAME: 's' },
      /TENCENTCLOUD_ROLE_ARN/,
    ],
    ['TCCLI in a pod', 'tencent', 'tccli:default', tccli({}), pod, /TKE_ROLE_ARN/],
    ['Tencent SDK', 'tencent', 'tencent-sdk', tencentIni(`role_arn = ${arn}`), {}, /role_arn/],
    ['variables', 'tencent', 'environment', {}, { ...tencentPair, TENCENTCLOUD_ROLE_ARN: arn }, /_ROLE_ARN/],
    [
      'variables, with a token',
      'tencent',
      'environment',
      {},
      { ...tencentPair, TENCENTCLOUD_TOKEN: 't', TENCENTCLOUD_ROLE_ARN: arn },
      /_ROLE_ARN/,
    ],
    [
      'Terraform',
      'tencent',
      'environment',
      {},
      { ...tencentPair, TENCENTCLOUD_ASSUME_ROLE_ARN: arn },
      /ASSUME_ROLE_ARN/,
    ],
    ['a pod', 'tencent', 'environment', {}, { ...tencentPair, ...pod }, /TKE_ROLE_ARN/],
    [
      'variables',
      'alibaba',
      'environment',
      {},
      { ...alibabaPair, ALIBABA_CLOUD_ROLE_ARN: 'acs:ram::1:role/a' },
      /ALIBABA_CLOUD_ROLE_ARN/,
    ],
    [
      'older variables',
      'alibaba',
      'environment',
      {},
      { ...alibabaPair, ALIBABACLOUD_ROLE_ARN: 'acs:ram::1:role/a' },
      /ALIBABACLOUD_ROLE_ARN/,
    ],
    [
      'aliyun',
      'alibaba',
      'aliyun-cli',
      aliyun({ mode: 'RamRoleArn', ram_role_arn: 'r' }),
      {},
      /has to exchange its keys for those of a role/,
    ],
    [
      'aliyun, chained',
      'alibaba',
      'aliyun-cli',
      aliyun({ mode: 'ChainableRamRoleArn' }),
      {},
      /for those of a role/,
    ],
    [
      'aliyun, by the name of a role',
      'alibaba',
      'aliyun-cli',
      aliyun({ mode: 'RamRoleArnWithRoleName' }),
      {},
      /for those of a role/,
    ],
    [
      'aliyun without a mode',
      'alibaba',
      'aliyun-cli',
      aliyun({ ram_role_arn: 'r' }),
      {},
      /for those of a role/,
    ],
    [
      'Alibaba SDK',
      'alibaba',
      'alibaba-sdk',
      alibabaIni('type = ram_role_arn\nrole_arn = r'),
      {},
      /for those of a role/,
    ],
    [
      'Alibaba SDK, OIDC',
      'alibaba',
      'alibaba-sdk',
      alibabaIni('type = oidc_role_arn'),
      {},
      /for those of a role/,
    ],
    [
      'Alibaba SDK without a type',
      'alibaba',
      'alibaba-sdk',
      alibabaIni('role_arn = r'),
      {},
      /for those of a role/,
    ],
    [
      'Alibaba SDK, machine',
      'alibaba',
      'alibaba-sdk',
      alibabaIni('type = ecs_ram_role'),
      {},
      /the role of a virtual machine/,
    ],
  ])('are refused, naming it: %s (%s, %s)', async (_what, cloud, setting, files, env, message) => {
    await expect(readKeys(cloud, setting, await tempHome(files, env))).rejects.toMatchObject(
      refusal('CredentialsUnsupported', message),
    );
  });
});

describe('keys without a role', () => {
  it.each<[string, Cloud, string, Record<string, string>, Record<string, string>]>([
    ['an empty role-arn', 'tencent', 'tccli', tccli({ 'role-arn': '' }), {}],
    ['a role-arn of null', 'tencent', 'tccli', tccli({ 'role-arn': null }), {}],
    ['a role of spaces', 'tencent', 'tccli', tccli({ 'role-arn': '  ' }), {}],
    [
      'a named profile beside a variable',
      'tencent',
      'tccli:default',
      tccli({}),
      { TENCENTCLOUD_ROLE_ARN: arn },
    ],
    ['half of the variables of a pod', 'tencent', 'tccli', tccli({}), { TKE_ROLE_ARN: arn }],
    ['an empty role_arn', 'tencent', 'tencent-sdk', tencentIni('role_arn ='), {}],
    ['an empty variable', 'tencent', 'environment', {}, { ...tencentPair, TENCENTCLOUD_ROLE_ARN: '' }],
    [
      'a variable of another cloud',
      'tencent',
      'environment',
      {},
      { ...tencentPair, ALIBABA_CLOUD_ROLE_ARN: 'r' },
    ],
    ['a role of before, mode AK', 'alibaba', 'aliyun-cli', aliyun({ mode: 'AK', ram_role_arn: 'r' }), {}],
    ['a type that says so', 'alibaba', 'alibaba-sdk', alibabaIni('type = access_key\nrole_arn = r'), {}],
  ])('are used: %s', async (_what, cloud, setting, files, env) => {
    expect(await readKeys(cloud, setting, await tempHome(files, env))).toMatchObject({
      id: cloud === 'tencent' ? 'AKIDbase' : 'LTAIbase',
    });
  });

  it('are those of the role already where they are temporary, as the aliyun CLI reads them', async () => {
    const env = { ...alibabaPair, ALIBABA_CLOUD_SECURITY_TOKEN: 't', ALIBABA_CLOUD_ROLE_ARN: 'r' };
    expect(await readKeys('alibaba', 'environment', await tempHome({}, env))).toMatchObject({ token: 't' });
  });
});
