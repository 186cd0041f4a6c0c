import OpenApiClient from '@alicloud/openapi-core';
import { Config, OpenApiRequest, Params } from '@alicloud/openapi-core/dist/utils.js';
import RpcClient from '@alicloud/pop-core';
import * as $dara from '@darabonba/typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoCloud } from '../../../src/demo/demoCloud.ts';
import { startDemoCloud } from '../../../src/demo/demoCloud.ts';

interface EcsPage {
  readonly TotalCount: number;
  readonly TaskSet: { readonly Task: readonly { readonly TaskId: string }[] };
}

const now = Date.now();
const region = 'cn-hangzhou';
const statuses = ['Processing', 'Finished', 'Failed'];
let cloud: DemoCloud;

beforeAll(async () => {
  cloud = await startDemoCloud({ now: () => now, requestsPerSecond: 10_000 });
});
afterAll(() => cloud.close());

async function numbered(fetchPage: (page: number) => Promise<EcsPage>): Promise<string[]> {
  const ids: string[] = [];
  for (let page = 1; ; page++) {
    const { TaskSet, TotalCount } = await fetchPage(page);
    ids.push(...TaskSet.Task.map((task) => task.TaskId));
    if (TaskSet.Task.length === 0 || ids.length >= TotalCount) {
      return ids;
    }
  }
}

describe('the official RPC client', () => {
  const client = (secret = cloud.credentials.alibaba.secret) =>
    new RpcClient({
      accessKeyId: cloud.credentials.alibaba.id,
      accessKeySecret: secret,
      endpoint: cloud.url,
      apiVersion: '2014-05-26',
    });

  it.each(['GET', 'POST'] as const)('lists every page with %s', async (method) => {
    for (const TaskStatus of statuses) {
      const ids = await numbered((PageNumber) =>
        client().request<EcsPage>(
          'DescribeTasks',
          { RegionId: region, TaskStatus, PageNumber, PageSize: 50 },
          { method },
        ),
      );
      expect(ids.length).toBeGreaterThan(5);
      expect(ids).toEqual(cloud.model.taskIds('ecs', TaskStatus, region));
    }
  });

  it('reads an attribute', async () => {
    const [TaskId = ''] = cloud.model.taskIds('ecs', 'Failed', region);
    const detail = await client().request<Record<string, unknown>>('DescribeTaskAttribute', {
      RegionId: region,
      TaskId,
    });
    expect(detail).toMatchObject({ TaskId, TaskStatus: 'Failed', FailedCount: 1 });
  });

  it('is told the real code for a wrong key', async () => {
    await expect(client('wrong').request('DescribeTasks', { RegionId: region })).rejects.toMatchObject({
      code: 'SignatureDoesNotMatch',
    });
  });
});

describe('the official OpenAPI client', () => {
  const call = (secret: string, query: Record<string, string>): Promise<{ body: EcsPage }> => {
    const client = new OpenApiClient(
      new Config({
        accessKeyId: cloud.credentials.alibaba.id,
        accessKeySecret: secret,
        endpoint: new URL(cloud.url).host,
        protocol: 'HTTP',
        signatureAlgorithm: 'ACS3-HMAC-SHA256',
      }),
    );
    const params = new Params({
      action: 'DescribeTasks',
      version: '2014-05-26',
      protocol: 'HTTP',
      method: 'POST',
      authType: 'AK',
      style: 'RPC',
      pathname: '/',
      reqBodyType: 'json',
      bodyType: 'json',
    });
    return client.doRequest(params, new OpenApiRequest({ query }), new $dara.RuntimeOptions({})) as Promise<{
      body: EcsPage;
    }>;
  };

  it('lists every page by ACS3', async () => {
    const ids = await numbered(
      async (page) =>
        (
          await call(cloud.credentials.alibaba.secret, {
            RegionId: region,
            TaskStatus: 'Finished',
            PageNumber: String(page),
            PageSize: '100',
          })
        ).body,
    );
    expect(ids.length).toBeGreaterThan(200);
    expect(ids).toEqual(cloud.model.taskIds('ecs', 'Finished', region));
  });

  it('is told the real code for a wrong key', async () => {
    await expect(call('wrong', { RegionId: region })).rejects.toMatchObject({
      code: 'SignatureDoesNotMatch',
    });
  });
});
