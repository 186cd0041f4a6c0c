import type { Account } from '../../clouds/account.ts';
import type { CredentialSource, Credentials } from '../../clouds/service.ts';
import { alibabaSdkCredentials } from './alibabaSdk.ts';
import { aliyunCliCredentials } from './aliyunCli.ts';
import { type CredentialPlaces, credentialsMissing } from './credentialPlaces.ts';
import { environmentCredentials } from './environment.ts';
import { tccliCredentials } from './tccli.ts';
import { tencentSdkCredentials } from './tencentSdk.ts';

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
        if (credentials === undefined)
          throw credentialsMissing(`VS Code holds no keys for the account "${account.label}"; enter them.`);
        return credentials;
      }
      case 'environment':
        return environmentCredentials(account.cloud, places);
      case 'tccli':
        return await tccliCredentials(profile, places, signal);
      case 'tencent-sdk':
        return await tencentSdkCredentials(places, signal);
      case 'aliyun-cli':
        return await aliyunCliCredentials(profile, places, signal);
      case 'alibaba-sdk':
        return await alibabaSdkCredentials(places, signal);
    }
  };
}
