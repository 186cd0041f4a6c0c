import { phrase } from '../../model/phrase.ts';
import { type Words, words } from '../../model/words.ts';
import type { Credentials } from '../../providers/service.ts';
import { isProfileName } from '../profileName.ts';
import { credentialsError } from './credentialErrors.ts';
import { type CredentialFile, fileInVariable, homeFile, readFirstFile } from './credentialFile.ts';
import type { CredentialPlaces } from './credentialPlaces.ts';
import { firstSet } from './environment.ts';
import { parseIni } from './iniFile.ts';
import { iniKey, iniSection, iniText } from './iniKeys.ts';
import { isTemporaryId, keyPair } from './keyPair.ts';
import { cannotBeUsed, type NoKeysOfItsOwn } from './noKeysOfItsOwn.ts';

const defaultSection = 'default';

/** Why a type of the SDKs cannot be used here. */
const refusals: ReadonlyMap<string, NoKeysOfItsOwn> = new Map([
  ['ecs_ram_role', 'machineRole'],
  ['ram_role_arn', 'role'],
  ['oidc_role_arn', 'role'],
  ['rsa_key_pair', 'rsaKeyPair'],
  ['bearer', 'bearerToken'],
  ['credentials_uri', 'address'],
]);

/** The section that the SDKs take where none is named: `ALIBABA_CLOUD_PROFILE` says which. */
export function chosenAlibabaSdkSection(places: CredentialPlaces): string {
  return firstSet(['ALIBABA_CLOUD_PROFILE'], places)?.value ?? defaultSection;
}

/**
 * Reads a section of the file that `ALIBABA_CLOUD_CREDENTIALS_FILE` names, or of `~/.alibabacloud/credentials`, which
 * the SDKs for Java and Python call `credentials.ini`. Types `access_key` and `sts` carry keys; the others would have
 * to be exchanged first.
 * @throws CloudError of kind `credentials`; the signal's reason.
 */
export async function alibabaSdkCredentials(
  profile: string | undefined,
  places: CredentialPlaces,
  signal: AbortSignal,
): Promise<Credentials> {
  const { file, text } = await readSdkFile(places, signal);
  const name = profile ?? chosenAlibabaSdkSection(places);
  const section = iniSection(text, name, file);
  const place = words(phrase('[{0}] in {1}'), name, file.shown);
  const type =
    iniText(section, 'type') || (iniText(section, 'role_arn') === '' ? 'access_key' : 'ram_role_arn');
  if (type !== 'access_key' && type !== 'sts') {
    throw unusable(place, type);
  }
  const temporary = type === 'sts' || isTemporaryId(iniText(section, 'access_key_id'));
  return keyPair(
    {
      id: iniKey(section, 'access_key_id', file),
      secret: iniKey(section, 'access_key_secret', file),
      token: temporary ? iniKey(section, 'security_token', file) : undefined,
      temporary,
    },
    place,
  );
}

/** Sections besides the one that the SDKs take by themselves; none where the file cannot be read. */
export async function otherAlibabaSdkSections(
  places: CredentialPlaces,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const read = await readSdkFile(places, signal).catch(() => undefined);
  const chosen = chosenAlibabaSdkSection(places);
  return [...parseIni(read?.text ?? '').keys()]
    .filter((name) => name !== chosen && isProfileName('alibaba-sdk', name))
    .sort();
}

async function readSdkFile(
  places: CredentialPlaces,
  signal: AbortSignal,
): Promise<{ readonly file: CredentialFile; readonly text: string }> {
  const named = fileInVariable('ALIBABA_CLOUD_CREDENTIALS_FILE', places);
  const inHome = (name: string): CredentialFile => homeFile(places, '.alibabacloud', name);
  return await readFirstFile(
    named === undefined ? [inHome('credentials'), inHome('credentials.ini')] : [named],
    places,
    signal,
  );
}

function unusable(place: Words, type: string): Error {
  return credentialsError(
    'CredentialsUnsupported',
    words(phrase('{0} {1}; use one of type access_key or sts.'), place, cannotBeUsed(refusals.get(type))),
  );
}
