import type { CredentialsConfig } from '../../model/account.ts';
import type { Credentials } from '../../providers/service.ts';
import { alibabaSdkCredentials } from './alibabaSdk.ts';
import { aliyunCliCredentials } from './aliyunCli.ts';
import type { CredentialPlaces } from './credentialPlaces.ts';
import { tccliCredentials } from './tccli.ts';
import { tencentSdkCredentials } from './tencentSdk.ts';

/** The places that the vendors' own tools keep keys in. */
export type VendorPlace = Exclude<CredentialsConfig['from'], 'stored' | 'environment'>;

/** Reads the keys from the file of a vendor's command line or SDK. */
export function vendorCredentials(
  from: VendorPlace,
  profile: string | undefined,
  places: CredentialPlaces,
  signal: AbortSignal,
): Promise<Credentials> {
  switch (from) {
    case 'tccli':
      return tccliCredentials(profile, places, signal);
    case 'tencent-sdk':
      return tencentSdkCredentials(places, signal);
    case 'aliyun-cli':
      return aliyunCliCredentials(profile, places, signal);
    case 'alibaba-sdk':
      return alibabaSdkCredentials(places, signal);
  }
}
