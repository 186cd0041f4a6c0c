import { CloudError } from '../../model/errors.ts';
import type { Words } from '../../model/words.ts';

/** What is wrong with the keys, as the code of the error. */
export type CredentialsCode =
  | 'CredentialsMissing'
  | 'CredentialsInvalid'
  | 'CredentialsExpired'
  | 'CredentialsUnsupported'
  | 'CredentialsTimeOut'
  | 'KeyringLocked'
  | 'SecretStorageUnavailable';

/** An error of kind `credentials` in words of ours, which never repeat a value that was found. */
export function credentialsError(code: CredentialsCode, message: Words): CloudError {
  return new CloudError({ kind: 'credentials', code, message });
}
