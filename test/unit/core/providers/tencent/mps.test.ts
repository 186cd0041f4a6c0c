import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Task } from '../../../../../src/core/model/task.ts';
import type { TaskService } from '../../../../../src/core/providers/service.ts';
import { mps } from '../../../../../src/core/providers/tencent/mps.ts';
import { type DemoCloud, startDemoCloud } from '../../../../../src/demo/demoCloud.ts';
import { rejection } from '../rejection.ts';
import { serviceContext } from '../serviceContext.ts';
import { refusal, type TencentCall, type TencentServer, tencentServer } from './tencentServer.ts';

const never = new AbortController().signal;
const now = Date.now();

describe('against the demo cloud', () => {
  let cloud: DemoCloud;
  beforeAll(async () => {
    cloud = await startDemoCloud({ now: () => now, requestsPerSecond: 10_000 });
  });
  afterEach(() => cloud.faults.clear());
  afterAll(() => cloud.close());

  const service = (site: 'tencent' | 'tencentChina' = 'tencent'): TaskService =>
    mps.create(
      serviceContext({
        cloud: 'tencent',
        config: { kind: 'mps', endpoint: new URL(cloud.url) },
        credentials: cloud.credentials[site],
      }),
    );

  it.each(['WAITING', 'PROCESSING', 'FINISH'])('lists every page of %s', async (status) => {
    const ids: string[] = [];
    const asked = service();
    let page = await asked.list({ status, limit: 100 }, never);
    for (;;) {
      ids.push(...page.tasks.map(({ id }) => id));
      expect(page.total).toBe(cloud.model.taskIds('mps', status).length);
      if (page.next === undefined) {
        break;
      }
      page = await asked.list({ status, limit: 100, cursor: page.next }, never);
    }
    expect(ids).toEqual(cloud.model.taskIds('mps', status));
  });

  it('has no total on the China site', async () => {
    expect(
      (await service('tencentChina').list({ status: 'FINISH', limit: 10 }, never)).total,
    ).toBeUndefined();
  });

  it('tells exactly which tasks of a page have a failed part, of the first page and of later ones', async () => {
    const asked = service();
    let cursor: Awaited<ReturnType<TaskService['list']>>['next'];
    let found = 0;
    for (let pages = 0; pages < 5; pages++) {
      const page = await asked.list({ status: 'FINISH', limit: 100, cursor }, never);
      const failed = await asked.failedAmong?.(page.tasks, never);
      for (const { id } of page.tasks) {
        expect(failed?.has(id)).toBe(cloud.model.mps.find(id)?.fails);
        found += failed?.has(id) ? 1 : 0;
      }
      cursor = page.next;
    }
    expect(found).toBeGreaterThan(10);
  });

  it('reads a detail, and tells a task that has aged out from other failures', async () => {
    const [id = ''] = cloud.model.taskIds('mps', 'FINISH');
    expect((await service().detail(id, never)).value).toMatchObject({
      Status: 'FINISH',
      RequestId: expect.any(String),
    });
    const gone = await rejection(service().detail('aged-out', never));
    expect(gone).toMatchObject({
      kind: 'gone',
      code: 'InvalidParameterValue.TaskId',
      action: 'mps:DescribeTaskDetail',
    });
    expect(gone.requestId).toMatch(/^[0-9a-f-]{36}$/);
    for (const code of [
      'ResourceNotFound',
      'FailedOperation.TaskNotFound',
      'InvalidParameter.TaskIdInvalid',
    ]) {
      cloud.faults.clear();
      cloud.faults.add({ fault: { kind: 'error', code } });
      expect(await rejection(service().detail(id, never))).toMatchObject({ kind: 'gone', code });
    }
  });

  it.each(['noTaskId', 'nullItem'] as const)(
    'keeps the good entries beside a spoiled one: %s',
    async (how) => {
      cloud.faults.add({ fault: { kind: 'malformedItems', how } });
      const page = await service().list({ status: 'FINISH', limit: 20 }, never);
      expect(page.tasks).toHaveLength(19);
      expect(page.malformed).toHaveLength(1);
    },
  );

  it.each(['nullSet', 'objectSet'] as const)('says what is wrong with the list: %s', async (how) => {
    cloud.faults.add({ fault: { kind: 'malformedItems', how } });
    const error = await rejection(service().list({ status: 'FINISH', limit: 20 }, never));
    expect(error.kind).toBe('answer');
    expect(error.message).toMatch(/^TaskSet is (null|an object \(keys unexpected\)), not a list$/);
    expect(error.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('which tasks failed, at a server that', () => {
  const minute = 60_000;
  const created = Date.UTC(2026, 4, 19, 9);
  const task = (index: number, fields: Partial<Task> = {}): Task => ({
    id: `t${index}`,
    status: 'FINISH',
    type: 'WorkflowTask',
    subtypes: [],
    createdAt: created - index * minute,
    startedAt: created - index * minute + 1000,
    finishedAt: created - index * minute + 30_000,
    failed: undefined,
    ...fields,
  });
  const tasks = Array.from({ length: 10 }, (_, index) => task(index));
  const items = (ids: readonly string[]) => ids.map((TaskId) => ({ TaskId }));
  const all = items(tasks.map(({ id }) => id));

  let server: TencentServer | undefined;
  afterEach(() => server?.close());
  const serving = async (answer: (call: TencentCall) => object): Promise<TencentServer> => {
    server = await tencentServer(mps, answer);
    return server;
  };

  it('honours the filter: the set, asked for the stretch of these tasks only', async () => {
    const { service, calls } = await serving(({ parameters }) => ({
      TaskSet: parameters.SubTaskHasFailed === true ? items(['t3', 't7', 'other']) : items(['t0', 't1']),
    }));
    const failed = await service.failedAmong?.(tasks, never);
    expect([...(failed ?? [])]).toEqual(expect.arrayContaining(['t3', 't7']));
    expect(failed?.has('t0')).toBe(false);
    expect(calls[0]?.parameters).toEqual({
      Status: 'FINISH',
      Limit: 100,
      SubTaskHasFailed: true,
      StartTime: '2026-05-19T08:51:00Z',
      EndTime: '2026-05-19T09:00:31Z',
    });
    await service.failedAmong?.(tasks, never);
    expect(calls.filter(({ parameters }) => parameters.SubTaskHasFailed === false)).toHaveLength(1);
  });

  it('has no failed ones: an empty set', async () => {
    const { service } = await serving(({ parameters }) => ({
      TaskSet: parameters.SubTaskHasFailed === true ? [] : all,
    }));
    expect(await service.failedAmong?.(tasks, never)).toEqual(new Set());
  });

  it('has only failed ones: all of them', async () => {
    const { service } = await serving(({ parameters }) => ({
      TaskSet: parameters.SubTaskHasFailed === true ? all : [],
    }));
    expect((await service.failedAmong?.(tasks, never))?.size).toBe(tasks.length);
  });

  it('ignores the filter: cannot tell, and is not asked again', async () => {
    const { service, calls } = await serving(() => ({ TaskSet: all }));
    expect(await service.failedAmong?.(tasks, never)).toBeUndefined();
    const asked = calls.length;
    expect(await service.failedAmong?.(tasks, never)).toBeUndefined();
    expect(calls).toHaveLength(asked);
  });

  it('ignores the filter and the stretch, answering with some of these and others: cannot tell', async () => {
    const { service } = await serving(() => ({ TaskSet: items(['t1', 'x', 'y']) }));
    expect(await service.failedAmong?.(tasks, never)).toBeUndefined();
  });

  it('answers nothing to the filter, either way: cannot tell', async () => {
    const { service } = await serving(({ parameters }) => ({
      TaskSet: 'SubTaskHasFailed' in parameters ? [] : all,
    }));
    expect(await service.failedAmong?.(tasks, never)).toBeUndefined();
  });

  it('does not know the parameter: cannot tell, and is not asked again', async () => {
    const { service, calls } = await serving(() => refusal('UnknownParameter'));
    expect(await service.failedAmong?.(tasks, never)).toBeUndefined();
    expect(await service.failedAmong?.(tasks, never)).toBeUndefined();
    expect(calls).toHaveLength(1);
    expect(await rejection(service.list({ status: 'FINISH', limit: 5 }, never))).toMatchObject({
      kind: 'caller',
    });
  });

  it('fails for another reason: that failure, and it is asked again', async () => {
    let broken = true;
    const { service } = await serving(({ parameters }) =>
      broken
        ? refusal('FailedOperation.InvalidMpsUser')
        : { TaskSet: parameters.SubTaskHasFailed === true ? items(['t1']) : items(['t2']) },
    );
    const error = await rejection(Promise.resolve(service.failedAmong?.(tasks, never)));
    expect(error.kind).toBe('notActivated');
    broken = false;
    expect((await service.failedAmong?.(tasks, never))?.has('t1')).toBe(true);
  });

  it('needs several pages: reads them all, and ends at a token that repeats', async () => {
    const { service, calls } = await serving(({ parameters }) => {
      if (parameters.SubTaskHasFailed !== true) {
        return { TaskSet: items(['t0']) };
      }
      const token = parameters.ScrollToken;
      return token === undefined
        ? { TaskSet: items(['t1', 't2']), ScrollToken: 'p2' }
        : { TaskSet: items(['t5']), ScrollToken: 'p2' };
    });
    expect([...((await service.failedAmong?.(tasks, never)) ?? [])]).toEqual(['t1', 't2', 't5']);
    expect(calls.length).toBeLessThanOrEqual(4);
  });

  it('has no end of failed ones: cannot tell, rather than calling the rest good', async () => {
    let served = 0;
    const { service, calls } = await serving(({ parameters }) =>
      parameters.SubTaskHasFailed === true
        ? { TaskSet: items([`endless${served++}`]), ScrollToken: `p${served}` }
        : { TaskSet: items(['t0']) },
    );
    expect(await service.failedAmong?.(tasks, never)).toBeUndefined();
    expect(calls.length).toBeLessThan(15);
  });

  it('has tasks without a time of creation: no stretch is asked for', async () => {
    const { service, calls } = await serving(({ parameters }) => ({
      TaskSet: parameters.SubTaskHasFailed === true ? items(['t0']) : items(['t1']),
    }));
    await service.failedAmong?.([...tasks, task(11, { createdAt: undefined })], never);
    expect(calls[0]?.parameters).toEqual({ Status: 'FINISH', Limit: 100, SubTaskHasFailed: true });
  });

  it('is asked about no task: is not asked', async () => {
    const { service, calls } = await serving(() => ({ TaskSet: [] }));
    expect(await service.failedAmong?.([], never)).toBeUndefined();
    expect(calls).toHaveLength(0);
  });
});
