import type { Cloud, CredentialsConfig } from '../model/account.ts';

/** What can be configured for an account of a cloud. */
export interface CloudOffer {
  readonly services: readonly string[];
  readonly credentials: readonly CredentialsConfig['from'][];
}

export const cloudOffers: Readonly<Record<Cloud, CloudOffer>> = {
  tencent: {
    services: ['mps', 'vod', 'cwp'],
    credentials: ['stored', 'environment', 'tccli', 'tencent-sdk'],
  },
  alibaba: {
    services: ['ecs'],
    credentials: ['stored', 'environment', 'aliyun-cli', 'alibaba-sdk'],
  },
  apsaraStack: {
    services: ['ecs'],
    credentials: ['stored', 'environment'],
  },
};

/** The places that keep several key pairs under names. */
export const placesWithProfiles: readonly CredentialsConfig['from'][] = [
  'tccli',
  'aliyun-cli',
  'alibaba-sdk',
];
