import { describe, expect, it } from 'vitest';
import { discoverCredentials } from '../../../../../src/core/accounts/credentials/discoverCredentials.ts';
import { tempHome } from '../tempHome.ts';

const { signal } = new AbortController();
const saying = (message: RegExp): unknown =>
  expect.objectContaining({ message: expect.stringMatching(message) });
const keys = JSON.stringify({ secretId: 'a', secretKey: 'b' });

describe('discovering credentials', () => {
  it('offers the places that fit the cloud, and says why those without keys cannot be used', async () => {
    const found = await discoverCredentials(
      'tencent',
      await tempHome({ '.tccli/default.credential': keys }),
      signal,
    );
    expect(found).toEqual([
      { credentials: { from: 'environment' }, problem: saying(/TENCENTCLOUD_SECRET_ID/) },
      { credentials: { from: 'tccli' }, problem: undefined },
      {
        credentials: { from: 'tencent-sdk' },
        problem: saying(/~\/\.tencentcloud\/credentials does not exist\./),
      },
    ]);
  });

  it('offers each further profile of a CLI', async () => {
    const tencent = await tempHome({
      '.tccli/ops.credential': keys,
      '.tccli/ops.configure': '{}',
      '.tccli/audit.credential': '{',
    });
    expect((await discoverCredentials('tencent', tencent, signal)).slice(1, 4)).toEqual([
      { credentials: { from: 'tccli' }, problem: saying(/~\/\.tccli\/default\.credential does not exist\./) },
      {
        credentials: { from: 'tccli', profile: 'audit' },
        problem: saying(/~\/\.tccli\/audit\.credential is not valid JSON\./),
      },
      { credentials: { from: 'tccli', profile: 'ops' }, problem: undefined },
    ]);
    const pair = { mode: 'AK', access_key_id: 'a', access_key_secret: 'b' };
    const profiles = [{ name: 'default', ...pair }, { name: 'work', ...pair }, 7];
    const alibaba = await tempHome({ '.aliyun/config.json': JSON.stringify({ current: 'work', profiles }) });
    expect((await discoverCredentials('alibaba', alibaba, signal)).slice(1, 3)).toEqual([
      { credentials: { from: 'aliyun-cli' }, problem: undefined },
      { credentials: { from: 'aliyun-cli', profile: 'default' }, problem: undefined },
    ]);
  });

  it('has nothing to offer for a private cloud but the environment', async () => {
    const env = { CLOUD_TASKS_APP_KEY: 'a', CLOUD_TASKS_APP_SECRET: 'b' };
    expect(await discoverCredentials('apsaraStack', await tempHome({}, env), signal)).toEqual([
      { credentials: { from: 'environment' }, problem: undefined },
    ]);
  });
});
