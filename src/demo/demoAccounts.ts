import type { WrittenEntry } from '../core/providers/question.ts';
import type { Credentials } from '../core/providers/service.ts';
import type { DemoCloud } from './demoCloud.ts';

export interface DemoAccount {
  readonly id: string;
  /** As it would stand in `cloudTasks.accounts`. */
  readonly entry: WrittenEntry;
  readonly credentials: Credentials;
}

/** How many of the demo's agents are watched: enough to meet every state. */
const watchedAgents = 8;

/** Accounts for what the demo cloud offers, with the key pairs it has made up for this run. */
export function demoAccounts(cloud: DemoCloud): readonly DemoAccount[] {
  const endpoint = cloud.url;
  const [app] = cloud.subApps;
  const agents = cloud.agents.slice(0, watchedAgents).map(({ uuid, name }) => ({ uuid, label: name }));
  const { tencent, tencentChina, alibaba, apsaraStack } = cloud.credentials;
  const international = {
    label: 'Demo',
    cloud: 'tencent',
    site: 'international',
    services: {
      mps: { endpoint },
      vod: { endpoint, subAppId: app?.id, label: app?.name },
      cwp: { endpoint, agents },
    },
  };
  const china = { label: 'Demo China', cloud: 'tencent', site: 'china', services: { mps: { endpoint } } };
  const publicEcs = {
    label: 'Demo Alibaba',
    cloud: 'alibaba',
    services: { ecs: { endpoint, region: 'cn-hangzhou' } },
  };
  const stack = {
    label: 'Demo stack',
    cloud: 'apsaraStack',
    services: {
      ecs: {
        endpoint,
        path: '/apsara/route/Ecs/DescribeTasks',
        region: 'cn-qingdao-env17-d01',
        signature: 'apiGateway',
        headers: { UserEmail: 'demo@example.com' },
      },
    },
  };
  return [
    { id: 'demo', entry: stored(international), credentials: tencent },
    { id: 'demo-china', entry: stored(china), credentials: tencentChina },
    { id: 'demo-alibaba', entry: stored(publicEcs), credentials: alibaba },
    { id: 'demo-stack', entry: stored(stack), credentials: apsaraStack },
  ];
}

function stored(entry: WrittenEntry): WrittenEntry {
  return { ...entry, credentials: 'stored' };
}
