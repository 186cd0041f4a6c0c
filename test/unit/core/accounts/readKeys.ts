import { expect } from 'vitest';
import type { CredentialPlaces } from '../../../../src/core/accounts/credentials/credentialPlaces.ts';
import { credentialSource } from '../../../../src/core/accounts/credentials/credentialSource.ts';
import { parseCredentialsConfig } from '../../../../src/core/accounts/credentialsSetting.ts';
import type { Cloud } from '../../../../src/core/model/account.ts';
import type { Credentials } from '../../../../src/core/providers/service.ts';

/** The keys of an account whose `credentials` are written as in the settings. */
export async function readKeys(
  cloud: Cloud,
  setting: string,
  places: CredentialPlaces,
  signal = new AbortController().signal,
): Promise<Credentials> {
  const credentials = parseCredentialsConfig(setting, cloud, (_path, code) => {
    throw new Error(code);
  });
  if (credentials === undefined) {
    throw new Error('unreachable');
  }
  const account = { id: 'prod', label: 'Production', cloud, credentials };
  return await credentialSource(account, places, async () => undefined)(signal);
}

/** An error of kind `credentials`, in these words. */
export function refusal(code: string, message: RegExp): object {
  return { name: 'CloudError', kind: 'credentials', code, message: expect.stringMatching(message) };
}
