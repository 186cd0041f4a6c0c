import type { Account, ServiceConfig } from '../clouds/account.ts';
import type { Credentials } from '../clouds/service.ts';
import type { DemoCloud } from '../demo/demoCloud.ts';

/** Accounts for what the demo cloud offers, with the key pairs it has made up for this run. */
export function demoAccounts(cloud: DemoCloud): { account: Account; credentials: Credentials }[] {
  const endpoint = new URL(cloud.url);
  const stored = { from: 'stored' } as const;
  const [subApp] = cloud.model.subApps;
  const media: ServiceConfig[] = [
    { kind: 'mps', key: 'mps', endpoint },
    { kind: 'vod', key: 'vod', endpoint, subAppId: subApp?.id },
  ];
  return [
    {
      account: {
        id: 'demo',
        label: 'Demo',
        cloud: 'tencent',
        site: 'international',
        credentials: stored,
        services: media,
      },
      credentials: cloud.credentials.tencent,
    },
    {
      account: {
        id: 'demo-china',
        label: 'Demo China',
        cloud: 'tencent',
        site: 'china',
        credentials: stored,
        services: media,
      },
      credentials: cloud.credentials.tencentChina,
    },
  ];
}
