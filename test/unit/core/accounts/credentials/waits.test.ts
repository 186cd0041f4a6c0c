import { execFileSync } from 'node:child_process';
import { mkdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CredentialPlaces } from '../../../../../src/core/accounts/credentials/credentialPlaces.ts';
import { credentialSource } from '../../../../../src/core/accounts/credentials/credentialSource.ts';
import { discoverCredentials } from '../../../../../src/core/accounts/credentials/discoverCredentials.ts';
import type { Cloud } from '../../../../../src/core/model/account.ts';
import { readKeys, refusal } from '../readKeys.ts';
import { tempHome } from '../tempHome.ts';

const { signal } = new AbortController();
const files: readonly (readonly [Cloud, string, string])[] = [
  ['tencent', 'tccli', '.tccli/default.credential'],
  ['tencent', 'tencent-sdk', '.tencentcloud/credentials'],
  ['alibaba', 'aliyun-cli', '.aliyun/config.json'],
  ['alibaba', 'alibaba-sdk', '.alibabacloud/credentials'],
];
const silence = new Promise<never>(() => {});
const silent: CredentialPlaces = {
  home: '/home/somebody',
  env: {},
  now: () => 0,
  readFile: () => silence,
  readFolder: () => silence,
};

afterEach(() => {
  vi.useRealTimers();
});

describe.skipIf(process.platform === 'win32').each(files)(
  'what stands in the place of a file (%s, %s)',
  (cloud, setting, name) => {
    async function homeWith(make: (path: string) => Promise<unknown> | Buffer): Promise<CredentialPlaces> {
      const places = await tempHome({ [`${name}.beside`]: '' });
      await make(join(places.home, name));
      return places;
    }

    it.each<[string, (path: string) => Promise<unknown> | Buffer, RegExp]>([
      ['a pipe', (path) => execFileSync('mkfifo', [path]), /not a regular file/],
      ['a device', (path) => symlink('/dev/zero', path), /not a regular file/],
      ['a folder', (path) => mkdir(path), /not a regular file/],
      ['a link to itself', (path) => symlink(path, path), /ELOOP/],
      [
        '300 MB',
        async (path) => [await writeFile(path, ''), await truncate(path, 300_000_000)],
        /larger than 1 MB/,
      ],
    ])('is refused at once: %s', async (_what, make, message) => {
      await expect(readKeys(cloud, setting, await homeWith(make))).rejects.toMatchObject(
        refusal('CredentialsMissing', message),
      );
    });
  },
);

it.skipIf(process.platform === 'win32')('leaves the files of others readable beside many pipes', async () => {
  const places = await tempHome({
    '.tccli/good.credential': JSON.stringify({ secretId: 'a', secretKey: 'b' }),
  });
  const pipes = Array.from({ length: 8 }, (_, index) => `p${index}`);
  execFileSync(
    'mkfifo',
    pipes.map((pipe) => join(places.home, `.tccli/${pipe}.credential`)),
  );
  await Promise.all(
    pipes.map((pipe) => expect(readKeys('tencent', `tccli:${pipe}`, places)).rejects.toThrow()),
  );
  expect(await readFile(join(places.home, '.tccli/good.credential'), 'utf8')).toContain('secretId');
  const found = await discoverCredentials('tencent', places, signal);
  expect(found).toContainEqual({ credentials: { from: 'tccli', profile: 'good' } });
});

describe('a wait for keys', () => {
  it.each(files)('ends, however silent the file system is (%s, %s)', async (cloud, setting) => {
    vi.useFakeTimers();
    const reading = expect(readKeys(cloud, setting, silent)).rejects.toMatchObject(
      refusal('CredentialsTimeOut', /account "Production" could not be read in time/),
    );
    await vi.dynamicImportSettled();
    await vi.runAllTimersAsync();
    await reading;
  });

  it('ends where VS Code keeps them', async () => {
    vi.useFakeTimers();
    const account = { id: 'a', label: 'A', cloud: 'tencent', credentials: { from: 'stored' } } as const;
    const reading = expect(credentialSource(account, silent, () => silence)(signal)).rejects.toMatchObject(
      refusal('CredentialsTimeOut', /"A" could not be read in time/),
    );
    await vi.runAllTimersAsync();
    await reading;
  });

  it('ends with the reason of a signal that is aborted meanwhile', async () => {
    const stop = new AbortController();
    const reading = readKeys('tencent', 'tccli', silent, stop.signal);
    stop.abort('enough');
    await expect(reading).rejects.toBe('enough');
  });

  it('ends when places are looked for', async () => {
    vi.useFakeTimers();
    const looking = discoverCredentials('alibaba', silent, signal);
    await vi.dynamicImportSettled();
    await vi.runAllTimersAsync();
    await vi.dynamicImportSettled();
    await vi.runAllTimersAsync();
    expect((await looking).map(({ problem }) => problem?.code)).toEqual([
      'CredentialsMissing',
      'CredentialsTimeOut',
      'CredentialsTimeOut',
    ]);
  });
});

it('reads a few of 20,000 profiles, and names them all', async () => {
  const names = Array.from({ length: 20_000 }, (_, index) => `p${String(index).padStart(5, '0')}`);
  let reads = 0;
  const found = await discoverCredentials(
    'tencent',
    {
      ...silent,
      readFile: async () => {
        reads += 1;
        return JSON.stringify({ secretId: 'a', secretKey: 'b' });
      },
      readFolder: async () => names.map((name) => `${name}.credential`),
    },
    signal,
  );
  const profiles = found.filter(({ credentials: { profile } }) => profile !== undefined);
  expect(profiles.map(({ credentials: { profile } }) => profile)).toEqual(names);
  expect(profiles.filter(({ unread }) => unread)).toHaveLength(19_980);
  expect(reads).toBeLessThan(30);
});
