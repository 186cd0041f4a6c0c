import * as v from 'valibot';
import type { Credentials } from '../../providers/service.ts';
import { homeFile, parseCredentialJson, readCredentialFile } from './credentialFile.ts';
import {
  type CredentialPlaces,
  credentialsExpired,
  credentialsInvalid,
  credentialsUnsupported,
} from './credentialPlaces.ts';
import { keyPair } from './keyPair.ts';

const defaultProfile = 'default';
const extension = '.credential';

/**
 * `<profile>.credential` as TCCLI writes it. `type` is absent for a plain key pair; `oauth` and `sso` keep
 * temporary keys in the same fields and say in `expiresAt` (Unix seconds) how long they hold.
 */
const credentialFile = v.object({
  type: v.optional(v.string()),
  secretId: v.optional(v.nullable(v.string())),
  secretKey: v.optional(v.nullable(v.string())),
  token: v.optional(v.nullable(v.string())),
  expiresAt: v.optional(v.nullable(v.number())),
});

/** Reads `~/.tccli/<profile>.credential`. @throws CloudError of kind `credentials`; the signal's reason. */
export async function tccliCredentials(
  profile: string | undefined,
  places: CredentialPlaces,
  signal: AbortSignal,
): Promise<Credentials> {
  const file = homeFile(places, '.tccli', `${profile ?? defaultProfile}${extension}`);
  const parsed = v.safeParse(
    credentialFile,
    parseCredentialJson(await readCredentialFile(file, places, signal), file),
  );
  if (!parsed.success) {
    throw credentialsInvalid(`${file.shown} is not a credential file of TCCLI.`);
  }
  const { type, secretId, secretKey, token, expiresAt } = parsed.output;
  if (type === 'cvm-role') {
    throw credentialsUnsupported(
      `${file.shown} stands for the role of a virtual machine and holds no keys; use another profile.`,
    );
  }
  if (typeof expiresAt === 'number' && expiresAt * 1000 <= places.now()) {
    throw credentialsExpired(`The keys in ${file.shown} have expired; log in again with the CLI (tccli).`);
  }
  return keyPair(
    {
      id: { name: 'secretId', value: secretId },
      secret: { name: 'secretKey', value: secretKey },
      token: { name: 'token', value: token },
    },
    file.shown,
  );
}

/** Profiles TCCLI keeps a credential file for, besides its default one. */
export async function otherTccliProfiles(places: CredentialPlaces): Promise<readonly string[]> {
  const names = await places.readFolder(homeFile(places, '.tccli').path).catch(() => []);
  return names
    .filter((name) => name.endsWith(extension) && name !== `${defaultProfile}${extension}`)
    .map((name) => name.slice(0, -extension.length))
    .sort();
}
