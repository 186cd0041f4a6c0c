import { expect, it } from 'vitest';
import { readKeys, refusal } from '../readKeys.ts';
import { tempHome } from '../tempHome.ts';

/** Every mode that `aliyun configure` writes, and the type of every section that the SDKs read. */
it.each([
  ['RamRoleArn', /has to exchange its keys for those of a role first; use a profile of mode AK or StsToken/],
  ['RamRoleArnWithRoleName', /has to exchange its keys for those of a role/],
  ['ChainableRamRoleArn', /has to exchange its keys for those of a role/],
  ['EcsRamRole', /stands for the role of a virtual machine/],
  ['RsaKeyPair', /holds an RSA key pair/],
  ['External', /by running a program, which this extension does not do/],
  ['CredentialsURI', /fetches its keys from an address/],
  ['OIDC', /by a login of its own/],
  ['CloudSSO', /by a login of its own/],
  ['OAuth', /by a login of its own/],
  ['BearerToken', /holds a bearer token/],
  ['Anonymous', /has no keys/],
  ['oidc', /by a login of its own/],
  ['Tomorrow', /is of a kind that is not known here/],
  ['toString', /is of a kind that is not known here/],
])('knows why the mode %s of the aliyun CLI has no keys of its own', async (mode, message) => {
  const profile = {
    name: 'default',
    mode,
    process_command: 'touch ran',
    credentials_uri: 'http://127.0.0.1:1',
  };
  const places = await tempHome({ '.aliyun/config.json': JSON.stringify({ profiles: [profile] }) });
  await expect(readKeys('alibaba', 'aliyun-cli', places)).rejects.toMatchObject(
    refusal('CredentialsUnsupported', message),
  );
});

it.each(['AK', 'ak', '', undefined, null])('takes the pair of mode %s', async (mode) => {
  const profile = { name: 'default', mode, access_key_id: 'LTAI', access_key_secret: 's', current: null };
  const places = await tempHome({
    '.aliyun/config.json': JSON.stringify({ current: '', profiles: [profile] }),
  });
  expect(await readKeys('alibaba', 'aliyun-cli', places)).toEqual({ id: 'LTAI', secret: 's' });
});

it.each([
  ['ecs_ram_role', /stands for the role/],
  ['ram_role_arn', /for those of a role/],
  ['oidc_role_arn', /for those of a role/],
  ['rsa_key_pair', /RSA key pair/],
  ['bearer', /bearer token/],
  ['credentials_uri', /from an address/],
  ['tomorrow', /is of a kind that is not known here; use one of type access_key or sts/],
])('knows why the type %s of the Alibaba SDKs has none', async (type, message) => {
  const places = await tempHome({ '.alibabacloud/credentials': `[default]\ntype = ${type}` });
  await expect(readKeys('alibaba', 'alibaba-sdk', places)).rejects.toMatchObject(
    refusal('CredentialsUnsupported', message),
  );
});

it.each([
  ['"AKIDabc"', /has quotes around it; remove them/],
  ["'AKIDabc'", /has quotes/],
  ['AKIDabc"', /has quotes/],
  ['SecretId:AKIDabc', /begins with the name of a field/],
  ['secret_id = AKIDabc', /begins with the name of a field/],
  ['AKID\u200babc', /characters that no key has/],
  ['AKID abc', /characters that no key has/],
  ['“AKIDabc”', /characters that no key has/],
])('says what is wrong with the text of a key: %j', async (id, message) => {
  const env = { TENCENTCLOUD_SECRET_ID: id, TENCENTCLOUD_SECRET_KEY: 's' };
  await expect(readKeys('tencent', 'environment', await tempHome({}, env))).rejects.toMatchObject(
    refusal('CredentialsInvalid', message),
  );
  const file = { '.tccli/default.credential': JSON.stringify({ secretId: id, secretKey: 's' }) };
  await expect(readKeys('tencent', 'tccli', await tempHome(file))).rejects.toMatchObject(
    refusal('CredentialsInvalid', message),
  );
});

it.each<[Record<string, string>, object]>([
  [
    { ALICLOUD_ACCESS_KEY: 'a', ALICLOUD_SECRET_KEY: 'b' },
    { id: 'a', secret: 'b' },
  ],
  [
    { ALIBABACLOUD_ACCESS_KEY_ID: 'a', ALIBABACLOUD_ACCESS_KEY_SECRET: 'b' },
    { id: 'a', secret: 'b' },
  ],
  [
    { ALICLOUD_ACCESS_KEY_ID: 'a', ALICLOUD_ACCESS_KEY_SECRET: 'b', ALICLOUD_SECURITY_TOKEN: 't' },
    { id: 'a', secret: 'b', token: 't' },
  ],
  [
    {
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'a',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'b',
      ALICLOUD_ACCESS_KEY: 'c',
      ALICLOUD_SECRET_KEY: 'd',
      ALICLOUD_SECURITY_TOKEN: 'of the other pair',
    },
    { id: 'a', secret: 'b' },
  ],
])('takes other names of the variables, and never mixes them: %o', async (env, keys) => {
  expect(await readKeys('alibaba', 'environment', await tempHome({}, env))).toEqual(keys);
});

it('does not complete half a pair with that of other names', async () => {
  const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'a', ALICLOUD_ACCESS_KEY: 'c', ALICLOUD_SECRET_KEY: 'd' };
  await expect(readKeys('alibaba', 'environment', await tempHome({}, env))).rejects.toMatchObject(
    refusal('CredentialsMissing', /no ALIBABA_CLOUD_ACCESS_KEY_SECRET in/),
  );
});
