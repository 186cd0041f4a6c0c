import type { Cloud, ServiceConfig } from '../../model/account.ts';
import type { AlibabaEndpoint } from './client.ts';
import { type EcsSettings, gatewayPath, signatureOf } from './ecsSettings.ts';

const service = { service: 'ecs', version: '2014-05-26', requestsPerSecond: 20 } as const;

/** Where ECS is reached and how it wants to be asked: the public cloud by convention, a stack as configured. */
export function ecsEndpoint(cloud: Cloud, config: ServiceConfig & EcsSettings): AlibabaEndpoint {
  if (cloud === 'alibaba') {
    const url = config.endpoint ?? new URL(`https://ecs.${config.region}.aliyuncs.com/`);
    return { ...service, signature: 'acs3', place: 'query', headers: {}, urlOf: () => url };
  }
  const signature = signatureOf(cloud, config.signature);
  const path = config.path ?? (signature === 'apiGateway' ? gatewayPath : '/');
  return {
    ...service,
    signature,
    place: 'form',
    headers: config.headers ?? {},
    urlOf: (action) => new URL(pathOf(path, action), config.endpoint),
  };
}

/** The configured path is that of `DescribeTasks`; where paths name the action, another one is its sibling. */
function pathOf(path: string, action: string): string {
  const isRoot = path.endsWith('/');
  return action === 'DescribeTasks' || isRoot ? path : path.replace(/[^/]+$/, action);
}
