import type { Cloud, CredentialsConfig } from '../../model/account.ts';
import { CloudError } from '../../model/errors.ts';
import { credentialKinds } from '../cloudOffers.ts';
import type { CredentialPlaces } from './credentialPlaces.ts';
import { credentialSource } from './credentialSource.ts';

/** A place a new account could take its keys from. */
export interface DiscoveredCredentials {
  readonly credentials: CredentialsConfig;
  /** Absent when usable keys are there, and where {@link unread}. */
  readonly problem: CloudError | undefined;
  /** It was not looked at, because there are so many: whoever chooses it looks. */
  readonly unread?: true;
}

/** A machine can have thousands of profiles: names cost nothing, each look at one costs reading a file. */
const mostReadProfiles = 20;

/** The places that fit a cloud, other than VS Code's own storage; one entry per profile. */
export async function discoverCredentials(
  cloud: Cloud,
  places: CredentialPlaces,
  signal: AbortSignal,
): Promise<readonly DiscoveredCredentials[]> {
  const readOnce = keepingTexts(places);
  const found = await Promise.all(
    credentialKinds[cloud]
      .filter((from) => from !== 'stored')
      .map(async (from) => {
        const names = await profilesOf(from, readOnce, signal);
        const look = (credentials: CredentialsConfig): Promise<DiscoveredCredentials> =>
          lookAt(cloud, credentials, readOnce, signal);
        const read = names.slice(0, mostReadProfiles).map((profile) => look({ from, profile }));
        const unread = names.slice(mostReadProfiles).map(
          (profile): DiscoveredCredentials => ({
            credentials: { from, profile },
            problem: undefined,
            unread: true,
          }),
        );
        return [...(await Promise.all([look({ from }), ...read])), ...unread];
      }),
  );
  return found.flat();
}

/** Tries one place. Rejects only with the signal's reason. */
export async function lookAt(
  cloud: Cloud,
  credentials: CredentialsConfig,
  places: CredentialPlaces,
  signal: AbortSignal,
): Promise<DiscoveredCredentials> {
  const source = credentialSource({ label: '', cloud, credentials }, places, async () => undefined);
  try {
    await source(signal);
    return { credentials, problem: undefined };
  } catch (error) {
    signal.throwIfAborted();
    return { credentials, problem: CloudError.of(error) };
  }
}

/** Profiles besides the one the tool itself uses, which is what a place without a profile name means. */
async function profilesOf(
  from: CredentialsConfig['from'],
  places: CredentialPlaces,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (from === 'stored' || from === 'environment') {
    return [];
  }
  const { otherProfiles } = await import('./vendorCredentials.ts');
  return await otherProfiles(from, places, signal);
}

/** A file that holds all profiles is read once for all of them. */
function keepingTexts(places: CredentialPlaces): CredentialPlaces {
  const texts = new Map<string, Promise<string>>();
  return {
    ...places,
    readFile: (path, signal) => {
      const text = texts.get(path) ?? places.readFile(path, signal);
      texts.set(path, text);
      return text;
    },
  };
}
