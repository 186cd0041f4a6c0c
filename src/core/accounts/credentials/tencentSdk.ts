import { phrase } from '../../model/phrase.ts';
import { words } from '../../model/words.ts';
import type { Credentials } from '../../providers/service.ts';
import { credentialsError } from './credentialErrors.ts';
import { type CredentialFile, fileInVariable, homeFile, readFirstFile } from './credentialFile.ts';
import type { CredentialPlaces } from './credentialPlaces.ts';
import { iniKey, iniSection, iniText } from './iniKeys.ts';
import { keyPair } from './keyPair.ts';

const systemFile: CredentialFile = {
  path: '/etc/tencentcloud/credentials',
  shown: '/etc/tencentcloud/credentials',
};

/**
 * Reads the file that `TENCENTCLOUD_CREDENTIALS_FILE` names, `~/.tencentcloud/credentials`, or the machine's, as the
 * SDKs do. They know no profiles.
 * @throws CloudError of kind `credentials`; the signal's reason.
 */
export async function tencentSdkCredentials(
  places: CredentialPlaces,
  signal: AbortSignal,
): Promise<Credentials> {
  const named = fileInVariable('TENCENTCLOUD_CREDENTIALS_FILE', places);
  const own = homeFile(places, '.tencentcloud', 'credentials');
  const { file, text } = await readFirstFile(
    named === undefined ? [own, systemFile] : [named],
    places,
    signal,
  );
  const section = iniSection(text, 'default', file);
  const pair = keyPair(
    {
      id: iniKey(section, 'secret_id', file),
      secret: iniKey(section, 'secret_key', file),
      token: iniKey(section, 'token', file),
    },
    file.shown,
  );
  if (iniText(section, 'role_arn') !== '') {
    throw credentialsError(
      'CredentialsUnsupported',
      words(
        phrase('{0} names a role (role_arn), for which its keys would have to be exchanged first.'),
        file.shown,
      ),
    );
  }
  return pair;
}
