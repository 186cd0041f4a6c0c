import type { Cloud } from '../../model/account.ts';
import type { Credentials } from '../../providers/service.ts';
import type { CredentialPlaces } from './credentialPlaces.ts';
import { type FoundField, keyPair } from './keyPair.ts';

/** The variables of a cloud. Of `token`, the first one that is set counts. */
export interface CredentialVariables {
  readonly id: string;
  readonly secret: string;
  readonly token: readonly string[];
}

export const credentialVariables: Readonly<Record<Cloud, CredentialVariables>> = {
  tencent: {
    id: 'TENCENTCLOUD_SECRET_ID',
    secret: 'TENCENTCLOUD_SECRET_KEY',
    // The CLI's name and the SDKs' name.
    token: ['TENCENTCLOUD_TOKEN', 'TENCENTCLOUD_SESSION_TOKEN'],
  },
  alibaba: {
    id: 'ALIBABA_CLOUD_ACCESS_KEY_ID',
    secret: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
    token: ['ALIBABA_CLOUD_SECURITY_TOKEN'],
  },
  apsaraStack: { id: 'CLOUD_TASKS_APP_KEY', secret: 'CLOUD_TASKS_APP_SECRET', token: [] },
};

/** @throws CloudError `CredentialsMissing` or `CredentialsInvalid`. */
export function environmentCredentials(cloud: Cloud, { env }: CredentialPlaces): Credentials {
  const names = credentialVariables[cloud];
  const found = (name: string): FoundField => ({ name, value: env[name] });
  const tokens = names.token.map(found);
  return keyPair(
    {
      id: found(names.id),
      secret: found(names.secret),
      token: tokens.find(({ value }) => value !== undefined && value !== ''),
    },
    'the environment VS Code was started with',
  );
}
