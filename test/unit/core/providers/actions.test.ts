import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAccounts } from '../../../../src/core/accounts/accountSettings.ts';
import type { Account, ServiceConfig } from '../../../../src/core/model/account.ts';
import { type Provider, providerOf } from '../../../../src/core/providers/provider.ts';
import { providers } from '../../../../src/core/providers/registry.ts';
import type { Credentials } from '../../../../src/core/providers/service.ts';
import { demoAccounts } from '../../../../src/demo/demoAccounts.ts';
import { type DemoCloud, startDemoCloud } from '../../../../src/demo/demoCloud.ts';
import { serviceContext } from './serviceContext.ts';

const { signal } = new AbortController();
let cloud: DemoCloud;

beforeAll(async () => {
  cloud = await startDemoCloud({ population: { live: false }, requestsPerSecond: 100_000 });
});
afterAll(() => cloud.close());

/** Does everything that can be done with a service, and tells the actions that were called. */
async function called(
  provider: Provider,
  account: Account,
  config: ServiceConfig,
  credentials: Credentials,
): Promise<readonly string[]> {
  cloud.requests.clear();
  const context = serviceContext({ cloud: account.cloud, credentials, config });
  const service = provider.create(context);
  const pages = await Promise.all(
    service.statuses.map(({ status }) => service.list({ status, limit: 20 }, signal)),
  );
  for (const { id } of pages.flatMap(({ tasks }) => tasks)) {
    expect(provider.idPattern.exec(`see ${id}, please`)?.[0]).toBe(id);
  }
  const good = service.statuses.find(({ severity }) => severity === 'good')?.status;
  const task = pages.flatMap(({ tasks }) => tasks).find(({ status }) => status === good);
  await service.detail(task?.id ?? '', signal);
  await service.names?.(['5285890784246869930'], signal);
  await service.start?.(task?.id ?? '', signal);
  await service.check?.(signal);
  await provider.pick?.offer(context, provider.pick.scopeStart, signal);
  return cloud.requests.entries.map(({ action }) => action);
}

describe.each(providers.map((provider) => [provider.title, provider] as const))('%s', (_title, provider) => {
  it('names every permission that its calls need, and no other, and finds its ids in a text', async () => {
    const made: string[] = [];
    for (const { entry, id, credentials } of demoAccounts(cloud)) {
      for (const account of parseAccounts([{ ...entry, id }]).accounts) {
        const configs = account.services.filter((config) => providerOf(config, providers) === provider);
        for (const config of configs) {
          made.push(...(await called(provider, account, config, credentials)));
        }
      }
    }
    const named = provider.actions.map((action) => action.replace(/^\w+:/, ''));
    expect([...new Set(made)].sort()).toEqual([...named].sort());
  });
});
