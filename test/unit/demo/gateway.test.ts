import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signApiGateway } from '../../../src/core/providers/alibaba/apiGateway.ts';
import { signRpc } from '../../../src/core/providers/alibaba/rpc.ts';
import type { Credentials } from '../../../src/core/providers/service.ts';
import type { DemoCloud } from '../../../src/demo/demoCloud.ts';
import { startDemoCloud } from '../../../src/demo/demoCloud.ts';
import type { ApsaraShape } from '../../../src/demo/faults.ts';

const clock = { now: Date.UTC(2026, 4, 19, 9) };
const region = 'cn-qingdao-env17-d01';
const regions = { RegionId: region, regionId: region };
let cloud: DemoCloud;

beforeAll(async () => {
  cloud = await startDemoCloud({
    now: () => clock.now,
    population: { mps: 0, vod: 0 },
    requestsPerSecond: 10_000,
  });
});
afterAll(() => cloud.close());

interface Overrides {
  readonly credentials?: Credentials;
  readonly timestampMs?: number;
  readonly nonce?: string;
  readonly action?: string;
}

async function call(parameters: Record<string, string>, overrides: Overrides = {}) {
  const path = `/apsara/route/Ecs/${overrides.action ?? 'DescribeTasks'}`;
  const headers = signApiGateway({
    credentials: overrides.credentials ?? cloud.credentials.apsaraStack,
    method: 'POST',
    path,
    accept: 'application/json',
    contentType: 'application/x-www-form-urlencoded; charset=UTF-8',
    parameters,
    extraHeaders: { UserEmail: 'ops@example.com' },
    timestampMs: overrides.timestampMs ?? clock.now,
    nonce: overrides.nonce ?? randomUUID(),
  });
  const answer = await fetch(cloud.url + path, {
    method: 'POST',
    headers,
    body: new URLSearchParams(parameters).toString(),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    gatewayCode: answer.headers.get('x-ca-error-code'),
    gatewayMessage: answer.headers.get('x-ca-error-message'),
    requestId: answer.headers.get('x-ca-request-id'),
    body: text === '' ? undefined : (JSON.parse(text) as Record<string, unknown>),
  };
}

function tasksIn(body: Record<string, unknown> | undefined): { TaskId: string }[] {
  return (body as { TaskSet: { Task: { TaskId: string }[] } }).TaskSet.Task;
}

describe('the gateway', () => {
  it('lists the six statuses by page number, in all the fields of ECS', async () => {
    for (const TaskStatus of ['Pending', 'Processing', 'Finished', 'Failed', 'Paused', 'Deleted']) {
      const ids: string[] = [];
      let total = 1;
      for (let page = 1; ids.length < total; page++) {
        const { body } = await call({ ...regions, TaskStatus, PageNumber: String(page), PageSize: '20' });
        const tasks = tasksIn(body);
        ids.push(...tasks.map((task) => task.TaskId));
        total = Number(body?.TotalCount);
        expect(tasks.length).toBeGreaterThan(0);
        expect(body).toHaveProperty('RequestID');
      }
      expect(ids).toEqual(cloud.model.taskIds('ecs', TaskStatus, region));
    }
  });

  it('takes the request of the reference page', async () => {
    const fixture = JSON.parse(
      readFileSync(new URL('../../fixtures/apsaraStackEcs.json', import.meta.url), 'utf8'),
    ) as { examples: { request: Record<string, string> }[] };
    const answer = await call({ ...fixture.examples[0]?.request, regionId: region });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ TotalCount: 0, TaskSet: { Task: [] } });
  });

  it('finds tasks by id, and reads one', async () => {
    const ids = cloud.model.taskIds('ecs', 'Finished', region).slice(3, 6);
    const { body } = await call({ ...regions, TaskIds: ids.join(',') });
    expect(tasksIn(body).map((task) => task.TaskId)).toEqual(ids);
    const detail = await call({ ...regions, TaskId: ids[0] ?? '' }, { action: 'DescribeTaskAttribute' });
    expect(detail.body).toMatchObject({ TaskId: ids[0], TaskProcess: '100%', SuccessCount: 1 });
    const gone = await call({ ...regions, TaskId: 't-gone' }, { action: 'DescribeTaskAttribute' });
    expect(gone).toMatchObject({ status: 404, body: { Code: 'TaskNotFound' } });
  });

  it('refuses in headers, with the text that should have been signed', async () => {
    const stack = cloud.credentials.apsaraStack;
    const wrong = await call(regions, { credentials: { ...stack, secret: 'wrong' } });
    expect(wrong).toMatchObject({ status: 403, gatewayCode: 'A403IS', body: undefined });
    expect(wrong.gatewayMessage).toContain('Server StringToSign');
    expect(wrong.requestId).toBeTruthy();
    const unknown = await call(regions, { credentials: { ...stack, id: '1' } });
    expect(unknown.gatewayCode).toBe('A400IK');
    const late = await call(regions, { timestampMs: clock.now - 16 * 60_000 });
    expect(late.gatewayCode).toBe('S403TE');
    const nonce = randomUUID();
    expect((await call(regions, { nonce })).status).toBe(200);
    expect((await call(regions, { nonce })).gatewayCode).toBe('S403NU');
    clock.now += 16 * 60_000;
    expect((await call(regions, { nonce })).status).toBe(200);
  });

  it('wants its region twice, and knows only its own', async () => {
    expect(await call({ RegionId: region })).toMatchObject({
      status: 400,
      body: { Code: 'MissingParameter' },
    });
    expect(await call({ regionId: region })).toMatchObject({
      status: 400,
      body: { Code: 'MissingParameter' },
    });
    const other = await call({ RegionId: 'cn-hangzhou', regionId: region });
    expect(other).toMatchObject({ status: 404, body: { Code: 'InvalidRegionId.NotFound' } });
    expect(await call({ ...regions, PageSize: '101' })).toMatchObject({
      status: 400,
      body: { Code: 'InvalidParameter' },
    });
    expect(await call({ ...regions, Foo: '1' })).toMatchObject({
      status: 400,
      body: { Code: 'UnsupportedParameter' },
    });
  });

  it('cancels what can be cancelled', async () => {
    const store = cloud.model.storeOf('ecs', region);
    const running = [...store.withStatus('Processing').newestFirst()];
    const image = running.find((task) => task.template.type === 'ImportImage');
    const other = running.find((task) => task.template.type === 'ModifyDiskSpec');
    expect((await call({ ...regions, TaskId: image?.id ?? '' }, { action: 'CancelTask' })).status).toBe(200);
    expect(cloud.model.taskIds('ecs', 'Deleted', region)).toContain(image?.id);
    expect((await call({ ...regions, TaskId: other?.id ?? '' }, { action: 'CancelTask' })).status).toBe(403);
  });

  const shapes: readonly [ApsaraShape, (body: Record<string, unknown>) => unknown][] = [
    ['result', (body) => body.result],
    ['resultText', (body) => JSON.parse(String(body.result))],
    ['data', (body) => body.data],
    ['dataText', (body) => JSON.parse(String(body.data))],
    ['asapi', (body) => body],
  ];
  it.each(shapes)('dresses its answer as %s when asked to', async (shape, undress) => {
    const remove = cloud.faults.add({ fault: { kind: 'shape', shape } });
    const { body } = await call(regions);
    remove();
    expect(undress(body ?? {})).toHaveProperty('TaskSet.Task');
  });
});

it('lets the stack be asked by RPC with the same key', async () => {
  const ask = async (credentials: Credentials, RegionId: string) => {
    const parameters = signRpc({
      credentials,
      method: 'POST',
      parameters: { RegionId, ...(RegionId === region ? { regionId: region } : {}) },
      action: 'DescribeTasks',
      version: '2014-05-26',
      timestampMs: clock.now,
      nonce: randomUUID(),
    });
    const answer = await fetch(cloud.url, { method: 'POST', body: new URLSearchParams(parameters) });
    return answer.status;
  };
  expect(await ask(cloud.credentials.apsaraStack, region)).toBe(200);
  expect(await ask(cloud.credentials.alibaba, 'cn-hangzhou')).toBe(200);
  expect(await ask(cloud.credentials.alibaba, region)).not.toBe(200);
});
