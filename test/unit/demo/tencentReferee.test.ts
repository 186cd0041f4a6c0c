import { CommonClient } from 'tencentcloud-sdk-nodejs-common';
import { mps } from 'tencentcloud-sdk-nodejs-mps';
import { vod } from 'tencentcloud-sdk-nodejs-vod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Credentials } from '../../../src/core/providers/service.ts';
import type { DemoCloud } from '../../../src/demo/demoCloud.ts';
import { startDemoCloud } from '../../../src/demo/demoCloud.ts';
import { listAll } from './callTencent.ts';

/** The official clients sign with the real clock, so it stands still at the present. */
const now = Date.now();
let cloud: DemoCloud;

beforeAll(async () => {
  cloud = await startDemoCloud({ now: () => now, requestsPerSecond: 10_000 });
});
afterAll(() => cloud.close());

function config(credentials: Credentials) {
  return {
    credential: { secretId: credentials.id, secretKey: credentials.secret },
    profile: { httpProfile: { protocol: 'http://' as const, endpoint: new URL(cloud.url).host } },
  };
}

describe('the official MPS client', () => {
  it.each(['WAITING', 'PROCESSING', 'FINISH'])('lists every page of %s', async (Status) => {
    const client = new mps.v20190612.Client(config(cloud.credentials.tencent));
    const ids = await listAll(async (token) => {
      const page = await client.DescribeTasks({ Status, Limit: 30, ...(token && { ScrollToken: token }) });
      expect(page.TotalCount).toBe(cloud.model.taskIds('mps', Status).length);
      return { ids: (page.TaskSet ?? []).map((task) => task.TaskId ?? ''), token: page.ScrollToken ?? '' };
    });
    expect(ids.length).toBeGreaterThan(30);
    expect(ids).toEqual(cloud.model.taskIds('mps', Status));
  });

  it('is told no TotalCount on the China site', async () => {
    const client = new mps.v20190612.Client(config(cloud.credentials.tencentChina));
    const page = await client.DescribeTasks({ Status: 'FINISH' });
    expect(page.TaskSet).toHaveLength(10);
    expect(page).not.toHaveProperty('TotalCount');
  });

  it('splits finished tasks by whether a part failed', async () => {
    const client = new mps.v20190612.Client(config(cloud.credentials.tencent));
    const list = (SubTaskHasFailed: boolean) =>
      listAll(async (token) => {
        const asked = {
          Status: 'FINISH',
          Limit: 100,
          SubTaskHasFailed,
          ...(token && { ScrollToken: token }),
        };
        const page = await client.DescribeTasks(asked);
        return { ids: (page.TaskSet ?? []).map((task) => task.TaskId ?? ''), token: page.ScrollToken ?? '' };
      });
    const failed = await list(true);
    const fine = await list(false);
    expect(failed.length).toBeGreaterThan(100);
    expect(failed.every((id) => cloud.model.mps.find(id)?.fails)).toBe(true);
    expect(new Set([...failed, ...fine])).toEqual(new Set(cloud.model.taskIds('mps', 'FINISH')));
    expect(failed.length + fine.length).toBe(cloud.model.taskIds('mps', 'FINISH').length);
  });

  it('reads the detail of every type, with the structure of the type and failures inside it', async () => {
    const client = new mps.v20190612.Client(config(cloud.credentials.tencent));
    const finished = [...cloud.model.mps.withStatus('FINISH').newestFirst()];
    for (const type of new Set(finished.map((task) => task.template.type))) {
      const task = finished.find((candidate) => candidate.template.type === type);
      const detail = await client.DescribeTaskDetail({ TaskId: task?.id ?? '' });
      expect(detail.TaskType).toBe(type);
      expect(detail.Status).toBe('FINISH');
      expect(detail[type as 'WorkflowTask']).toMatchObject({ Status: 'FINISH' });
    }
    const failing = finished.find((task) => task.fails && task.template.subtypes.join() === 'action-trans');
    const { WorkflowTask: workflow } = await client.DescribeTaskDetail({ TaskId: failing?.id ?? '' });
    const part = workflow?.MediaProcessResultSet?.[0]?.TranscodeTask;
    expect(workflow?.ErrCode !== 0 || (part?.Status === 'FAIL' && part.ErrCode !== 0)).toBe(true);
  });

  it('is told the real code for a wrong key, an unknown SecretId and an unknown task', async () => {
    const { tencent } = cloud.credentials;
    const wrongKey = new mps.v20190612.Client(config({ ...tencent, secret: `${tencent.secret}x` }));
    await expect(wrongKey.DescribeTasks({ Status: 'FINISH' })).rejects.toMatchObject({
      code: 'AuthFailure.SignatureFailure',
    });
    const unknown = new mps.v20190612.Client(config({ ...tencent, id: 'AKIDnobody' }));
    await expect(unknown.DescribeTasks({ Status: 'FINISH' })).rejects.toMatchObject({
      code: 'AuthFailure.SecretIdNotFound',
    });
    const client = new mps.v20190612.Client(config(tencent));
    await expect(client.DescribeTaskDetail({ TaskId: 'gone' })).rejects.toMatchObject({
      code: 'InvalidParameterValue.TaskId',
    });
  });
});

describe('the official VOD client', () => {
  const names = ['media-library', 'short-video'];

  it.each(names)('lists every page of %s, whole and by status', async (name) => {
    const client = new vod.v20180717.Client(config(cloud.credentials.tencent));
    const { SubAppIdInfoSet: apps = [] } = await client.DescribeSubAppIds({ Limit: 200 });
    const SubAppId = apps.find((app) => app.SubAppIdName === name)?.SubAppId ?? 0;
    for (const Status of [undefined, 'WAITING', 'PROCESSING', 'FINISH', 'ABORTED']) {
      const ids = await listAll(async (token) => {
        const filter = {
          SubAppId,
          Limit: 50,
          ...(Status && { Status }),
          ...(token && { ScrollToken: token }),
        };
        const page = await client.DescribeTasks(filter);
        return { ids: (page.TaskSet ?? []).map((task) => task.TaskId ?? ''), token: page.ScrollToken ?? '' };
      });
      expect(ids.length).toBeGreaterThan(0);
      expect(ids).toEqual(cloud.model.taskIds('vod', Status, SubAppId));
    }
  });

  it('reads details and is told of tasks that are no more', async () => {
    const client = new vod.v20180717.Client(config(cloud.credentials.tencent));
    const finished = [...cloud.model.storeOf('vod').withStatus('FINISH').newestFirst()];
    const procedure = finished.find((task) => task.template.type === 'Procedure' && task.fails);
    const detail = await client.DescribeTaskDetail({ TaskId: procedure?.id ?? '' });
    expect(detail.ProcedureTask?.ErrCode).toBe(0);
    const states = (detail.ProcedureTask?.MediaProcessResultSet ?? []).map(
      (item) => (item.TranscodeTask ?? item.SampleSnapshotTask ?? item.ImageSpriteTask)?.Status,
    );
    expect(states).toContain('FAIL');
    await expect(client.DescribeTaskDetail({ TaskId: 'gone' })).rejects.toMatchObject({
      code: 'ResourceNotFound',
    });
  });

  it('sorts by finish time and filters by creation', async () => {
    const client = new vod.v20180717.Client(config(cloud.credentials.tencent));
    const times = await listAll(async (token) => {
      const page = await client.DescribeTasks({
        Status: 'FINISH',
        Limit: 100,
        Sort: { Field: 'FinishTime', Order: 'Asc' },
        CreateTime: { After: new Date(now - 86_400_000).toISOString(), Before: new Date(now).toISOString() },
        ...(token && { ScrollToken: token }),
      });
      return {
        ids: (page.TaskSet ?? []).map((task) => `${task.FinishTime} ${task.TaskId}`),
        token: page.ScrollToken ?? '',
      };
    });
    expect(times.length).toBeGreaterThan(150);
    const finishes = times.map((line) => line.slice(0, 20)).filter((time) => time.startsWith('2'));
    expect(finishes).toEqual([...finishes].sort());
    expect(new Set(times).size).toBe(times.length);
  });
});

describe('the official common client', () => {
  it('collects the processes of an agent', async () => {
    const client = new CommonClient(
      'yunjing.tencentcloudapi.com',
      '2018-02-28',
      config(cloud.credentials.tencent),
    );
    const agent = cloud.model.agents.list[0];
    expect(await client.request('DescribeProcessTaskStatus', { Uuid: agent?.uuid })).toMatchObject({
      Status: 'COMPLETE',
    });
    const page = await client.request('DescribeProcesses', { Uuid: agent?.uuid, Limit: 20, Offset: 0 });
    expect(page.Processes).toHaveLength(20);
    expect(page.TotalCount).toBeGreaterThan(20);
    await client.request('CreateProcessTask', { Uuid: agent?.uuid });
    expect(await client.request('DescribeProcessTaskStatus', { Uuid: agent?.uuid })).toMatchObject({
      Status: 'COLLECTING',
    });
  });
});
