import type { CredentialsConfig } from '../../model/account.ts';
import { waitFor } from '../../model/waitFor.ts';
import type { Credentials } from '../../providers/service.ts';
import { alibabaSdkCredentials, otherAlibabaSdkSections } from './alibabaSdk.ts';
import { aliyunCliCredentials, otherAliyunCliProfiles } from './aliyunCli.ts';
import type { CredentialPlaces } from './credentialPlaces.ts';
import { otherTccliProfiles, tccliCredentials } from './tccli.ts';
import { tencentSdkCredentials } from './tencentSdk.ts';

const longestWaitMs = 5_000;

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
      return alibabaSdkCredentials(profile, places, signal);
  }
}

/** Names of profiles besides the one that a tool takes by itself, sorted; none where they cannot be read in time. */
export async function otherProfiles(
  from: VendorPlace,
  places: CredentialPlaces,
  signal: AbortSignal,
): Promise<readonly string[]> {
  try {
    return await waitFor(
      (stop) => profileNames(from, places, stop),
      longestWaitMs,
      signal,
      () => new Error(),
    );
  } catch {
    signal.throwIfAborted();
    return [];
  }
}

async function profileNames(
  from: VendorPlace,
  places: CredentialPlaces,
  signal: AbortSignal,
): Promise<readonly string[]> {
  switch (from) {
    case 'tccli':
      return await otherTccliProfiles(places);
    case 'aliyun-cli':
      return await otherAliyunCliProfiles(places, signal);
    case 'alibaba-sdk':
      return await otherAlibabaSdkSections(places, signal);
    case 'tencent-sdk':
      return [];
  }
}
