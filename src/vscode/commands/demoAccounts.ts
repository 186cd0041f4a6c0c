import type { Account, ServiceConfig } from '../../core/model/account.ts';
import type { Credentials } from '../../core/providers/service.ts';
import type { DemoCloud } from '../../demo/demoCloud.ts';

export interface DemoAccount {
  readonly account: Account;
  readonly credentials: Credentials;
}

/** How many of the demo's agents are watched: enough to meet every state. */
const watchedAgents = 8;

/** Accounts for what the demo cloud offers, with the key pairs it has made up for this run. */
export function demoAccounts(cloud: DemoCloud): readonly DemoAccount[] {
  const endpoint = new URL(cloud.url);
  const [subAppId] = cloud.subAppIds;
  const agents = cloud.agents.slice(0, watchedAgents).map(({ uuid, name }) => ({ uuid, label: name }));
  const mps: ServiceConfig = { kind: 'mps', key: 'mps', endpoint };
  const vod: ServiceConfig = { kind: 'vod', key: 'vod', endpoint, subAppId };
  const cwp: ServiceConfig = { kind: 'cwp', key: 'cwp', endpoint, agents };
  const ecs: ServiceConfig = { kind: 'ecs', key: 'ecs', endpoint, region: 'cn-hangzhou' };
  const stack: ServiceConfig = {
    kind: 'ecs',
    key: 'ecs',
    endpoint,
    path: '/apsara/route/Ecs/DescribeTasks',
    region: 'cn-qingdao-env17-d01',
    signature: 'apiGateway',
    headers: { UserEmail: 'demo@example.com' },
  };
  const { tencent, tencentChina, alibaba, apsaraStack } = cloud.credentials;
  return [
    { account: account('demo', 'Demo', 'tencent', 'international', [mps, vod, cwp]), credentials: tencent },
    { account: account('demo-china', 'Demo China', 'tencent', 'china', [mps]), credentials: tencentChina },
    { account: account('demo-alibaba', 'Demo Alibaba', 'alibaba', 'china', [ecs]), credentials: alibaba },
    {
      account: account('demo-stack', 'Demo stack', 'apsaraStack', 'china', [stack]),
      credentials: apsaraStack,
    },
  ];
}

function account(
  id: string,
  label: string,
  cloud: Account['cloud'],
  site: Account['site'],
  services: readonly ServiceConfig[],
): Account {
  return { id, label, cloud, site, credentials: { from: 'stored' }, services };
}
