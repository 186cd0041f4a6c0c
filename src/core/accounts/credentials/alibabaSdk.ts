import type { Credentials } from '../../providers/service.ts';
import { homeFile, readCredentialFile } from './credentialFile.ts';
import { type CredentialPlaces, credentialsUnsupported } from './credentialPlaces.ts';
import { iniDefaults } from './iniDefaults.ts';
import { keyPair } from './keyPair.ts';

/**
 * Reads `~/.alibabacloud/credentials`. Types `access_key` and `sts` carry keys; the others (`ecs_ram_role`,
 * `ram_role_arn`, `rsa_key_pair`) would have to be exchanged first.
 * @throws CloudError of kind `credentials`; the signal's reason.
 */
export async function alibabaSdkCredentials(
  places: CredentialPlaces,
  signal: AbortSignal,
): Promise<Credentials> {
  const file = homeFile(places, '.alibabacloud', 'credentials');
  const section = iniDefaults(await readCredentialFile(file, places, signal), file);
  const type = section.type ?? 'access_key';
  if (type !== 'access_key' && type !== 'sts') {
    throw credentialsUnsupported(
      `[default] in ${file.shown} is of a type without keys of its own; only access_key and sts can be used.`,
    );
  }
  return keyPair(
    {
      id: { name: 'access_key_id', value: section.access_key_id },
      secret: { name: 'access_key_secret', value: section.access_key_secret },
      token: type === 'sts' ? { name: 'security_token', value: section.security_token } : undefined,
    },
    file.shown,
  );
}
