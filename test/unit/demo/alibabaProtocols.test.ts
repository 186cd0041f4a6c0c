import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signAcs3 } from '../../../src/core/providers/alibaba/acs3.ts';
import { signRpc } from '../../../src/core/providers/alibaba/rpc.ts';
import type { Credentials } from '../../../src/core/providers/service.ts';
import type { DemoCloud } from '../../../src/demo/demoCloud.ts';
import { startDemoCloud } from '../../../src/demo/demoCloud.ts';

const clock = { now: Date.UTC(2026, 4, 19, 9) };
let cloud: DemoCloud;

beforeAll(async () => {
  cloud = await startDemoCloud({ now: () => clock.now, population: { mps: 0, vod: 0, ecs: 80 } });
});
afterAll(() => cloud.close());

interface Overrides {
  readonly credentials?: Credentials;
  readonly timestampMs?: number;
  readonly nonce?: string;
  readonly action?: string;
  readonly version?: string;
}

interface Refusal {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

type Ask = (parameters: Record<string, string>, overrides?: Overrides) => Promise<Refusal>;

function signing(overrides: Overrides) {
  return {
    credentials: overrides.credentials ?? cloud.credentials.alibaba,
    action: overrides.action ?? 'DescribeTasks',
    version: overrides.version ?? '2014-05-26',
    timestampMs: overrides.timestampMs ?? clock.now,
    nonce: overrides.nonce ?? randomUUID(),
  };
}

async function refusalOf(answer: Response): Promise<Refusal> {
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const sendAcs3 = (headers: Record<string, string>, body?: string) =>
  fetch(`${cloud.url}/?RegionId=cn-hangzhou`, {
    method: 'POST',
    headers,
    ...(body !== undefined && { body }),
  });

const byAcs3: Ask = async (parameters, overrides = {}) => {
  clock.now += 1_000;
  const headers = signAcs3({
    ...signing(overrides),
    method: 'POST',
    host: new URL(cloud.url).host,
    path: '/',
    query: parameters,
    body: '',
  });
  return refusalOf(
    await fetch(`${cloud.url}/?${new URLSearchParams(parameters)}`, { method: 'POST', headers }),
  );
};

const byRpc: Ask = async (parameters, overrides = {}) => {
  clock.now += 1_000;
  const form = signRpc({ ...signing(overrides), method: 'POST', parameters });
  return refusalOf(await fetch(cloud.url, { method: 'POST', body: new URLSearchParams(form) }));
};

const RegionId = 'cn-beijing';

describe.each([
  ['ACS3', byAcs3],
  ['RPC', byRpc],
] as const)('%s', (_, ask) => {
  it('answers with numbered pages of the region', async () => {
    const { status, body } = await ask({ RegionId, TaskStatus: 'Finished', PageNumber: '2', PageSize: '7' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ PageNumber: 2, PageSize: 7, RequestId: expect.any(String) });
    const ids = (body as { TaskSet: { Task: { TaskId: string }[] } }).TaskSet.Task.map((task) => task.TaskId);
    expect(ids).toEqual(cloud.model.taskIds('ecs', 'Finished', RegionId).slice(7, 14));
  });

  it('refuses keys, times and nonces, each in its own words', async () => {
    const { alibaba } = cloud.credentials;
    expect(await ask({ RegionId }, { credentials: { ...alibaba, secret: 'other' } })).toMatchObject({
      status: 400,
      body: { Code: 'SignatureDoesNotMatch', HostId: expect.any(String), RequestId: expect.any(String) },
    });
    expect(await ask({ RegionId }, { credentials: { ...alibaba, id: 'LTAIother' } })).toMatchObject({
      status: 404,
      body: { Code: 'InvalidAccessKeyId.NotFound' },
    });
    expect(await ask({ RegionId }, { credentials: { ...alibaba, token: 'other' } })).toMatchObject({
      body: { Code: 'InvalidSecurityToken.MismatchWithAccessKey' },
    });
    expect(await ask({ RegionId }, { timestampMs: clock.now - 20 * 60_000 })).toMatchObject({
      body: { Code: 'InvalidTimeStamp.Expired' },
    });
    const nonce = randomUUID();
    expect((await ask({ RegionId }, { nonce })).status).toBe(200);
    expect(await ask({ RegionId }, { nonce })).toMatchObject({ body: { Code: 'SignatureNonceUsed' } });
  });

  it('refuses what it does not know', async () => {
    expect(await ask({ RegionId: 'mars-1' })).toMatchObject({
      status: 404,
      body: { Code: 'InvalidRegionId.NotFound' },
    });
    expect(await ask({})).toMatchObject({ status: 400, body: { Code: 'MissingParameter' } });
    expect(await ask({ RegionId, PageNumber: '0' })).toMatchObject({ body: { Code: 'InvalidParameter' } });
    expect(await ask({ RegionId }, { action: 'DescribeMoon' })).toMatchObject({
      status: 404,
      body: { Code: 'InvalidAction.NotFound' },
    });
    expect(await ask({ RegionId }, { version: '2013-01-01' })).toMatchObject({
      body: { Code: 'NoSuchVersion' },
    });
  });
});

it('throttles a caller who asks too often', async () => {
  const answers = await Promise.all(
    Array.from({ length: 53 }, async () => {
      const form = signRpc({ ...signing({}), method: 'POST', parameters: { RegionId } });
      return refusalOf(await fetch(cloud.url, { method: 'POST', body: new URLSearchParams(form) }));
    }),
  );
  const refused = answers.filter(({ status }) => status !== 200);
  expect(refused.map(({ body }) => body.Code)).toEqual(Array.from({ length: 3 }, () => 'Throttling.User'));
});

describe('ACS3 refuses what is sent unsigned', () => {
  const headers = (contentType?: string) => {
    clock.now += 1_000;
    return signAcs3({
      ...signing({}),
      method: 'POST',
      host: new URL(cloud.url).host,
      path: '/',
      query: { RegionId: 'cn-hangzhou' },
      body: '',
      contentType,
    });
  };

  it('a content type that fetch adds to an empty body', async () => {
    expect((await sendAcs3(headers())).status).toBe(200);
    const added = await refusalOf(await sendAcs3(headers(), ''));
    expect(added).toMatchObject({ status: 400, body: { Code: 'IncompleteSignature' } });
    expect((await sendAcs3(headers('text/plain;charset=UTF-8'), '')).status).toBe(200);
  });

  it('a header of its own', async () => {
    const added = await refusalOf(await sendAcs3({ ...headers(), 'x-acs-organizationid': '7' }));
    expect(added).toMatchObject({ status: 400, body: { Code: 'IncompleteSignature' } });
  });
});
