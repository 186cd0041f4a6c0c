import * as v from 'valibot';
import { phrase } from '../../model/phrase.ts';
import { words } from '../../model/words.ts';
import type { Credentials } from '../../providers/service.ts';
import { isProfileName } from '../profileName.ts';
import { credentialsError } from './credentialErrors.ts';
import { type CredentialFile, homeFile, parseCredentialJson, readCredentialFile } from './credentialFile.ts';
import type { CredentialPlaces } from './credentialPlaces.ts';
import { chosenTccliProfile, firstSet, refuseRoleVariables } from './environment.ts';
import { keyPair } from './keyPair.ts';

const extension = '.credential';

/** With all of these, TCCLI works as the role of a pod, whatever its profile says. */
const podVariables = ['TKE_REGION', 'TKE_PROVIDER_ID', 'TKE_WEB_IDENTITY_TOKEN_FILE', 'TKE_ROLE_ARN'];

/**
 * `<profile>.credential` as TCCLI writes it. `type` is absent for a plain key pair; `oauth` and `sso` keep
 * temporary keys in the same fields and say in `expiresAt` (Unix seconds) how long they hold.
 */
const credentialFile = v.object({
  type: v.optional(v.nullable(v.string())),
  secretId: v.optional(v.nullable(v.string())),
  secretKey: v.optional(v.nullable(v.string())),
  token: v.optional(v.nullable(v.string())),
  expiresAt: v.optional(v.nullable(v.number())),
  'role-arn': v.optional(v.nullable(v.string())),
});

/**
 * Reads `~/.tccli/<profile>.credential`. The order of TCCLI is role, temporary keys, permanent keys: keys behind
 * which a role stands are refused, for they would work as somebody else.
 * @throws CloudError of kind `credentials`; the signal's reason.
 */
export async function tccliCredentials(
  profile: string | undefined,
  places: CredentialPlaces,
  signal: AbortSignal,
): Promise<Credentials> {
  const file = tccliFile(profile, places);
  const parsed = v.safeParse(
    credentialFile,
    parseCredentialJson(await readCredentialFile(file, places, signal), file),
  );
  if (!parsed.success) {
    throw credentialsError(
      'CredentialsInvalid',
      words(phrase('{0} is not a credential file of TCCLI.'), file.shown),
    );
  }
  const { type, secretId, secretKey, token, expiresAt, 'role-arn': role } = parsed.output;
  if (type === 'cvm-role') {
    throw credentialsError(
      'CredentialsUnsupported',
      words(
        phrase('{0} stands for the role of a virtual machine and holds no keys; use another profile.'),
        file.shown,
      ),
    );
  }
  const expires = typeof expiresAt === 'number';
  if (expires && expiresAt * 1000 <= places.now()) {
    throw credentialsError(
      'CredentialsExpired',
      words(phrase('The keys in {0} have expired; log in again with the CLI (tccli).'), file.shown),
    );
  }
  const pair = keyPair(
    {
      id: { name: 'secretId', value: secretId },
      secret: { name: 'secretKey', value: secretKey },
      token: { name: 'token', value: token },
      // Keys set by hand over those of a login have neither a token nor a time.
      temporary: expires,
    },
    file.shown,
  );
  if (typeof role === 'string' && role.trim() !== '') {
    throw credentialsError(
      'CredentialsUnsupported',
      words(
        phrase(
          '{0} names a role (role-arn), for which its keys would have to be exchanged first; use another profile.',
        ),
        file.shown,
      ),
    );
  }
  refuseTccliRoles(profile, places);
  return pair;
}

/** Profiles TCCLI keeps a credential file for, besides the one it takes by itself. */
export async function otherTccliProfiles(places: CredentialPlaces): Promise<readonly string[]> {
  const names = await places.readFolder(homeFile(places, '.tccli').path).catch(() => []);
  const chosen = chosenTccliProfile(places.env);
  return names
    .filter((name) => name.endsWith(extension))
    .map((name) => name.slice(0, -extension.length))
    .filter((name) => name !== chosen && isProfileName('tccli', name))
    .sort();
}

function tccliFile(profile: string | undefined, places: CredentialPlaces): CredentialFile {
  const name = profile ?? chosenTccliProfile(places.env);
  if (!isProfileName('tccli', name)) {
    throw credentialsError(
      'CredentialsInvalid',
      words(phrase('{0} does not name a profile.'), profile === undefined ? 'TCCLI_PROFILE' : 'credentials'),
    );
  }
  return homeFile(places, '.tccli', ...`${name}${extension}`.split('/'));
}

/** With a profile that is named, TCCLI looks at no variables but those of a pod. */
function refuseTccliRoles(profile: string | undefined, places: CredentialPlaces): void {
  if (profile === undefined) {
    refuseRoleVariables(['TENCENTCLOUD_ROLE_ARN'], places);
  }
  if (podVariables.every((name) => firstSet([name], places) !== undefined)) {
    refuseRoleVariables(['TKE_ROLE_ARN'], places);
  }
}
