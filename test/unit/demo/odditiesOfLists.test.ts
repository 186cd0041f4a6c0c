import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoCloud } from '../../../src/demo/demoCloud.ts';
import { startDemoCloud } from '../../../src/demo/demoCloud.ts';
import { callTencent, listAll } from './callTencent.ts';

const now = Date.UTC(2026, 4, 19, 9);
let cloud: DemoCloud;

beforeAll(async () => {
  cloud = await startDemoCloud({ now: () => now, requestsPerSecond: 100_000 });
});
afterAll(() => cloud.close());

type Item = Record<string, string>;

async function everyItem(service: 'mps' | 'vod', filter: object): Promise<Item[]> {
  const items = await listAll(async (ScrollToken) => {
    const { response } = await callTencent(cloud, service, 'DescribeTasks', {
      ...filter,
      Limit: 100,
      ScrollToken,
    });
    return {
      ids: (response.TaskSet as Item[]).map((item) => JSON.stringify(item)),
      token: String(response.ScrollToken),
    };
  });
  return items.map((item) => JSON.parse(item) as Item);
}

describe('MPS', () => {
  it('has finished tasks that never finished, and running ones that did', async () => {
    const finished = await everyItem('mps', { Status: 'FINISH' });
    expect(finished.filter((item) => item.FinishTime === '0000-00-00T00:00:00Z').length).toBeGreaterThan(5);
    const running = await everyItem('mps', { Status: 'PROCESSING' });
    expect(running.some((item) => item.FinishTime !== '0000-00-00T00:00:00Z')).toBe(true);
    const waiting = await everyItem('mps', { Status: 'WAITING' });
    expect(waiting.every((item) => item.BeginProcessTime === '0000-00-00T00:00:00Z')).toBe(true);
  });

  it('filters by creation, both ends included', async () => {
    const all = await everyItem('mps', { Status: 'FINISH' });
    const [newest, oldest] = [all[20]?.CreateTime, all[60]?.CreateTime];
    const some = await everyItem('mps', { Status: 'FINISH', StartTime: oldest, EndTime: newest });
    const expected = all.filter(
      (item) => String(item.CreateTime) >= String(oldest) && String(item.CreateTime) <= String(newest),
    );
    expect(some).toEqual(expected);
    expect(some.length).toBeGreaterThan(40);
  });
});

describe('VOD', () => {
  it('has the zero times of the year 1, and empty ones', async () => {
    const waiting = [
      ...(await everyItem('vod', { Status: 'WAITING' })),
      ...(await everyItem('vod', { Status: 'PROCESSING' })),
    ];
    expect(new Set(waiting.map((item) => item.FinishTime))).toEqual(new Set(['0001-01-01T00:00:00Z', '']));
  });

  it('sends a token with the last page of the default application, and repeats it on the empty page', async () => {
    const pages: { items: number; asked: string; token: string }[] = [];
    for (let asked = ''; pages.length < 40; ) {
      const { response } = await callTencent(cloud, 'vod', 'DescribeTasks', {
        Status: 'WAITING',
        Limit: 100,
        ScrollToken: asked,
      });
      const token = String(response.ScrollToken);
      pages.push({ items: (response.TaskSet as unknown[]).length, asked, token });
      if (token === asked) {
        break;
      }
      asked = token;
    }
    const last = pages.at(-1);
    expect(last?.items).toBe(0);
    expect(last?.token).toBe(last?.asked);
    expect(pages.at(-2)?.items).toBeGreaterThan(0);
  });

  it('ends the other application by a page without a token', async () => {
    const SubAppId = cloud.model.subApps[1]?.id ?? 0;
    const { response } = await callTencent(cloud, 'vod', 'DescribeTasks', {
      Status: 'ABORTED',
      SubAppId,
      Limit: 100,
    });
    expect((response.TaskSet as unknown[]).length).toBeGreaterThan(0);
    expect(response.ScrollToken).toBe('');
  });

  it('names its applications, on, off and destroyed', async () => {
    const { response } = await callTencent(cloud, 'vod', 'DescribeSubAppIds', {});
    const apps = response.SubAppIdInfoSet as { Status: string }[];
    expect(apps.map((app) => app.Status)).toEqual(['On', 'On', 'Off', 'Destroyed']);
  });

  it('finds the tasks of a file', async () => {
    const [task] = cloud.model.storeOf('vod').all().newestFirst();
    const items = await everyItem('vod', { FileId: task?.subject });
    expect(items.map((item) => item.TaskId)).toEqual([task?.id]);
  });
});

interface Fixture {
  readonly examples: readonly {
    request: Record<string, string>;
    response: { Response: { TaskSet?: Item[] } };
  }[];
}

describe('the examples of the reference pages', () => {
  const read = (name: string) =>
    JSON.parse(readFileSync(new URL(`../../fixtures/${name}.json`, import.meta.url), 'utf8')) as Fixture;

  it.each([
    ['mpsInternational', 'mps', 'tencent'],
    ['mpsChina', 'mps', 'tencentChina'],
    ['vodInternational', 'vod', 'tencent'],
  ] as const)('%s: the requests are taken and answered in the same fields', async (name, service, site) => {
    for (const { request, response: documented } of read(name).examples) {
      // Their tokens are of their own list.
      const { ScrollToken: _, ...parameters } = request;
      const { response } = await callTencent(cloud, service, 'DescribeTasks', parameters, {
        credentials: cloud.credentials[site],
      });
      expect(Object.keys(response).sort()).toEqual(Object.keys(documented.Response).sort());
      const item = (response.TaskSet as Item[])[0] ?? {};
      expect(Object.keys(item)).toEqual(
        expect.arrayContaining(Object.keys(documented.Response.TaskSet?.[0] ?? {})),
      );
    }
  });
});
