import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CredentialPlaces } from '../../../../../src/core/accounts/credentials/credentialPlaces.ts';
import { credentialSource } from '../../../../../src/core/accounts/credentials/credentialSource.ts';
import type { Cloud, CredentialsConfig } from '../../../../../src/core/model/account.ts';
import { CloudError } from '../../../../../src/core/model/errors.ts';

const sources: readonly (readonly [Cloud, CredentialsConfig['from']])[] = [
  ['tencent', 'environment'],
  ['alibaba', 'environment'],
  ['apsaraStack', 'environment'],
  ['tencent', 'tccli'],
  ['tencent', 'tencent-sdk'],
  ['alibaba', 'aliyun-cli'],
  ['alibaba', 'alibaba-sdk'],
];

// Recognisable whatever happens to the text around it.
const secret = fc.stringMatching(/^[A-Za-z0-9+/]{24,40}$/);
const broken = fc.constantFrom('', '\n', '\u0000', ' ', '"', '}', 'é', '\\', '\r\nX: y');

/** What an error can show to anybody: its message, stack, causes and fields. */
function everythingIn(error: unknown): string {
  return `${inspect(error, { depth: 9, showHidden: true })}${error instanceof Error ? error.stack : ''}`;
}

function filesAround(id: string, key: string, token: string): readonly string[] {
  const tccli = { secretId: id, secretKey: key, token };
  const aliyun = { name: 'default', mode: 'AK', access_key_id: id, access_key_secret: key, sts_token: token };
  const texts = [
    JSON.stringify(tccli),
    JSON.stringify({ ...tccli, type: 'sso', expiresAt: 1 }),
    JSON.stringify({ ...tccli, type: 'cvm-role' }),
    JSON.stringify({ secretId: { [key]: id }, secretKey: [key] }),
    JSON.stringify({ profiles: [aliyun] }),
    JSON.stringify({ profiles: [{ ...aliyun, mode: 'External', process_command: key }] }),
    JSON.stringify({ profiles: { [key]: id } }),
    `[default]\ntype=access_key\nsecret_id=${id}\nsecret_key=${key}\naccess_key_id=${id}\naccess_key_secret=${key}`,
    `[default]\ntype=${key}\nsecret_id=${id}`,
    `secret_key=${key}`,
    `${key}`,
  ];
  return [...texts, ...texts.map((text) => text.slice(0, -2)), ...texts.map((text) => `${text}${key}`)];
}

describe('errors of credential sources', () => {
  it.each(sources)('never hold a key or token (%s, %s)', async (cloud, from) => {
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(secret, secret, secret, broken, broken, fc.nat(), async (id, key, token, a, b, n) => {
        const files = filesAround(`${id}${a}`, `${key}${b}${key}`, token);
        const places: CredentialPlaces = {
          home: '/home/somebody',
          readFile: async () => files[n % files.length] ?? '',
          readFolder: async () => [],
          now: () => 1_700_000_000_000,
          env: {
            TENCENTCLOUD_SECRET_ID: id,
            TENCENTCLOUD_SECRET_KEY: `${key}${b}${key}`,
            TENCENTCLOUD_TOKEN: `${token}${a}${token}`,
            ALIBABA_CLOUD_ACCESS_KEY_ID: `${id}${a}${id}`,
            ALIBABA_CLOUD_ACCESS_KEY_SECRET: n % 2 === 0 ? key : '',
            CLOUD_TASKS_APP_KEY: `${id}${b}${id}`,
            CLOUD_TASKS_APP_SECRET: n % 2 === 0 ? key : ' ',
          },
        };
        const source = credentialSource(
          { label: 'Production', cloud, credentials: { from } },
          places,
          async () => undefined,
        );
        try {
          await source(new AbortController().signal);
        } catch (error) {
          refused += 1;
          expect(error).toBeInstanceOf(CloudError);
          const shown = everythingIn(error);
          for (const value of [id, key, token]) {
            expect(shown).not.toContain(value);
          }
        }
      }),
      { numRuns: 200 },
    );
    // The property would hold for sources that never fail, too.
    expect(refused).toBeGreaterThan(20);
  });
});
