import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discoverCredentials } from '../../../../../src/core/accounts/credentials/discoverCredentials.ts';
import {
  credentialsText,
  parseCredentialsConfig,
} from '../../../../../src/core/accounts/credentialsSetting.ts';
import { readKeys } from '../readKeys.ts';
import { tempHome } from '../tempHome.ts';

const { signal } = new AbortController();
const never = (_path: unknown, what: string): never => {
  throw new Error(what);
};
const aliyun = (names: readonly string[]): Record<string, string> => ({
  '.aliyun/config.json': JSON.stringify({
    profiles: names.map((name) => ({ name, mode: 'AK', access_key_id: 'LTAIabc', access_key_secret: 's' })),
  }),
});

const odd = [
  'team/prod',
  'a b',
  ' a ',
  'a:b',
  '生产',
  '../x',
  '..',
  'a\\b',
  '/etc',
  '~',
  'é',
  '[x]',
  '🙂',
  'x'.repeat(256),
];
const impossible = ['', 'a\nb', 'a\u0000', '\u001b[31m', 'x'.repeat(257)];

describe('names of profiles', () => {
  it.each(odd)('can be anything at aliyun: %j', async (name) => {
    const places = await tempHome(aliyun([name]));
    expect(await readKeys('alibaba', `aliyun-cli:${name}`, places)).toEqual({ id: 'LTAIabc', secret: 's' });
  });

  it.each(['team/prod', 'a b', ' a ', '生产', 'é', '[x]', '🙂', 'a.b', '...', 'x'.repeat(200)])(
    'can be what a file can be called at TCCLI: %j',
    async (name) => {
      const places = await tempHome({
        [`.tccli/${name}.credential`]: JSON.stringify({ secretId: 'AKIDabc', secretKey: 's' }),
      });
      expect(await readKeys('tencent', `tccli:${name}`, places)).toEqual({ id: 'AKIDabc', secret: 's' });
    },
  );

  it.each([
    '..',
    '.',
    '../x',
    'a/../../x',
    '/etc/x',
    'a/',
    'a//b',
    'a/./b',
    'a\\..\\b',
    'C:x',
    ...impossible,
  ])('stay inside the folder of TCCLI: %j is refused', (name) => {
    const complaints: string[] = [];
    expect(
      parseCredentialsConfig(`tccli:${name}`, 'tencent', (_path, code) => complaints.push(code)),
    ).toBeUndefined();
    expect(complaints).toHaveLength(1);
  });

  it.each(impossible)('are names at all: %j is refused', (name) => {
    expect(parseCredentialsConfig(`aliyun-cli:${name}`, 'alibaba', () => {})).toBeUndefined();
  });

  it('are offered only where the setting takes them, and then as the setting reads them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...odd, ...impossible)), {
          maxLength: 12,
        }),
        async (names) => {
          const config = aliyun(names)['.aliyun/config.json'] ?? '';
          const places = {
            home: '/home/somebody',
            env: {},
            now: () => 0,
            readFile: async (path: string) => (path.endsWith('config.json') ? config : JSON.stringify({})),
            readFolder: async () => names.map((name) => `${name}.credential`),
          };
          for (const cloud of ['alibaba', 'tencent'] as const) {
            for (const { credentials } of await discoverCredentials(cloud, places, signal)) {
              expect(parseCredentialsConfig(credentialsText(credentials), cloud, never)).toEqual(credentials);
            }
          }
        },
      ),
    );
  });
});
