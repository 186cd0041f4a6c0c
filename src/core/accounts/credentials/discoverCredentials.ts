import type { Cloud, CredentialsConfig } from '../../model/account.ts';
import { CloudError } from '../../model/errors.ts';
import { cloudOffers } from '../cloudOffers.ts';
import { otherAliyunCliProfiles } from './aliyunCli.ts';
import type { CredentialPlaces } from './credentialPlaces.ts';
import { credentialSource } from './credentialSource.ts';
import { otherTccliProfiles } from './tccli.ts';

/** A place a new account could take its keys from. */
export interface DiscoveredCredentials {
  readonly credentials: CredentialsConfig;
  /** Absent when usable keys are there. */
  readonly problem: string | undefined;
}

/** The places that fit a cloud, other than VS Code's own storage, each tried; one entry per profile. */
export async function discoverCredentials(
  cloud: Cloud,
  places: CredentialPlaces,
  signal: AbortSignal,
): Promise<readonly DiscoveredCredentials[]> {
  const candidates = await Promise.all(
    cloudOffers[cloud].credentials
      .filter((from) => from !== 'stored')
      .map(async (from): Promise<readonly CredentialsConfig[]> => {
        const profiles = await profilesOf(from, places, signal);
        return [{ from }, ...profiles.map((profile) => ({ from, profile }))];
      }),
  );
  return await Promise.all(
    candidates.flat().map(async (credentials) => {
      const source = credentialSource(
        { id: '', label: '', cloud, credentials },
        places,
        async () => undefined,
      );
      try {
        await source(signal);
        return { credentials, problem: undefined };
      } catch (error) {
        if (error instanceof CloudError) {
          return { credentials, problem: error.message };
        }
        throw error;
      }
    }),
  );
}

/** Profiles besides the one the tool itself uses, which is what a place without a profile name means. */
async function profilesOf(
  from: CredentialsConfig['from'],
  places: CredentialPlaces,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (from === 'tccli') {
    return await otherTccliProfiles(places);
  }
  if (from === 'aliyun-cli') {
    return await otherAliyunCliProfiles(places, signal);
  }
  return [];
}
