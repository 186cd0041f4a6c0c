import { RequestBudgets } from '../../../../src/core/http/requestBudget.ts';
import { defaultLimits } from '../../../../src/core/http/sendRequest.ts';
import { serviceFetch } from '../../../../src/core/http/serviceFetch.ts';
import type { Account, Cloud, ServiceConfig } from '../../../../src/core/model/account.ts';
import { type Clock, systemClock } from '../../../../src/core/model/clock.ts';
import type { ServiceContext } from '../../../../src/core/providers/context.ts';
import type { Credentials } from '../../../../src/core/providers/service.ts';

let skippedMs = 0;

/** Real time, except that nobody waits out a back-off or a rate. Time-outs of requests stay. */
export const hurriedClock: Clock = {
  ...systemClock,
  monotonic: () => systemClock.monotonic() + skippedMs,
  after: (ms, callback) =>
    ms !== defaultLimits.timeoutMs
      ? systemClock.after(0, () => {
          skippedMs += ms;
          callback();
        })
      : systemClock.after(ms, callback),
};

export interface ContextOptions {
  readonly cloud: Cloud;
  readonly credentials: Credentials;
  readonly config: Partial<ServiceConfig> & Pick<ServiceConfig, 'kind'>;
  readonly log?: string[];
  readonly clock?: Clock;
}

/** What a service is given, for a server that a test has started. */
export function serviceContext<Settings = unknown>({
  cloud,
  credentials,
  config,
  log,
  clock,
}: ContextOptions): ServiceContext<Settings> {
  const service: ServiceConfig = { key: config.kind, ...config };
  const account: Account = {
    id: 'test',
    label: 'Test',
    cloud,
    site: 'international',
    credentials: { from: 'environment' },
    services: [service],
  };
  return {
    account,
    // What a provider's schema would have made of it.
    config: service as ServiceConfig & Settings,
    credentials: async () => credentials,
    fetch: serviceFetch(config.caFile),
    clock: clock ?? hurriedClock,
    budgets: new RequestBudgets(clock ?? hurriedClock),
    language: 'en-US',
    log: (line) => log?.push(line),
  };
}
