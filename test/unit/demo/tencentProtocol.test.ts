import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoCloud } from '../../../src/demo/demoCloud.ts';
import { startDemoCloud } from '../../../src/demo/demoCloud.ts';
import { RequestLog } from '../../../src/demo/requestLog.ts';
import type { CallOverrides } from './callTencent.ts';
import { callTencent } from './callTencent.ts';

const clock = { now: Date.UTC(2026, 4, 19, 9) };
let cloud: DemoCloud;

beforeAll(async () => {
  cloud = await startDemoCloud({ now: () => clock.now, population: { mps: 200, vod: 100, ecs: 50 } });
});
afterAll(() => cloud.close());

async function codeOf(service: string, action: string, parameters: object, overrides: CallOverrides = {}) {
  // A second of its own, away from the rate limits.
  clock.now += 1_000;
  const { status, response } = await callTencent(cloud, service, action, parameters, overrides);
  expect(status).toBe(200);
  expect(response.RequestId).toMatch(/^[0-9a-f-]{36}$/);
  return response.Error?.Code;
}

const list = { Status: 'FINISH' };

describe('who asks', () => {
  it('takes a request that is up to 5 minutes off, and no more', async () => {
    const seconds = () => Math.floor(clock.now / 1000);
    expect(await codeOf('mps', 'DescribeTasks', list, { timestamp: seconds() - 290 })).toBeUndefined();
    expect(await codeOf('mps', 'DescribeTasks', list, { timestamp: seconds() - 320 })).toBe(
      'AuthFailure.SignatureExpire',
    );
    expect(await codeOf('mps', 'DescribeTasks', list, { timestamp: seconds() + 320 })).toBe(
      'AuthFailure.SignatureExpire',
    );
  });

  it('tells its own time in the Date header', async () => {
    const { headers } = await callTencent(cloud, 'mps', 'DescribeTasks', list);
    expect(Date.parse(headers.get('date') ?? '')).toBe(Math.floor(clock.now / 1000) * 1000);
  });

  it('refuses unknown ids, wrong keys and tokens that are not its own', async () => {
    const { tencent } = cloud.credentials;
    const asked = (credentials: CallOverrides['credentials']) =>
      codeOf('mps', 'DescribeTasks', list, { ...(credentials && { credentials }) });
    expect(await asked({ ...tencent, id: 'AKIDother' })).toBe('AuthFailure.SecretIdNotFound');
    expect(await asked({ ...tencent, secret: 'other' })).toBe('AuthFailure.SignatureFailure');
    expect(await asked({ ...tencent, token: 'other' })).toBe('AuthFailure.TokenFailure');
  });

  it('wants the session token of temporary credentials', async () => {
    const tencent = { id: 'AKIDtemporary', secret: 'key', token: 'session' };
    const temporary = await startDemoCloud({
      now: () => clock.now,
      credentials: { tencent },
      population: { mps: 10, vod: 0, ecs: 0 },
    });
    const good = await callTencent(temporary, 'mps', 'DescribeTasks', list);
    const bad = await callTencent(temporary, 'mps', 'DescribeTasks', list, {
      credentials: { id: tencent.id, secret: tencent.secret },
    });
    await temporary.close();
    expect(good.response.Error).toBeUndefined();
    expect(bad.response.Error?.Code).toBe('AuthFailure.TokenFailure');
  });
});

describe('what is asked', () => {
  it.each([
    ['nosuch', 'DescribeTasks', '2019-06-12', 'NoSuchProduct'],
    ['mps', 'DescribeTasks', '2018-07-17', 'NoSuchVersion'],
    ['mps', 'DescribeNothing', '2019-06-12', 'InvalidAction'],
    ['mps', 'constructor', '2019-06-12', 'InvalidAction'],
  ])('%s %s %s is %s', async (service, action, version, code) => {
    expect(await codeOf(service, action, list, { version })).toBe(code);
  });

  it.each([
    ['mps', {}, 'MissingParameter'],
    ['mps', { Status: 'FINISH', Foo: 1 }, 'UnknownParameter'],
    ['mps', { Status: 7 }, 'InvalidParameter'],
    ['mps', { Status: 'DONE' }, 'InvalidParameterValue'],
    ['mps', { Status: 'FINISH', Limit: 101 }, 'InvalidParameterValue.Limit'],
    ['mps', { Status: 'FINISH', Limit: 0 }, 'InvalidParameterValue.Limit'],
    ['mps', { Status: 'FINISH', Limit: 'ten' }, 'InvalidParameter'],
    ['mps', { Status: 'FINISH', Limit: '5' }, undefined],
    ['mps', { Status: 'FINISH', ScrollToken: 'taskId6' }, 'InvalidParameterValue'],
    ['mps', { Status: 'FINISH', StartTime: 'yesterday' }, 'InvalidParameterValue'],
    ['vod', { Status: 'DONE' }, 'InvalidParameterValue.Status'],
    ['vod', { SubAppId: 4 }, 'InvalidParameterValue.SubAppId'],
    ['vod', { Sort: { Field: 'FileId' } }, 'InvalidParameterValue'],
    ['vod', { CreateTime: { Since: '2026-05-19T00:00:00Z' } }, 'UnknownParameter'],
    ['vod', {}, undefined],
  ])('%s DescribeTasks %j is %s', async (service, parameters, code) => {
    expect(await codeOf(service, 'DescribeTasks', parameters)).toBe(code);
  });

  it('refuses a body that is no JSON object', async () => {
    expect(await codeOf('mps', 'DescribeTasks', {}, { body: '[]' })).toBe('InvalidParameter');
    expect(await codeOf('yunjing', 'DescribeProcessTaskStatus', {}, { body: '{' })).toBe(
      'InvalidParameter.ParsingError',
    );
  });

  it('refuses a token of another query', async () => {
    clock.now += 1_000;
    const { response } = await callTencent(cloud, 'mps', 'DescribeTasks', { ...list, Limit: 5 });
    const ScrollToken = response.ScrollToken;
    expect(await codeOf('mps', 'DescribeTasks', { Status: 'WAITING', ScrollToken })).toBe(
      'InvalidParameterValue',
    );
    expect(await codeOf('mps', 'DescribeTasks', { ...list, Limit: 50, ScrollToken })).toBeUndefined();
  });
});

describe('how often', () => {
  it.each([
    ['mps', 'DescribeTasks', list, 100],
    ['yunjing', 'DescribeMachines', { MachineType: 'CVM', MachineRegion: 'all-regions' }, 20],
  ] as const)(
    '%s allows so many requests a second and account',
    async (service, action, parameters, limit) => {
      clock.now += 1_000;
      const answers = await Promise.all(
        Array.from({ length: limit + 3 }, () => callTencent(cloud, service, action, parameters)),
      );
      const refused = answers.filter(({ response }) => response.Error?.Code === 'RequestLimitExceeded');
      expect(refused).toHaveLength(3);
      const other = await callTencent(cloud, service, action, parameters, {
        credentials: cloud.credentials.tencentChina,
      });
      expect(other.response.Error).toBeUndefined();
      expect(await codeOf(service, action, parameters)).toBeUndefined();
    },
  );
});

describe('aborting', () => {
  it('ends a waiting MPS task without it ever having begun', async () => {
    const [TaskId = ''] = cloud.model.taskIds('mps', 'WAITING');
    expect(await codeOf('mps', 'ManageTask', { OperationType: 'Abort', TaskId })).toBeUndefined();
    const { response } = await callTencent(cloud, 'mps', 'DescribeTaskDetail', { TaskId });
    expect(response).toMatchObject({ Status: 'FINISH', BeginProcessTime: '0000-00-00T00:00:00Z' });
    expect(cloud.model.taskIds('mps', 'FINISH')).toContain(TaskId);
    expect(await codeOf('mps', 'ManageTask', { OperationType: 'Abort', TaskId })).toBe('FailedOperation');
    clock.now += 3_600_000;
    expect(cloud.model.taskIds('mps', 'FINISH')).toContain(TaskId);
  });

  it('leaves no finished task out of both halves of SubTaskHasFailed', async () => {
    for (const task of [...cloud.model.mps.withStatus('WAITING').newestFirst()]) {
      await codeOf('mps', 'ManageTask', { OperationType: 'Abort', TaskId: task.id });
    }
    const total = async (filter: object) =>
      Number((await callTencent(cloud, 'mps', 'DescribeTasks', { ...list, ...filter })).response.TotalCount);
    clock.now += 1_000;
    expect((await total({ SubTaskHasFailed: true })) + (await total({ SubTaskHasFailed: false }))).toBe(
      await total({}),
    );
  });

  it('makes a waiting VOD task ABORTED', async () => {
    const [TaskId = ''] = cloud.model.taskIds('vod', 'WAITING');
    expect(await codeOf('vod', 'ManageTask', { OperationType: 'Abort', TaskId })).toBeUndefined();
    expect(cloud.model.taskIds('vod', 'ABORTED')).toContain(TaskId);
    expect(cloud.model.taskIds('vod', 'WAITING')).not.toContain(TaskId);
  });
});

it('keeps neither keys nor signatures in its log of requests', async () => {
  await callTencent(cloud, 'mps', 'DescribeTasks', list);
  const log = JSON.stringify(cloud.requests.entries);
  expect(log).toContain('DescribeTasks');
  for (const { id, secret } of Object.values(cloud.credentials)) {
    expect(log).not.toContain(id);
    expect(log).not.toContain(secret);
  }
});

it.each(['told', 'not told'])('refuses a request of more than 64 KB whose size is %s', async (told) => {
  const body = 'x'.repeat(70_000);
  const answer = await fetch(cloud.url, {
    method: 'POST',
    ...(told === 'told' ? { body } : { body: new Blob([body]).stream(), duplex: 'half' }),
  } as RequestInit);
  expect(answer.status).toBe(413);
});

describe('what was sent', () => {
  /** A request that claims to be signed, with a body of its own making. */
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(cloud.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-tc-action': 'DescribeTasks',
        'x-tc-version': '2019-06-12',
        'x-tc-timestamp': '1',
        authorization:
          'TC3-HMAC-SHA256 Credential=AKIDnobody/2026-05-19/mps/tc3_request, SignedHeaders=x, Signature=0',
        ...headers,
      },
      body,
    }).then((answer) => answer.text());

  it('by whoever is refused is kept nowhere, nor is a long name', async () => {
    cloud.requests.clear();
    for (let count = 0; count < 300; count++) {
      await post(JSON.stringify({ Marker: `${count}${'x'.repeat(60_000)}` }));
    }
    await post(JSON.stringify({ Marker: 'short' }), { 'x-tc-action': 'A'.repeat(8_000) });
    expect(cloud.requests.entries).toHaveLength(301);
    const kept = JSON.stringify(cloud.requests.entries);
    expect(kept).not.toContain('Marker');
    expect(kept.length / 301).toBeLessThan(300);
  });

  it('is kept of a call that was answered, unless it is long', async () => {
    cloud.requests.clear();
    await callTencent(cloud, 'mps', 'DescribeTasks', list);
    await callTencent(cloud, 'mps', 'DescribeTaskDetail', { TaskId: 'x'.repeat(20_000) });
    expect(cloud.requests.entries[0]?.parameters).toEqual(list);
    expect(cloud.requests.entries[1]?.parameters).toEqual({});
  });

  it('of very many requests is kept of the last ones', async () => {
    const log = new RequestLog();
    for (let count = 0; count < 25_000; count++) {
      log.begin({ protocol: 'tc3', service: 'mps', action: String(count), parameters: {} }, 0, 0);
    }
    expect(log.total).toBe(25_000);
    expect(log.entries.length).toBeLessThanOrEqual(10_000);
    expect(log.entries.at(-1)?.action).toBe('24999');
  });
});
