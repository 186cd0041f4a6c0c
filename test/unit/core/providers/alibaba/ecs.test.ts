import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EcsService, ecs } from '../../../../../src/core/providers/alibaba/ecs.ts';
import type { EcsSettings } from '../../../../../src/core/providers/alibaba/ecsSettings.ts';
import type { Page, TaskService } from '../../../../../src/core/providers/service.ts';
import { type DemoCloud, startDemoCloud } from '../../../../../src/demo/demoCloud.ts';
import { type ContextOptions, serviceContext } from '../serviceContext.ts';

const stackRegion = 'cn-qingdao-env17-d01';
const now = Date.now();
const signal = new AbortController().signal;
let cloud: DemoCloud;

beforeAll(async () => {
  cloud = await startDemoCloud({ now: () => now, requestsPerSecond: 100_000, population: { live: false } });
});
afterAll(() => cloud.close());
afterEach(() => {
  cloud.faults.clear();
  cloud.requests.clear();
});

function open(options: ContextOptions): TaskService {
  return ecs.create(serviceContext(options));
}

function publicEcs(change: Partial<ContextOptions> = {}): TaskService {
  const config = { kind: 'ecs', region: 'cn-hangzhou', endpoint: new URL(cloud.url) };
  return open({ cloud: 'alibaba', credentials: cloud.credentials.alibaba, config, ...change });
}

function stackEcs(
  signature?: 'apiGateway' | 'rpc' | 'acs3',
  change: Partial<ContextOptions> = {},
): TaskService {
  const headers = { UserEmail: 'ops@example.com' };
  const config = { kind: 'ecs', region: stackRegion, endpoint: new URL(cloud.url), headers, signature };
  return open({ cloud: 'apsaraStack', credentials: cloud.credentials.apsaraStack, config, ...change });
}

async function everything(service: TaskService, status: string, limit = 50): Promise<string[]> {
  const ids: string[] = [];
  let page: Page | undefined;
  do {
    page = await service.list({ status, limit, cursor: page?.next }, signal);
    ids.push(...page.tasks.map(({ id }) => id));
  } while (page.next !== undefined);
  return ids;
}

describe('public ECS', () => {
  it.each(['Processing', 'Finished', 'Failed'])('lists every page of %s', async (status) => {
    const ids = await everything(publicEcs(), status);
    expect(ids.length).toBeGreaterThan(2);
    expect(new Set(ids)).toEqual(new Set(cloud.model.taskIds('ecs', status)));
  });

  it('reads a task', async () => {
    const { tasks, total } = await publicEcs().list({ status: 'Failed', limit: 10 }, signal);
    expect(total).toBe(cloud.model.taskIds('ecs', 'Failed').length);
    expect(tasks[0]).toMatchObject({
      id: cloud.model.taskIds('ecs', 'Failed')[0],
      status: 'Failed',
      type: expect.stringMatching(/\w/),
      createdAt: expect.any(Number),
      finishedAt: expect.any(Number),
      failed: true,
    });
  });

  it('asks for six groups, of which three wait to be opened', () => {
    expect(publicEcs().statuses.map(({ name }) => name)).toEqual([
      'Pending',
      'Processing',
      'Finished',
      'Failed',
      'Paused',
      'Deleted',
    ]);
    expect(
      publicEcs()
        .statuses.filter(({ onDemand }) => onDemand)
        .map(({ name }) => name),
    ).toEqual(['Pending', 'Paused', 'Deleted']);
  });

  it('finds the tasks of a status the service does not filter by', async () => {
    const task = (TaskId: string, TaskStatus: string) => ({ TaskId, TaskStatus, TaskAction: 'ImportImage' });
    const pages = [
      Array.from({ length: 10 }, (_, index) => task(`f-${index}`, 'Finished')),
      [task('p-1', 'Pending'), task('f-10', 'Finished')],
    ];
    for (const [index, Task] of pages.entries()) {
      cloud.faults.add({
        fault: { kind: 'raw', body: { TotalCount: 12, TaskSet: { Task } } },
        where: ({ parameters }) => String(parameters.PageNumber) === String(index + 1),
      });
    }
    const page = await publicEcs().list({ status: 'Pending', limit: 10 }, signal);
    expect(page.tasks.map(({ id }) => id)).toEqual(['p-1']);
    expect(page).toMatchObject({ next: undefined, total: undefined });
  });

  it('goes on behind the pages it reads again while it looks for such a status', async () => {
    const task = (TaskId: string, TaskStatus: string) => ({ TaskId, TaskStatus, TaskAction: 'ImportImage' });
    const finished = (from: number) =>
      Array.from({ length: 9 }, (_, index) => task(`f-${from + index}`, 'Finished'));
    const pages = [
      [task('p-1', 'Pending'), ...finished(0)],
      [task('f-9', 'Finished'), ...finished(10)],
      [task('p-2', 'Pending')],
    ];
    for (const [index, Task] of pages.entries()) {
      cloud.faults.add({
        fault: { kind: 'raw', body: { TotalCount: 21, TaskSet: { Task } } },
        where: ({ parameters }) => String(parameters.PageNumber) === String(index + 1),
      });
    }
    const service = publicEcs();
    const first = await service.list({ status: 'Pending', limit: 10 }, signal);
    expect(first.tasks.map(({ id }) => id)).toEqual(['p-1']);
    const second = await service.list({ status: 'Pending', limit: 10, cursor: first.next }, signal);
    expect(second.tasks.map(({ id }) => id)).toContain('p-2');
    expect(second.next).toBeUndefined();
  });

  it.each([
    { where: 'public cloud', status: 'Pending' },
    { where: 'public cloud', status: 'Deleted' },
    { where: 'stack', status: 'Failed' },
  ])('gives tasks of a status nobody can ask for beside $status of a $where', async ({ where, status }) => {
    const task = (TaskId: string, TaskStatus: string) => ({ TaskId, TaskStatus, TaskAction: 'ImportImage' });
    const Task = [task('w', 'Waiting'), task('s', status), task('p', 'Processing'), task('q', 'Queued')];
    cloud.faults.add({ fault: { kind: 'raw', body: { TotalCount: 4, TaskSet: { Task } } } });
    const service = where === 'stack' ? stackEcs() : publicEcs();
    const page = await service.list({ status, limit: 10 }, signal);
    expect(page.tasks.map(({ id }) => id)).toEqual(['w', 's', 'q']);
    expect(page).toMatchObject({ entries: 4, total: undefined, next: undefined });
  });

  it('says that it has looked through pages without finding any', async () => {
    const Task = Array.from({ length: 10 }, (_, index) => ({ TaskId: `f-${index}`, TaskStatus: 'Finished' }));
    cloud.faults.add({ fault: { kind: 'raw', body: { TotalCount: 1000, TaskSet: { Task } } } });
    const page = await publicEcs().list({ status: 'Deleted', limit: 10 }, signal);
    expect(page).toMatchObject({ tasks: [], next: { key: expect.any(String) } });
    expect(page.entries).toBeGreaterThan(0);
  });

  it('gives the whole attribute as the detail', async () => {
    const [id = ''] = cloud.model.taskIds('ecs', 'Failed');
    expect((await publicEcs().detail(id, signal)).value).toMatchObject({
      TaskId: id,
      TaskStatus: 'Failed',
      OperationProgressSet: { OperationProgress: [{ OperationStatus: 'Failed' }] },
      RequestId: expect.any(String),
    });
  });

  it('says so when a task is gone', async () => {
    await expect(publicEcs().detail('t-none', signal)).rejects.toMatchObject({ kind: 'gone' });
  });

  it('keeps the size of its pages when the setting changes', async () => {
    const service = publicEcs();
    const first = await service.list({ status: 'Finished', limit: 20 }, signal);
    await service.list({ status: 'Finished', limit: 70, cursor: first.next }, signal);
    const sizes = cloud.requests.entries.map(({ parameters }) => String(parameters.PageSize));
    expect(sizes).toEqual(['20', '20']);
  });

  it('sets its clock by the server and asks once more', async () => {
    cloud.faults.add({ fault: { kind: 'clockSkew', ms: 3_600_000 } });
    const service = publicEcs();
    expect((await service.list({ status: 'Failed', limit: 10 }, signal)).tasks).toHaveLength(10);
    await service.list({ status: 'Failed', limit: 10 }, signal);
    expect(cloud.requests.total).toBeGreaterThanOrEqual(3);
    expect(cloud.requests.entries.map(({ status }) => status)).toEqual([400, 200, 200]);
  });

  it('names the permission that is missing', async () => {
    cloud.faults.add({ fault: { kind: 'error', code: 'Forbidden.RAM', status: 403 } });
    await expect(publicEcs().list({ status: 'Failed', limit: 10 }, signal)).rejects.toMatchObject({
      kind: 'permission',
      action: 'ecs:DescribeTasks',
      requestId: expect.any(String),
    });
    expect(cloud.requests.entries).toHaveLength(1);
  });

  it('tries again when it is throttled', async () => {
    cloud.faults.add({ fault: { kind: 'throttled' }, times: 2 });
    expect((await publicEcs().list({ status: 'Failed', limit: 10 }, signal)).tasks).toHaveLength(10);
  });

  it('refuses a wrong secret without trying again', async () => {
    const credentials = { ...cloud.credentials.alibaba, secret: 'wrong' };
    const listed = publicEcs({ credentials }).list({ status: 'Failed', limit: 10 }, signal);
    await expect(listed).rejects.toMatchObject({ kind: 'credentials', code: 'SignatureDoesNotMatch' });
    expect(cloud.requests.entries).toHaveLength(1);
  });

  it.each(['nullSet', 'objectSet'] as const)('tells a list that is none: %s', async (how) => {
    cloud.faults.add({ fault: { kind: 'malformedItems', how } });
    await expect(publicEcs().list({ status: 'Failed', limit: 10 }, signal)).rejects.toMatchObject({
      kind: 'answer',
      requestId: expect.any(String),
    });
  });

  it.each(['noTaskId', 'nullItem'] as const)('keeps an item that is no task aside: %s', async (how) => {
    cloud.faults.add({ fault: { kind: 'malformedItems', how } });
    const page = await publicEcs().list({ status: 'Failed', limit: 10 }, signal);
    expect(page.malformed).toHaveLength(1);
    expect(page.tasks).toHaveLength(9);
  });

  it('reads the list that was once the TaskSet itself', async () => {
    cloud.faults.add({ fault: { kind: 'raw', body: { TotalCount: 1, TaskSet: [{ TaskId: 't-1' }] } } });
    const page = await publicEcs().list({ status: 'Failed', limit: 10 }, signal);
    expect(page.tasks).toMatchObject([{ id: 't-1', status: 'Failed' }]);
  });

  it('names the console page of its region', () => {
    expect(publicEcs().consoleUrl).toBe('https://ecs.console.aliyun.com/#/task/region/cn-hangzhou');
  });
});

describe('ECS of an Apsara Stack', () => {
  it.each(['apiGateway', 'rpc', 'acs3'] as const)('lists every page, signed by %s', async (signature) => {
    const ids = await everything(stackEcs(signature), 'Finished', 100);
    expect(ids.length).toBeGreaterThan(100);
    expect(new Set(ids)).toEqual(new Set(cloud.model.taskIds('ecs', 'Finished', stackRegion)));
    expect(cloud.requests.entries[0]).toMatchObject({
      protocol: signature,
      parameters: { RegionId: stackRegion, regionId: stackRegion, PageNumber: '1', TaskStatus: 'Finished' },
    });
  });

  it.each(['result', 'resultText', 'data', 'dataText', 'asapi'] as const)(
    'reads answers in the shape "%s"',
    async (shape) => {
      cloud.faults.add({ fault: { kind: 'shape', shape } });
      const ids = await everything(stackEcs(), 'Processing');
      expect(new Set(ids)).toEqual(new Set(cloud.model.taskIds('ecs', 'Processing', stackRegion)));
    },
  );

  it.each([
    ['unknown', 'answer', 'UnreadableAnswer'],
    ['resultCode', 'transient', 'resultCode -1'],
    ['errorSample', 'transient', 'resultCode -1'],
  ] as const)('takes the shape "%s" for a failure', async (shape, kind, code) => {
    cloud.faults.add({ fault: { kind: 'shape', shape } });
    await expect(stackEcs().list({ status: 'Finished', limit: 10 }, signal)).rejects.toMatchObject({
      kind,
      code,
    });
  });

  it('tells nothing of the key or the text under a refused signature', async () => {
    const secret = 'not-the-right-app-secret';
    const log: string[] = [];
    const credentials = { ...cloud.credentials.apsaraStack, secret };
    const error: unknown = await stackEcs('apiGateway', { credentials, log })
      .list({ status: 'Finished', limit: 10 }, signal)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      kind: 'credentials',
      code: 'A403IS',
      message: 'Invalid Signature',
      requestId: expect.any(String),
    });
    const shown = `${String(error)} ${JSON.stringify(error)} ${log.join('\n')}`;
    for (const part of [secret, credentials.id, 'x-ca', 'X-Ca', 'POST', 'PageNumber', 'StringToSign']) {
      expect(shown).not.toContain(part);
    }
  });

  it('reads the detail from the sibling path', async () => {
    const [id = ''] = cloud.model.taskIds('ecs', 'Finished', stackRegion);
    expect((await stackEcs().detail(id, signal)).value).toMatchObject({ TaskId: id, TaskProcess: '100%' });
    expect(cloud.requests.entries.map(({ action }) => action)).toEqual(['DescribeTaskAttribute']);
  });

  it('falls back to the list, and stays there, where there is no sibling', async () => {
    cloud.faults.add({
      fault: { kind: 'error', code: 'I404NF', message: 'API not found', status: 404 },
      action: 'DescribeTaskAttribute',
    });
    const [id = '', other = ''] = cloud.model.taskIds('ecs', 'Finished', stackRegion);
    const service = stackEcs();
    expect((await service.detail(id, signal)).value).toMatchObject({ TaskSet: { Task: [{ TaskId: id }] } });
    expect((await service.detail(other, signal)).value).toMatchObject({
      TaskSet: { Task: [{ TaskId: other }] },
    });
    expect(cloud.requests.entries.map(({ action }) => action)).toEqual([
      'DescribeTaskAttribute',
      'DescribeTasks',
      'DescribeTasks',
    ]);
    await expect(service.detail('t-none', signal)).rejects.toMatchObject({ kind: 'gone' });
  });

  it('does not take a refused key for a missing sibling', async () => {
    const credentials = { ...cloud.credentials.apsaraStack, secret: 'wrong' };
    const detail = stackEcs('apiGateway', { credentials }).detail('t-1', signal);
    await expect(detail).rejects.toMatchObject({ kind: 'credentials' });
    expect(cloud.requests.entries).toHaveLength(1);
  });

  it('asks for tasks by id, operation and time of creation', async () => {
    const [id = ''] = cloud.model.taskIds('ecs', 'Finished', stackRegion);
    const config = { kind: 'ecs', region: stackRegion, endpoint: new URL(cloud.url) };
    const context = serviceContext<EcsSettings>({
      cloud: 'apsaraStack',
      credentials: cloud.credentials.apsaraStack,
      config,
    });
    const { tasks } = await new EcsService(context).page({ ids: [id, 't-none'] }, 1, 10, signal);
    expect(tasks.map((task) => task.id)).toEqual([id]);
    const filter = {
      action: 'ImportImage',
      createdFrom: Date.parse('2015-11-23T15:10:00Z'),
      createdTo: Date.parse('2015-11-23T15:16:00Z'),
    };
    expect((await new EcsService(context).page(filter, 1, 10, signal)).tasks).toEqual([]);
    expect(cloud.requests.entries.at(-1)?.parameters).toMatchObject({
      TaskAction: 'ImportImage',
      StartTime: '2015-11-23T15:10:00Z',
      EndTime: '2015-11-23T15:16:00Z',
    });
  });

  it('has no console page', () => {
    expect(stackEcs().consoleUrl).toBeUndefined();
  });
});
