import type { Credentials } from '../../providers/service.ts';
import { homeFile, readCredentialFile } from './credentialFile.ts';
import type { CredentialPlaces } from './credentialPlaces.ts';
import { iniDefaults } from './iniDefaults.ts';
import { keyPair } from './keyPair.ts';

/** Reads `~/.tencentcloud/credentials`. @throws CloudError of kind `credentials`; the signal's reason. */
export async function tencentSdkCredentials(
  places: CredentialPlaces,
  signal: AbortSignal,
): Promise<Credentials> {
  const file = homeFile(places, '.tencentcloud', 'credentials');
  const section = iniDefaults(await readCredentialFile(file, places, signal), file);
  return keyPair(
    {
      id: { name: 'secret_id', value: section.secret_id },
      secret: { name: 'secret_key', value: section.secret_key },
      token: { name: 'token', value: section.token },
    },
    file.shown,
  );
}
