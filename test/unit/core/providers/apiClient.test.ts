import { afterEach, describe, expect, it } from 'vitest';
import { type Clock, systemClock } from '../../../../src/core/model/clock.ts';
import type { CloudError } from '../../../../src/core/model/errors.ts';
import { ecs } from '../../../../src/core/providers/alibaba/ecs.ts';
import type { ServiceContext } from '../../../../src/core/providers/context.ts';
import { CwpService } from '../../../../src/core/providers/tencent/cwp.ts';
import { mps } from '../../../../src/core/providers/tencent/mps.ts';
import { vod } from '../../../../src/core/providers/tencent/vod.ts';
import { type DemoCloud, startDemoCloud } from '../../../../src/demo/demoCloud.ts';
import { rejection } from './rejection.ts';
import { hurriedClock, serviceContext } from './serviceContext.ts';
import { json, serve, type TestServer } from './testServer.ts';

const never = new AbortController().signal;
const credentials = { id: 'AKID', secret: 'key' };
const endOfTime = 'Sat, 13 Sep 275760 00:00:00 GMT';
const closing: { close(): Promise<unknown> }[] = [];

afterEach(async () => {
  await Promise.all(closing.splice(0).map((server) => server.close()));
});

const protocols = [
  {
    name: 'Tencent',
    refusal: {
      Response: { Error: { Code: 'AuthFailure.SignatureExpire', Message: 'late' }, RequestId: 'r' },
    },
    throttled: { Response: { Error: { Code: 'RequestLimitExceeded', Message: 'slower' }, RequestId: 'r' } },
    page: { Response: { TaskSet: [], RequestId: 'r' } },
    timeOf: (headers: Record<string, unknown>) => Number(headers['x-tc-timestamp']) * 1000,
    open: (endpoint: URL) =>
      mps.create(serviceContext({ cloud: 'tencent', credentials, config: { kind: 'mps', endpoint } })),
    status: 'FINISH',
  },
  {
    name: 'Alibaba',
    refusal: { Code: 'InvalidTimeStamp.Expired', Message: 'late', RequestId: 'r' },
    throttled: { Code: 'Throttling.User', Message: 'slower', RequestId: 'r' },
    page: { TaskSet: { Task: [] }, RequestId: 'r', TotalCount: 0 },
    timeOf: (headers: Record<string, unknown>) => Date.parse(String(headers['x-acs-date'])),
    open: (endpoint: URL) =>
      ecs.create(
        serviceContext({
          cloud: 'alibaba',
          credentials,
          config: { kind: 'ecs', endpoint, region: 'cn-hangzhou' },
        }),
      ),
    status: 'Finished',
  },
];

async function serving(...args: Parameters<typeof serve>): Promise<TestServer> {
  const server = await serve(...args);
  closing.push(server);
  return server;
}

describe.each(protocols)('$name: the time of a server', ({ refusal, page, timeOf, open, status }) => {
  it.each([
    endOfTime,
    'Sat, 14 Sep 275760 00:00:00 GMT',
    'Thu, 01 Jan 1970 00:00:00 GMT',
    'no date at all',
    new Date(Date.now() + 48 * 3_600_000).toUTCString(),
    new Date(Date.now() + 20 * 3_600_000).toUTCString(),
  ])('%s does no harm to later requests', async (date) => {
    let refuses = true;
    const server = await serving((response) => {
      response.sendDate = false;
      response.setHeader('Date', date);
      json(response, refuses ? refusal : page);
    });
    const service = open(server.url);
    const error: CloudError = await rejection(service.list({ status, limit: 10 }, never));
    expect(error).toMatchObject({ kind: 'clock', requestId: 'r' });
    refuses = false;
    await service.list({ status, limit: 10 }, never);
    const last = server.requests.at(-1);
    expect(Math.abs(timeOf(last?.headers ?? {}) - Date.now())).toBeLessThan(60_000);
  });

  it('is not taken from an answer that does not complain of ours', async () => {
    const server = await serving((response) => {
      response.sendDate = false;
      response.setHeader('Date', new Date(Date.now() + 3_600_000).toUTCString());
      json(response, page);
    });
    const service = open(server.url);
    await service.list({ status, limit: 10 }, never);
    await service.list({ status, limit: 10 }, never);
    for (const { headers } of server.requests) {
      expect(Math.abs(timeOf(headers) - Date.now())).toBeLessThan(60_000);
    }
  });
});

describe.each(protocols)('$name: Retry-After', ({ throttled, open, status }) => {
  it('of minutes ends the call at once, and what is asked meanwhile never leaves', async () => {
    const server = await serving((response) => {
      response.setHeader('Retry-After', '3600');
      json(response, throttled, 429);
    });
    const service = open(server.url);
    for (let call = 0; call < 5; call++) {
      const error = await rejection(service.list({ status, limit: 10 }, never));
      expect(error.kind).toBe('throttled');
      expect(error.retryAfterMs).toBeGreaterThan(250_000);
      expect(error.retryAfterMs).toBeLessThanOrEqual(300_000);
    }
    expect(server.requests).toHaveLength(1);
  });
});

describe('one account', () => {
  async function slowCloud(): Promise<DemoCloud> {
    const cloud = await startDemoCloud({ population: { mps: 5, vod: 5, ecs: 5 }, requestsPerSecond: 10_000 });
    closing.push(cloud);
    cloud.faults.add({ fault: { kind: 'delay', ms: 20 } });
    return cloud;
  }

  function contexts(
    cloud: DemoCloud,
    kind: string,
    clock: Clock = hurriedClock,
  ): (account: string) => ServiceContext {
    const config = { kind, endpoint: new URL(cloud.url) };
    const shared = serviceContext({
      cloud: 'tencent',
      credentials: cloud.credentials.tencent,
      config,
      clock,
    });
    return (account) => ({ ...shared, account: { ...shared.account, id: account } });
  }

  it('has one budget for all VOD applications', async () => {
    const cloud = await slowCloud();
    const shared = contexts(cloud, 'vod')('one');
    const apps = Array.from({ length: 20 }, (_, index) =>
      vod.create({ ...shared, config: { ...shared.config, key: `vod:${index}` } }),
    );
    await Promise.all(apps.map((app) => app.list({ status: 'FINISH', limit: 10 }, never)));
    expect(cloud.requests.total).toBe(20);
    expect(cloud.requests.peakInFlight).toBeLessThanOrEqual(6);
  });

  it('does not fill the window: fifty of them opened at once have twelve requests under way', async () => {
    const cloud = await slowCloud();
    const of = contexts(cloud, 'mps', systemClock);
    const services = Array.from({ length: 50 }, (_, index) => mps.create(of(`account${index}`)));
    await Promise.all(
      services.flatMap((service) =>
        service.statuses.map(({ status }) => service.list({ status, limit: 10, lane: 'interactive' }, never)),
      ),
    );
    // Fifty accounts with the four lists of MPS.
    expect(cloud.requests.total).toBe(200);
    expect(cloud.requests.peakInFlight).toBeLessThanOrEqual(12);
  });

  it('whose keys hang in their store does not hold up another', async () => {
    const cloud = await slowCloud();
    const of = contexts(cloud, 'mps');
    const stuck = Array.from({ length: 40 }, (_, index) =>
      mps.create({ ...of(`stuck${index}`), credentials: () => new Promise(() => {}) }),
    );
    const stop = new AbortController();
    for (const service of stuck) {
      void service.list({ status: 'FINISH', limit: 10 }, stop.signal).catch(() => {});
    }
    const page = await mps.create(of('well')).list({ status: 'FINISH', limit: 10 }, never);
    expect(page.requestId).toBeDefined();
    stop.abort();
  });

  it('that is throttled for good is left alone more and more', async () => {
    const cloud = await slowCloud();
    cloud.faults.clear();
    cloud.faults.add({ fault: { kind: 'throttled' } });
    const context = contexts(cloud, 'yunjing')('one');
    const agents = new CwpService({ ...context, clock: hurriedClock });
    const looks = Array.from({ length: 100 }, () => rejection(agents.lookUp(['6b6cd843'], never)));
    for (const error of await Promise.all(looks)) {
      expect(error.kind).toBe('throttled');
    }
    expect(cloud.requests.total).toBeLessThan(20);
  });
});
