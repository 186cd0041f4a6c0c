import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CredentialPlaces } from '../../../../../src/core/accounts/credentials/credentialPlaces.ts';
import { credentialSource } from '../../../../../src/core/accounts/credentials/credentialSource.ts';
import type { Cloud } from '../../../../../src/core/model/account.ts';
import type { Credentials } from '../../../../../src/core/providers/service.ts';
import { readKeys, refusal } from '../readKeys.ts';
import { now, tempHome } from '../tempHome.ts';

describe('stored', () => {
  const stored = {
    label: 'Production',
    cloud: 'tencent',
    credentials: { from: 'stored' },
  } as const;

  it('takes what VS Code keeps', async () => {
    const source = credentialSource(stored, await tempHome(), async () => ({ id: 'a', secret: 'b' }));
    expect(await source(new AbortController().signal)).toEqual({ id: 'a', secret: 'b' });
  });

  it('names the account whose keys are missing', async () => {
    const source = credentialSource(stored, await tempHome(), async () => undefined);
    await expect(source(new AbortController().signal)).rejects.toMatchObject(
      refusal('CredentialsMissing', /no keys for the account "Production"/),
    );
  });
});

describe('environment', () => {
  it.each<[Cloud, Record<string, string>, Credentials]>([
    ['tencent', { TENCENTCLOUD_SECRET_ID: 'a', TENCENTCLOUD_SECRET_KEY: 'b' }, { id: 'a', secret: 'b' }],
    [
      'tencent',
      { TENCENTCLOUD_SECRET_ID: 'a', TENCENTCLOUD_SECRET_KEY: 'b', TENCENTCLOUD_TOKEN: 'c' },
      { id: 'a', secret: 'b', token: 'c' },
    ],
    [
      'tencent',
      {
        TENCENTCLOUD_SECRET_ID: 'a',
        TENCENTCLOUD_SECRET_KEY: 'b',
        TENCENTCLOUD_TOKEN: '',
        TENCENTCLOUD_SESSION_TOKEN: 'd',
      },
      { id: 'a', secret: 'b', token: 'd' },
    ],
    [
      'alibaba',
      {
        ALIBABA_CLOUD_ACCESS_KEY_ID: 'a',
        ALIBABA_CLOUD_ACCESS_KEY_SECRET: ' b\n',
        ALIBABA_CLOUD_SECURITY_TOKEN: 'c',
      },
      { id: 'a', secret: 'b', token: 'c' },
    ],
    ['apsaraStack', { CLOUD_TASKS_APP_KEY: 'a', CLOUD_TASKS_APP_SECRET: 'b' }, { id: 'a', secret: 'b' }],
  ])('reads the variables of %s: %o', async (cloud, env, expected) => {
    expect(await readKeys(cloud, 'environment', await tempHome({}, env))).toEqual(expected);
  });

  it('names the variables that are missing', async () => {
    await expect(readKeys('tencent', 'environment', await tempHome())).rejects.toMatchObject(
      refusal('CredentialsMissing', /no TENCENTCLOUD_SECRET_ID and no TENCENTCLOUD_SECRET_KEY in the env/),
    );
    const half = await tempHome({}, { TENCENTCLOUD_SECRET_ID: 'a', TENCENTCLOUD_SECRET_KEY: ' ' });
    await expect(readKeys('tencent', 'environment', half)).rejects.toMatchObject(
      refusal('CredentialsMissing', /^There is no TENCENTCLOUD_SECRET_KEY in/),
    );
  });

  it('refuses what no header can carry', async () => {
    const env = { TENCENTCLOUD_SECRET_ID: 'a\r\nX: y', TENCENTCLOUD_SECRET_KEY: 'b' };
    await expect(readKeys('tencent', 'environment', await tempHome({}, env))).rejects.toMatchObject(
      refusal('CredentialsInvalid', /^TENCENTCLOUD_SECRET_ID in .* holds characters that no key has\.$/),
    );
  });
});

describe('tccli', () => {
  const file = (value: unknown, profile = 'default'): Record<string, string> => ({
    [`.tccli/${profile}.credential`]: typeof value === 'string' ? value : JSON.stringify(value),
  });
  const keys = { secretId: 'a', secretKey: 'b' };

  it('reads the default profile and a named one', async () => {
    const places = await tempHome({
      ...file(keys),
      ...file({ secretId: 'c', secretKey: 'd', token: 'e' }, 'ops'),
    });
    expect(await readKeys('tencent', 'tccli', places)).toEqual({ id: 'a', secret: 'b' });
    expect(await readKeys('tencent', 'tccli:ops', places)).toEqual({ id: 'c', secret: 'd', token: 'e' });
  });

  it.each(['oauth', 'sso'])('uses keys of a login (%s) until they expire', async (type) => {
    const login = { type, ...keys, token: 't', expiresAt: now / 1000 + 1 };
    expect(await readKeys('tencent', 'tccli', await tempHome(file(login)))).toEqual({
      id: 'a',
      secret: 'b',
      token: 't',
    });
    const over = await tempHome(file({ ...login, expiresAt: now / 1000 }));
    await expect(readKeys('tencent', 'tccli', over)).rejects.toMatchObject(
      refusal(
        'CredentialsExpired',
        /^The keys in ~\/\.tccli\/default\.credential have expired; log in again/,
      ),
    );
  });

  it('notices at once that the file was written anew, or is gone', async () => {
    const places = await tempHome(file(keys));
    await readKeys('tencent', 'tccli', places);
    const path = join(places.home, '.tccli/default.credential');
    await writeFile(path, JSON.stringify({ ...keys, secretId: 'z' }));
    expect(await readKeys('tencent', 'tccli', places)).toEqual({ id: 'z', secret: 'b' });
    await rm(path);
    await expect(readKeys('tencent', 'tccli', places)).rejects.toMatchObject(
      refusal('CredentialsMissing', /^~\/\.tccli\/default\.credential does not exist\.$/),
    );
  });

  it.each<[string, unknown, object]>([
    [
      'a machine role',
      { type: 'cvm-role', secretId: 'a' },
      refusal('CredentialsUnsupported', /holds no keys/),
    ],
    [
      'broken JSON',
      '{"secretId": "a"',
      refusal('CredentialsInvalid', /default\.credential is not valid JSON/),
    ],
    ['another shape', { secretId: 7 }, refusal('CredentialsInvalid', /is not a credential file of TCCLI/)],
    [
      'null keys',
      { secretId: null },
      refusal('CredentialsMissing', /no secretId and no secretKey in ~\/\.tccli/),
    ],
  ])('refuses %s', async (_what, value, expected) => {
    await expect(readKeys('tencent', 'tccli', await tempHome(file(value)))).rejects.toMatchObject(expected);
  });

  it('says that a folder in place of the file cannot be read', async () => {
    const places = await tempHome({ '.tccli/default.credential/x': '' });
    await expect(readKeys('tencent', 'tccli', places)).rejects.toMatchObject(
      refusal('CredentialsMissing', /cannot be read \(it is not a regular file\)/),
    );
  });

  it('rejects with the reason of an aborted signal', async () => {
    const reason = new Error('gone');
    await expect(
      readKeys('tencent', 'tccli', await tempHome(file(keys)), AbortSignal.abort(reason)),
    ).rejects.toBe(reason);
  });
});

describe('tencent-sdk', () => {
  const file = (text: string): Record<string, string> => ({ '.tencentcloud/credentials': text });

  it('reads the default section', async () => {
    const text =
      '\ufeff; mine\n[ops]\nsecret_id = x\n[default]\nsecret_id = a\r\nsecret_key=b==\ntoken = "c"\n';
    expect(await readKeys('tencent', 'tencent-sdk', await tempHome(file(text)))).toEqual({
      id: 'a',
      secret: 'b==',
      token: 'c',
    });
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['no file', {}, /^~\/\.tencentcloud\/credentials does not exist\.$/],
    ['no section', file('secret_id = a\nsecret_key = b'), /no \[default\] section in ~\/\.tencentcloud/],
    ['no key', file('[default]\nsecret_id = a'), /no secret_key in ~\/\.tencentcloud\/credentials/],
  ])('says what is missing where there is %s', async (_what, files, message) => {
    await expect(readKeys('tencent', 'tencent-sdk', await tempHome(files))).rejects.toMatchObject(
      refusal('CredentialsMissing', message),
    );
  });
});

describe('aliyun-cli', () => {
  const file = (value: unknown): Record<string, string> => ({ '.aliyun/config.json': JSON.stringify(value) });
  const ak = { name: 'default', mode: 'AK', access_key_id: 'a', access_key_secret: 'b', sts_token: 'old' };
  const sts = { ...ak, name: 'sts', mode: 'StsToken', sts_token: 'c' };
  const external = { name: 'ext', mode: 'External', process_command: 'touch ran' };

  it('reads the current profile, the default one, or a named one', async () => {
    const profiles = [null, { mode: 'AK' }, ak, sts];
    expect(
      await readKeys('alibaba', 'aliyun-cli', await tempHome(file({ current: 'sts', profiles }))),
    ).toEqual({
      id: 'a',
      secret: 'b',
      token: 'c',
    });
    const places = await tempHome(file({ profiles }));
    expect(await readKeys('alibaba', 'aliyun-cli', places)).toEqual({ id: 'a', secret: 'b' });
    expect(await readKeys('alibaba', 'aliyun-cli:sts', places)).toMatchObject({ token: 'c' });
  });

  it.each<[string, unknown, string, object]>([
    [
      'a command',
      { profiles: [external] },
      'ext',
      refusal('CredentialsUnsupported', /by running a program, which/),
    ],
    [
      'a role',
      { profiles: [{ ...ak, mode: 'RamRoleArn' }] },
      'default',
      refusal('CredentialsUnsupported', /profile "default" in ~\/\.aliyun\/config\.json has to exchange/),
    ],
    [
      'a mode of tomorrow',
      { profiles: [{ ...ak, mode: 'toString' }] },
      'default',
      refusal('CredentialsUnsupported', /is of a kind that is not known here/),
    ],
    [
      'an unknown profile',
      { profiles: [ak] },
      'x',
      refusal('CredentialsMissing', /no profile "x" in ~\/\.aliyun/),
    ],
    [
      'another shape',
      { profiles: {} },
      'x',
      refusal('CredentialsInvalid', /is not a configuration of the aliyun/),
    ],
    [
      'half a pair',
      { profiles: [{ name: 'x', mode: 'AK', access_key_id: 'a' }] },
      'x',
      refusal('CredentialsMissing', /no access_key_secret in profile "x" in ~\/\.aliyun\/config\.json/),
    ],
  ])('refuses %s', async (_what, value, profile, expected) => {
    const places = await tempHome(file(value));
    await expect(readKeys('alibaba', `aliyun-cli:${profile}`, places)).rejects.toMatchObject(expected);
  });
});

describe('alibaba-sdk', () => {
  const places = (text: string): Promise<CredentialPlaces> => tempHome({ '.alibabacloud/credentials': text });
  const pair = 'access_key_id = a\naccess_key_secret = b\nsecurity_token = c';

  it('reads an access key, and temporary keys with their token', async () => {
    const key = await places(`[default]\ntype = access_key\n${pair}`);
    expect(await readKeys('alibaba', 'alibaba-sdk', key)).toEqual({ id: 'a', secret: 'b' });
    const sts = await places(`[default]\ntype = sts\n${pair}`);
    expect(await readKeys('alibaba', 'alibaba-sdk', sts)).toEqual({ id: 'a', secret: 'b', token: 'c' });
  });

  it('refuses a type that has no keys of its own', async () => {
    await expect(
      readKeys('alibaba', 'alibaba-sdk', await places('[default]\ntype = ecs_ram_role\nrole_name = x')),
    ).rejects.toMatchObject(
      refusal('CredentialsUnsupported', /~\/\.alibabacloud\/credentials stands for the role/),
    );
  });
});
