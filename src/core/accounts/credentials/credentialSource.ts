import type { Account } from '../../model/account.ts';
import type { CredentialSource, Credentials } from '../../providers/service.ts';
import { type CredentialPlaces, credentialsMissing } from './credentialPlaces.ts';
import { environmentCredentials } from './environment.ts';

/** The key pair kept by VS Code for an account id; `undefined` when there is none. */
export type StoredCredentials = (accountId: string) => Promise<Credentials | undefined>;

/** Where an account's keys are read, anew at each call, so that a renewed token counts at once. */
export function credentialSource(
  account: Pick<Account, 'id' | 'label' | 'cloud' | 'credentials'>,
  places: CredentialPlaces,
  stored: StoredCredentials,
): CredentialSource {
  const { from, profile } = account.credentials;
  return async (signal) => {
    signal.throwIfAborted();
    switch (from) {
      case 'stored': {
        const credentials = await stored(account.id);
        if (credentials === undefined) {
          throw credentialsMissing(`VS Code holds no keys for the account "${account.label}"; enter them.`);
        }
        return credentials;
      }
      case 'environment':
        return environmentCredentials(account.cloud, places);
      default: {
        // Parsers for other tools' files are loaded by those who keep their keys there.
        const { vendorCredentials } = await import('./vendorCredentials.ts');
        return await vendorCredentials(from, profile, places, signal);
      }
    }
  };
}
