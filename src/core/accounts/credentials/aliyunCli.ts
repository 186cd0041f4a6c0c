import * as v from 'valibot';
import { phrase } from '../../model/phrase.ts';
import { type Words, words } from '../../model/words.ts';
import type { Credentials } from '../../providers/service.ts';
import { isProfileName } from '../profileName.ts';
import { credentialsError } from './credentialErrors.ts';
import { type CredentialFile, homeFile, parseCredentialJson, readCredentialFile } from './credentialFile.ts';
import type { CredentialPlaces } from './credentialPlaces.ts';
import { firstSet } from './environment.ts';
import { isTemporaryId, keyPair } from './keyPair.ts';
import { cannotBeUsed, type NoKeysOfItsOwn } from './noKeysOfItsOwn.ts';

const defaultProfile = 'default';

/** In the order of the CLI. */
const profileVariables = ['ALIBABACLOUD_PROFILE', 'ALIBABA_CLOUD_PROFILE', 'ALICLOUD_PROFILE'];
const ignoreVariables = ['ALIBABA_CLOUD_IGNORE_PROFILE', 'ALIBABACLOUD_IGNORE_PROFILE'];

const text = v.optional(v.nullable(v.string()));
const profileEntry = v.object({
  name: v.string(),
  mode: text,
  access_key_id: text,
  access_key_secret: text,
  sts_token: text,
  ram_role_arn: text,
  /** Unix seconds, of the keys that a login has left behind. */
  sts_expiration: v.optional(v.nullable(v.number())),
});
const configFile = v.object({ current: text, profiles: v.array(v.unknown()) });

type Profile = v.InferOutput<typeof profileEntry>;

/** Why a mode of the CLI cannot be used here, by its name in lower case. None is ever run: `External` is a command. */
const refusals: ReadonlyMap<string, NoKeysOfItsOwn> = new Map([
  ['anonymous', 'anonymous'],
  ['bearertoken', 'bearerToken'],
  ['chainableramrolearn', 'role'],
  ['cloudsso', 'login'],
  ['credentialsuri', 'address'],
  ['ecsramrole', 'machineRole'],
  ['external', 'program'],
  ['oauth', 'login'],
  ['oidc', 'login'],
  ['ramrolearn', 'role'],
  ['ramrolearnwithecs', 'role'],
  ['ramrolearnwithrolename', 'role'],
  ['rsakeypair', 'rsaKeyPair'],
]);

/** The modes that leave the keys of their last login in the profile. */
const cachingModes: readonly string[] = ['oauth', 'cloudsso'];

/**
 * Reads a profile of `~/.aliyun/config.json`, the one that the CLI takes by itself where none is named.
 * @throws CloudError of kind `credentials`; the signal's reason.
 */
export async function aliyunCliCredentials(
  profile: string | undefined,
  places: CredentialPlaces,
  signal: AbortSignal,
): Promise<Credentials> {
  const file = configFileIn(places);
  const config = await readConfig(places, signal);
  if (profile === undefined && firstSet(ignoreVariables, places)?.value === 'TRUE') {
    throw credentialsError(
      'CredentialsUnsupported',
      words(
        phrase('{0} tells the CLI to use no profile; name one, or use the environment.'),
        'ALIBABA_CLOUD_IGNORE_PROFILE',
      ),
    );
  }
  const wanted = profile ?? chosenProfile(config.current, places);
  // Only the wanted profile has to be readable; a newer CLI may keep others in shapes unknown here.
  const entry = config.profiles
    .map((candidate) => v.safeParse(profileEntry, candidate))
    .find((candidate) => candidate.success && candidate.output.name === wanted);
  if (entry?.success !== true) {
    throw credentialsError(
      'CredentialsMissing',
      words(phrase('There is no profile "{0}" in {1}.'), wanted, file.shown),
    );
  }
  return profileKeys(entry.output, words(phrase('profile "{0}" in {1}'), wanted, file.shown), places);
}

/** Names of the CLI's profiles besides the one it takes by itself; none where the file cannot be read. */
export async function otherAliyunCliProfiles(
  places: CredentialPlaces,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const config = await readConfig(places, signal).catch(() => undefined);
  const chosen = chosenProfile(config?.current, places);
  const names = (config?.profiles ?? []).flatMap((entry) => {
    const parsed = v.safeParse(profileEntry, entry);
    return parsed.success ? [parsed.output.name] : [];
  });
  return [...new Set(names)].filter((name) => name !== chosen && isProfileName('aliyun-cli', name)).sort();
}

function profileKeys(profile: Profile, place: Words, places: CredentialPlaces): Credentials {
  const mode = modeOf(profile);
  const { access_key_id: id, access_key_secret: secret, sts_token: token } = profile;
  const cached = cachingModes.includes(mode) && Boolean(id) && Boolean(secret);
  if (mode !== 'ak' && mode !== 'ststoken' && !cached) {
    throw credentialsError(
      'CredentialsUnsupported',
      words(
        phrase('The {0} {1}; use a profile of mode AK or StsToken.'),
        place,
        cannotBeUsed(refusals.get(mode)),
      ),
    );
  }
  if (cached && !((profile.sts_expiration ?? 0) * 1000 > places.now())) {
    throw credentialsError(
      'CredentialsExpired',
      words(phrase('The keys of {0} have expired; log in again with the CLI (aliyun).'), place),
    );
  }
  // A pair of mode AK can have a token from before, which the CLI does not send.
  const withToken = mode !== 'ak' || (typeof id === 'string' && isTemporaryId(id));
  return keyPair(
    {
      id: { name: 'access_key_id', value: id },
      secret: { name: 'access_key_secret', value: secret },
      token: withToken ? { name: 'sts_token', value: token } : undefined,
      temporary: withToken,
    },
    place,
  );
}

/** In lower case. Without one, the CLI looks at what the profile holds. */
function modeOf({ mode, sts_token: token, ram_role_arn: role }: Profile): string {
  if (mode !== undefined && mode !== null && mode !== '') {
    return mode.toLowerCase();
  }
  if (token) {
    return 'ststoken';
  }
  return role ? 'ramrolearn' : 'ak';
}

function chosenProfile(current: string | null | undefined, places: CredentialPlaces): string {
  return firstSet(profileVariables, places)?.value ?? (current || defaultProfile);
}

function configFileIn(places: CredentialPlaces): CredentialFile {
  return homeFile(places, '.aliyun', 'config.json');
}

async function readConfig(
  places: CredentialPlaces,
  signal: AbortSignal,
): Promise<v.InferOutput<typeof configFile>> {
  const file = configFileIn(places);
  const content = await readCredentialFile(file, places, signal);
  const config = v.safeParse(configFile, parseCredentialJson(content, file));
  if (!config.success) {
    throw credentialsError(
      'CredentialsInvalid',
      words(phrase('{0} is not a configuration of the aliyun CLI.'), file.shown),
    );
  }
  return config.output;
}
