import type { Cloud, CredentialsConfig } from '../model/account.ts';
import type { Provider } from '../providers/provider.ts';

export const clouds = ['tencent', 'alibaba', 'apsaraStack'] as const satisfies readonly Cloud[];

/** Where an account of a cloud can have its keys. */
export const credentialKinds: Readonly<Record<Cloud, readonly CredentialsConfig['from'][]>> = {
  tencent: ['stored', 'environment', 'tccli', 'tencent-sdk'],
  alibaba: ['stored', 'environment', 'aliyun-cli', 'alibaba-sdk'],
  apsaraStack: ['stored', 'environment'],
};

/** The places that keep several key pairs under names. */
export const placesWithProfiles: readonly CredentialsConfig['from'][] = [
  'tccli',
  'aliyun-cli',
  'alibaba-sdk',
];

/** What an account of a cloud can list, in the order it is offered. */
export function providersOf(cloud: Cloud, registry: readonly Provider[]): readonly Provider[] {
  return registry.filter((provider) => provider.clouds.includes(cloud));
}
