import type { Account } from '../../model/account.ts';
import { phrase } from '../../model/phrase.ts';
import { waitFor } from '../../model/waitFor.ts';
import { words } from '../../model/words.ts';
import type { CredentialSource, Credentials } from '../../providers/service.ts';
import { credentialsError } from './credentialErrors.ts';
import type { CredentialPlaces } from './credentialPlaces.ts';
import { environmentCredentials } from './environment.ts';
import { isTemporaryId } from './keyPair.ts';

/** The key pair that VS Code keeps for the account; `undefined` when there is none. */
export type StoredCredentials = (signal: AbortSignal) => Promise<Credentials | undefined>;

/** No wait for keys is longer, whatever holds them up: a keyring that asks somebody, a file system that hangs. */
const longestWaitMs = 15_000;

/** Where an account's keys are read, anew at each call, so that a renewed token counts at once. */
export function credentialSource(
  account: Pick<Account, 'label' | 'cloud' | 'credentials'>,
  places: CredentialPlaces,
  stored: StoredCredentials,
): CredentialSource {
  return async (signal) =>
    await waitFor(
      (stop) => readKeys(account, places, stored, stop),
      longestWaitMs,
      signal,
      () =>
        credentialsError(
          'CredentialsTimeOut',
          words(phrase('The keys of the account "{0}" could not be read in time.'), account.label),
        ),
    );
}

async function readKeys(
  { label, cloud, credentials: { from, profile } }: Parameters<typeof credentialSource>[0],
  places: CredentialPlaces,
  stored: StoredCredentials,
  signal: AbortSignal,
): Promise<Credentials> {
  switch (from) {
    case 'stored':
      return usable(await stored(signal), label);
    case 'environment':
      return environmentCredentials(cloud, places);
    default: {
      // Parsers for other tools' files are loaded by those who keep their keys there.
      const { vendorCredentials } = await import('./vendorCredentials.ts');
      return await vendorCredentials(from, profile, places, signal);
    }
  }
}

function usable(credentials: Credentials | undefined, label: string): Credentials {
  if (credentials === undefined) {
    throw credentialsError(
      'CredentialsMissing',
      words(phrase('VS Code holds no keys for the account "{0}"; enter them.'), label),
    );
  }
  if (credentials.token === undefined && isTemporaryId(credentials.id)) {
    throw credentialsError(
      'CredentialsMissing',
      words(
        phrase('The keys of the account "{0}" are temporary; enter them with their session token.'),
        label,
      ),
    );
  }
  return credentials;
}
