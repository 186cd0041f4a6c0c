import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Page, TaskService } from '../../../../../src/core/providers/service.ts';
import { vod } from '../../../../../src/core/providers/tencent/vod.ts';
import { type DemoCloud, startDemoCloud } from '../../../../../src/demo/demoCloud.ts';
import { rejection } from '../rejection.ts';
import { serviceContext } from '../serviceContext.ts';
import { refusal, type TencentCall, type TencentServer, tencentServer } from './tencentServer.ts';

const never = new AbortController().signal;
const now = Date.now();

/** Reads on until the list ends by one of the rules, as the list engine does. */
async function idsOf(service: TaskService, status: string): Promise<string[]> {
  const ids: string[] = [];
  let page: Page | undefined;
  do {
    const before = page?.next?.key;
    page = await service.list({ status, limit: 100, cursor: page?.next }, never);
    ids.push(...page.tasks.map(({ id }) => id));
    if (page.next?.key === before) {
      break;
    }
  } while (page.next !== undefined && page.tasks.length > 0);
  return ids;
}

describe('against the demo cloud', () => {
  let cloud: DemoCloud;
  beforeAll(async () => {
    cloud = await startDemoCloud({ now: () => now, requestsPerSecond: 10_000 });
  });
  afterEach(() => cloud.faults.clear());
  afterAll(() => cloud.close());

  const service = (subAppId?: number): TaskService =>
    vod.create(
      serviceContext({
        cloud: 'tencent',
        config: { kind: 'vod', endpoint: new URL(cloud.url), subAppId },
        credentials: cloud.credentials.tencent,
      }),
    );
  it('says first which application it shows', () => {
    const place = (config: { subAppId?: number; label?: string }): string =>
      vod.create(
        serviceContext({
          cloud: 'tencent',
          config: { kind: 'vod', ...config },
          credentials: cloud.credentials.tencent,
        }),
      ).place;
    expect(place({ subAppId: 1_500_000_001, label: 'Live' })).toMatch(/^Live · /);
    expect(place({ subAppId: 1_500_000_001 })).toMatch(/^1500000001 · /);
    expect(place({})).not.toContain('·');
  });

  const applications = () => cloud.model.subApps.slice(0, 2).map(({ id }) => id);

  it.each(['WAITING', 'PROCESSING', 'FINISH', 'ABORTED'])(
    'lists %s of each application to the end',
    async (status) => {
      for (const id of applications()) {
        expect(await idsOf(service(id), status)).toEqual(cloud.model.taskIds('vod', status, id));
      }
    },
  );

  it('has no total, and times that are not yet', async () => {
    const page = await service().list({ status: 'PROCESSING', limit: 100 }, never);
    expect(page.total).toBeUndefined();
    expect(page.tasks.length).toBeGreaterThan(5);
    expect(page.tasks.every(({ finishedAt }) => finishedAt === undefined)).toBe(true);
  });

  it('finds aborted tasks among all where the filter is refused', async () => {
    cloud.faults.add({
      service: 'vod',
      status: 'ABORTED',
      fault: { kind: 'error', code: 'InvalidParameterValue.Status' },
    });
    for (const id of applications()) {
      const asked = service(id);
      const expected = cloud.model.taskIds('vod', 'ABORTED', id);
      const found = await idsOf(asked, 'ABORTED');
      // One look reads so many pages; what it has found is in order and aborted.
      expect(found.length).toBeGreaterThan(0);
      expect(found).toEqual(expected.slice(0, found.length));
    }
  });

  it('reads a detail within its application, and tells a task that has aged out', async () => {
    const [, id = 0] = applications();
    const [taskId = ''] = cloud.model.taskIds('vod', 'FINISH', id);
    expect((await service(id).detail(taskId, never)).value).toMatchObject({ Status: 'FINISH' });
    expect(await rejection(service(id).detail('aged-out', never))).toMatchObject({
      kind: 'gone',
      code: 'ResourceNotFound',
      action: 'vod:DescribeTaskDetail',
    });
  });
});

describe('an application', () => {
  it('is sent as a number, with lists and details; without one nothing is sent', async () => {
    const server = await tencentServer(vod, () => ({ TaskSet: [] }), { subAppId: 1_500_000_001 });
    await server.service.list({ status: 'FINISH', limit: 25 }, never);
    await server.service.detail('t', never);
    expect(server.calls).toEqual([
      { action: 'DescribeTasks', parameters: { SubAppId: 1_500_000_001, Status: 'FINISH', Limit: 25 } },
      { action: 'DescribeTaskDetail', parameters: { SubAppId: 1_500_000_001, TaskId: 't' } },
    ]);
    await server.close();
    const plain = await tencentServer(vod, () => ({ TaskSet: [] }));
    await plain.service.list({ status: 'FINISH', limit: 25 }, never);
    expect(plain.calls[0]?.parameters).toEqual({ Status: 'FINISH', Limit: 25 });
    await plain.close();
  });
});

describe('aborted tasks, at a server that refuses the filter', () => {
  let server: TencentServer | undefined;
  afterEach(() => server?.close());
  const serving = async (unfiltered: (call: TencentCall) => object): Promise<TencentServer> => {
    server = await tencentServer(vod, (call) =>
      call.parameters.Status === 'ABORTED' ? refusal('InvalidParameterValue.Status') : unfiltered(call),
    );
    return server;
  };
  const aborted = (service: TaskService) => service.list({ status: 'ABORTED', limit: 10 }, never);

  it('are picked out of all, and the filter is not tried again', async () => {
    const { service, calls } = await serving(() => ({
      TaskSet: [{ TaskId: 'a', Status: 'FINISH' }, { TaskId: 'b', Status: 'ABORTED' }, { TaskId: 'c' }, null],
    }));
    const page = await aborted(service);
    expect(page.tasks.map(({ id }) => id)).toEqual(['b']);
    // They are shown with the list they belong to.
    expect(page.malformed).toEqual([]);
    await aborted(service);
    expect(calls.map(({ parameters }) => parameters.Status)).toEqual(['ABORTED', undefined, undefined]);
  });

  it('are looked for on further pages until some are found, and so far only', async () => {
    let served = 0;
    const { service, calls } = await serving(() => ({
      TaskSet: [{ TaskId: `t${served++}`, Status: served === 4 ? 'ABORTED' : 'FINISH' }],
      ScrollToken: `p${served}`,
    }));
    const page = await aborted(service);
    expect(page.tasks.map(({ id }) => id)).toEqual(['t3']);
    expect(page.next?.key).toBe('p4');
    const next = await service.list({ status: 'ABORTED', limit: 10, cursor: page.next }, never);
    expect(next.tasks).toEqual([]);
    expect(calls.length).toBeLessThan(20);
  });

  it('cannot be had where all are refused too, and then the filter is tried again', async () => {
    const { service, calls } = await serving(() => refusal('InvalidParameterValue.SubAppId'));
    for (const _ of [1, 2]) {
      expect(await rejection(aborted(service))).toMatchObject({
        kind: 'caller',
        code: 'InvalidParameterValue.SubAppId',
      });
    }
    expect(calls.map(({ parameters }) => parameters.Status)).toEqual([
      'ABORTED',
      undefined,
      'ABORTED',
      undefined,
    ]);
  });

  it('are not looked for among all when it is the token that is refused', async () => {
    const { service, calls } = await serving(() => ({ TaskSet: [] }));
    const cursor = { key: 'stale', scrollToken: 'stale' };
    const error = await rejection(service.list({ status: 'ABORTED', limit: 10, cursor }, never));
    expect(error.kind).toBe('caller');
    expect(calls).toHaveLength(1);
  });

  it('are not looked for when it refuses for another reason', async () => {
    server = await tencentServer(vod, () => refusal('FailedOperation.InvalidVodUser'));
    expect(await rejection(aborted(server.service))).toMatchObject({ kind: 'notActivated' });
    expect(server.calls).toHaveLength(1);
  });
});
