import * as v from 'valibot';
import type { Credentials } from '../../providers/service.ts';
import { type HomeFile, homeFile, parseCredentialJson, readCredentialFile } from './credentialFile.ts';
import {
  type CredentialPlaces,
  credentialsInvalid,
  credentialsMissing,
  credentialsUnsupported,
} from './credentialPlaces.ts';
import { keyPair } from './keyPair.ts';

const defaultProfile = 'default';

const profileEntry = v.object({
  name: v.string(),
  mode: v.optional(v.string()),
  access_key_id: v.optional(v.nullable(v.string())),
  access_key_secret: v.optional(v.nullable(v.string())),
  sts_token: v.optional(v.nullable(v.string())),
});
const configFile = v.object({ current: v.optional(v.string()), profiles: v.array(v.unknown()) });

/** Why a mode of the CLI cannot be used here. None of them is ever run: `External` is a command of somebody's. */
const refusals: Readonly<Record<string, string>> = {
  External: 'gets its keys by running a program, which this extension does not do',
  CredentialsURI: 'fetches its keys from an address',
  EcsRamRole: 'stands for the role of a virtual machine and holds no keys',
  RamRoleArn: 'has to exchange its keys for those of a role first',
  RamRoleArnWithEcs: 'stands for the role of a virtual machine and holds no keys',
  ChainableRamRoleArn: 'has to exchange its keys for those of a role first',
  RsaKeyPair: 'holds an RSA key pair, not an access key',
  OIDC: 'gets its keys by a login of its own',
  CloudSSO: 'gets its keys by a login of its own',
  OAuth: 'gets its keys by a login of its own',
};

/**
 * Reads a profile of `~/.aliyun/config.json`, the CLI's current one where none is named.
 * @throws CloudError of kind `credentials`; the signal's reason.
 */
export async function aliyunCliCredentials(
  profile: string | undefined,
  places: CredentialPlaces,
  signal: AbortSignal,
): Promise<Credentials> {
  const file = configFileIn(places);
  const config = await readConfig(places, signal);
  const wanted = profile ?? config.current ?? defaultProfile;
  // Only the wanted profile has to be readable; a newer CLI may keep others in shapes unknown here.
  const entry = config.profiles
    .map((candidate) => v.safeParse(profileEntry, candidate))
    .find((candidate) => candidate.success && candidate.output.name === wanted);
  if (entry?.success !== true) {
    throw credentialsMissing(`There is no profile "${wanted}" in ${file.shown}.`);
  }
  const { mode = 'AK', access_key_id, access_key_secret, sts_token } = entry.output;
  const place = `profile "${wanted}" in ${file.shown}`;
  if (mode !== 'AK' && mode !== 'StsToken') {
    const reason = Object.hasOwn(refusals, mode) ? refusals[mode] : 'is of a kind that is not known here';
    throw credentialsUnsupported(`The ${place} ${reason}; use a profile of mode AK or StsToken.`);
  }
  return keyPair(
    {
      id: { name: 'access_key_id', value: access_key_id },
      secret: { name: 'access_key_secret', value: access_key_secret },
      token: mode === 'StsToken' ? { name: 'sts_token', value: sts_token } : undefined,
    },
    place,
  );
}

/** Names of the CLI's profiles besides its current one; none where the file cannot be read. */
export async function otherAliyunCliProfiles(
  places: CredentialPlaces,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const config = await readConfig(places, signal).catch(() => undefined);
  const names = (config?.profiles ?? []).flatMap((entry) => {
    const parsed = v.safeParse(profileEntry, entry);
    return parsed.success ? [parsed.output.name] : [];
  });
  return names.filter((name) => name !== (config?.current ?? defaultProfile)).sort();
}

function configFileIn(places: CredentialPlaces): HomeFile {
  return homeFile(places, '.aliyun', 'config.json');
}

async function readConfig(
  places: CredentialPlaces,
  signal: AbortSignal,
): Promise<v.InferOutput<typeof configFile>> {
  const file = configFileIn(places);
  const text = await readCredentialFile(file, places, signal);
  const config = v.safeParse(configFile, parseCredentialJson(text, file));
  if (!config.success) {
    throw credentialsInvalid(`${file.shown} is not a configuration of the aliyun CLI.`);
  }
  return config.output;
}
