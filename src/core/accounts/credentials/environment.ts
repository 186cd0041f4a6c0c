import type { Cloud } from '../../model/account.ts';
import { phrase } from '../../model/phrase.ts';
import { words } from '../../model/words.ts';
import type { Credentials } from '../../providers/service.ts';
import { credentialsError } from './credentialErrors.ts';
import type { CredentialPlaces } from './credentialPlaces.ts';
import { type FoundField, keyPair } from './keyPair.ts';

/** Variables that hold one key pair. Of `token`, the first one that is set counts. */
export interface CredentialVariables {
  readonly id: string;
  readonly secret: string;
  readonly token: readonly string[];
}

type Families = readonly [CredentialVariables, ...CredentialVariables[]];

/** By cloud, the documented names first. Names of different families are never mixed to one pair. */
export const credentialVariables: Readonly<Record<Cloud, Families>> = {
  tencent: [
    {
      id: 'TENCENTCLOUD_SECRET_ID',
      secret: 'TENCENTCLOUD_SECRET_KEY',
      // The names of the CLI, the SDKs and Terraform.
      token: ['TENCENTCLOUD_TOKEN', 'TENCENTCLOUD_SESSION_TOKEN', 'TENCENTCLOUD_SECURITY_TOKEN'],
    },
  ],
  alibaba: [
    {
      id: 'ALIBABA_CLOUD_ACCESS_KEY_ID',
      secret: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
      token: ['ALIBABA_CLOUD_SECURITY_TOKEN'],
    },
    // The CLI's older names, then Terraform's.
    {
      id: 'ALIBABACLOUD_ACCESS_KEY_ID',
      secret: 'ALIBABACLOUD_ACCESS_KEY_SECRET',
      token: ['ALIBABACLOUD_SECURITY_TOKEN'],
    },
    {
      id: 'ALICLOUD_ACCESS_KEY_ID',
      secret: 'ALICLOUD_ACCESS_KEY_SECRET',
      token: ['ALICLOUD_SECURITY_TOKEN'],
    },
    { id: 'ALICLOUD_ACCESS_KEY', secret: 'ALICLOUD_SECRET_KEY', token: ['ALICLOUD_SECURITY_TOKEN'] },
  ],
  apsaraStack: [{ id: 'CLOUD_TASKS_APP_KEY', secret: 'CLOUD_TASKS_APP_SECRET', token: [] }],
};

/** Variables that name a role for which the pair beside them would have to be exchanged. */
const roleVariables: Readonly<Record<Cloud, readonly string[]>> = {
  tencent: ['TENCENTCLOUD_ROLE_ARN', 'TENCENTCLOUD_ASSUME_ROLE_ARN', 'TKE_ROLE_ARN'],
  alibaba: [
    'ALIBABA_CLOUD_ROLE_ARN',
    'ALIBABACLOUD_ROLE_ARN',
    'ALICLOUD_ASSUME_ROLE_ARN',
    'ALIBABA_CLOUD_ASSUME_ROLE_ARN',
  ],
  apsaraStack: [],
};

const environment = phrase('the environment VS Code was started with');

/** @throws CloudError `CredentialsMissing`, `CredentialsInvalid` or `CredentialsUnsupported`. */
export function environmentCredentials(cloud: Cloud, places: CredentialPlaces): Credentials {
  const { env } = places;
  const found = (name: string): FoundField => ({ name, value: env[name] });
  const families = credentialVariables[cloud];
  const names = families.find(({ id, secret }) => isSet(env[id]) || isSet(env[secret])) ?? families[0];
  const tokens = names.token.map(found);
  const pair = keyPair(
    {
      id: found(names.id),
      secret: found(names.secret),
      token: tokens.find(({ value }) => isSet(value)) ?? tokens[0],
    },
    words(environment),
  );
  // As the aliyun CLI reads them: temporary keys are those of the role already.
  if (cloud !== 'alibaba' || pair.token === undefined) {
    refuseRoleVariables(roleVariables[cloud], places);
  }
  return pair;
}

/** @throws CloudError `CredentialsUnsupported` when one of these variables names a role. */
export function refuseRoleVariables(names: readonly string[], { env }: CredentialPlaces): void {
  const role = names.find((name) => isSet(env[name]));
  if (role !== undefined) {
    throw credentialsError(
      'CredentialsUnsupported',
      words(
        phrase(
          '{0} in {1} names a role, for which the keys would have to be exchanged first; unset it, or use another place.',
        ),
        role,
        words(environment),
      ),
    );
  }
}

/** The profile that TCCLI takes where none is named. */
export function chosenTccliProfile(env: CredentialPlaces['env']): string {
  return env.TCCLI_PROFILE || 'default';
}

/** The first of these variables that is set. */
export function firstSet(
  names: readonly string[],
  { env }: CredentialPlaces,
): { readonly name: string; readonly value: string } | undefined {
  return names.flatMap((name) => {
    const value = env[name];
    return value === undefined || value === '' ? [] : [{ name, value }];
  })[0];
}

function isSet(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
