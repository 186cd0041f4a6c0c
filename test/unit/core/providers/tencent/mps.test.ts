import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Page, TaskService } from '../../../../../src/core/providers/service.ts';
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

  it('lists finished tasks with a failed part apart from the others, each with its total', async () => {
    const asked = service();
    for (const failed of [true, false]) {
      const ids: string[] = [];
      let page: Page | undefined;
      do {
        page = await asked.list({ status: 'FINISH', failed, limit: 100, cursor: page?.next }, never);
        ids.push(...page.tasks.map(({ id }) => id));
        expect(page.tasks.every((task) => task.failed === failed)).toBe(true);
      } while (page.next !== undefined);
      const truth = cloud.model
        .taskIds('mps', 'FINISH')
        .filter((id) => cloud.model.mps.find(id)?.fails === failed);
      expect(ids).toEqual(truth);
      expect(page.total).toBe(truth.length);
    }
  });

  it('looks a task up by its id, with what became of it', async () => {
    const { model } = cloud;
    const ids = ['WAITING', 'PROCESSING', 'FINISH'].map((status) => model.taskIds('mps', status)[0] ?? '');
    const failed = model.taskIds('mps', 'FINISH').find((id) => model.mps.find(id)?.fails) ?? '';
    const found = await service().lookUp([...ids, failed], never);
    expect(found).toMatchObject([
      { id: ids[0], status: 'WAITING', failed: undefined },
      { id: ids[1], status: 'PROCESSING', failed: undefined },
      { id: ids[2], status: 'FINISH', type: expect.stringMatching(/./), createdAt: expect.any(Number) },
      { id: failed, status: 'FINISH', failed: true },
    ]);
    await expect(service().lookUp(['aged-out'], never)).rejects.toMatchObject({ kind: 'gone' });
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

describe('the two lists of finished tasks, at a server that', () => {
  const items = (...ids: string[]) => ids.map((TaskId) => ({ TaskId }));
  let server: TencentServer | undefined;
  afterEach(() => server?.close());
  const serving = async (answer: (call: TencentCall) => object): Promise<TencentServer> => {
    server = await tencentServer(mps, answer);
    return server;
  };
  const list = ({ service: mpsService }: TencentServer, failed: boolean) =>
    mpsService.list({ status: 'FINISH', failed, limit: 5 }, never);
  const both = async (asked: TencentServer) => {
    const pages = await Promise.all([list(asked, true), list(asked, false)]);
    return pages.map(({ tasks, listed = true }) => ({
      listed,
      tasks: tasks.map(({ id, failed }) => `${id} ${failed}`),
    }));
  };
  const asksFor = ({ calls }: TencentServer) => calls.map(({ parameters }) => parameters.SubTaskHasFailed);

  it('honours the filter: one request each', async () => {
    const asked = await serving(({ parameters }) => ({
      TaskSet: parameters.SubTaskHasFailed === true ? items('f1', 'f2') : items('t1'),
    }));
    const lists = [
      { listed: true, tasks: ['f1 true', 'f2 true'] },
      { listed: true, tasks: ['t1 false'] },
    ];
    expect(await both(asked)).toEqual(lists);
    expect(await both(asked)).toEqual(lists);
    expect(asksFor(asked)).toHaveLength(4);
  });

  it.each([
    { has: 'no failed ones', failed: [], others: ['t1'] },
    { has: 'only failed ones', failed: ['f1'], others: [] },
  ])('has $has: one list is empty', async ({ failed, others }) => {
    const asked = await serving(({ parameters }) => ({
      TaskSet: items(...(parameters.SubTaskHasFailed === true ? failed : others)),
    }));
    expect((await both(asked)).map(({ listed, tasks }) => [listed, tasks.length])).toEqual([
      [true, failed.length],
      [true, others.length],
    ]);
  });

  it.each([
    { how: 'ignores it', answer: () => ({ TaskSet: items('t1', 't2') }) },
    {
      how: 'knows only the parameter',
      answer: ({ parameters }: TencentCall) => ({
        TaskSet: 'SubTaskHasFailed' in parameters ? [] : items('t1', 't2'),
      }),
    },
    ...['UnknownParameter', 'InvalidParameter', 'InvalidParameterValue.SubTaskHasFailed'].map((code) => ({
      how: `refuses it with ${code}`,
      answer: ({ parameters }: TencentCall) =>
        'SubTaskHasFailed' in parameters ? refusal(code) : { TaskSet: items('t1', 't2') },
    })),
  ])('$how: there is one list, and that is remembered', async ({ answer }) => {
    const asked = await serving(answer);
    const lists = [
      { listed: false, tasks: [] },
      { listed: true, tasks: ['t1 undefined', 't2 undefined'] },
    ];
    expect(await both(asked)).toEqual(lists);
    const before = asked.calls.length;
    expect(await both(asked)).toEqual(lists);
    expect(asksFor(asked).slice(before)).toEqual([undefined]);
  });

  it('fails for another reason: that failure, and it is asked again', async () => {
    let broken = true;
    const asked = await serving(({ parameters }) =>
      broken
        ? refusal('FailedOperation.InvalidMpsUser')
        : { TaskSet: parameters.SubTaskHasFailed === true ? items('f1') : items('t1') },
    );
    const failures = await Promise.all([rejection(list(asked, true)), rejection(list(asked, false))]);
    expect(failures.map(({ kind }) => kind)).toEqual(['notActivated', 'notActivated']);
    broken = false;
    expect((await list(asked, true)).tasks).toMatchObject([{ id: 'f1', failed: true }]);
  });

  it('has nothing yet: it is asked again next time', async () => {
    let empty = true;
    const asked = await serving(({ parameters }) => ({
      TaskSet: empty ? [] : parameters.SubTaskHasFailed === true ? items('f1') : items('t1'),
    }));
    expect((await both(asked)).map(({ tasks }) => tasks)).toEqual([[], []]);
    empty = false;
    expect((await both(asked)).map(({ tasks }) => tasks)).toEqual([['f1 true'], ['t1 false']]);
  });

  it('is still being asked when one list is given up: the other asks for itself', async () => {
    const asked = await serving(({ parameters }) => ({
      TaskSet: parameters.SubTaskHasFailed === true ? items('f1') : items('t1'),
    }));
    const stop = new AbortController();
    const givenUp = asked.service.list({ status: 'FINISH', failed: true, limit: 5 }, stop.signal);
    const other = list(asked, false);
    stop.abort();
    await expect(givenUp).rejects.toThrow();
    expect((await other).tasks).toMatchObject([{ id: 't1', failed: false }]);
  });
});
