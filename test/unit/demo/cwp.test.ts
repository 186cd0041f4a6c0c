import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoCloud } from '../../../src/demo/demoCloud.ts';
import { startDemoCloud } from '../../../src/demo/demoCloud.ts';
import { callTencent } from './callTencent.ts';

const clock = { now: Date.UTC(2026, 4, 19, 9) };
let cloud: DemoCloud;

beforeAll(async () => {
  cloud = await startDemoCloud({
    now: () => clock.now,
    population: { mps: 0, vod: 0, ecs: 0 },
    requestsPerSecond: 10_000,
  });
});
afterAll(() => cloud.close());

function uuidOf(name: string): string {
  return cloud.model.agents.list.find((agent) => agent.name === name)?.uuid ?? '';
}

async function status(Uuid: string): Promise<unknown> {
  const { response } = await callTencent(cloud, 'yunjing', 'DescribeProcessTaskStatus', { Uuid });
  return response.Error?.Code ?? response.Status;
}

describe('a collection', () => {
  it('starts in every state there is', async () => {
    const states = await Promise.all(cloud.model.agents.list.map(({ uuid }) => status(uuid)));
    expect(new Set(states)).toEqual(
      new Set(['COMPLETE', 'COLLECTING', 'AGENT_OFFLINE', 'FAILED', 'FailedOperation.ProcessTaskNotFound']),
    );
  });

  it('collects for 6 to 20 seconds, then is complete', async () => {
    const uuid = uuidOf('bastion');
    expect(await status(uuid)).toBe('FailedOperation.ProcessTaskNotFound');
    await callTencent(cloud, 'cwp', 'CreateProcessTask', { Uuid: uuid }, { version: '2018-02-28' });
    expect(await status(uuid)).toBe('COLLECTING');
    clock.now += 5_900;
    expect(await status(uuid)).toBe('COLLECTING');
    clock.now += 14_200;
    expect(await status(uuid)).toBe('COMPLETE');
  });

  it('can fail, and succeed the next time', async () => {
    const uuid = uuidOf('db-primary');
    expect(await status(uuid)).toBe('FAILED');
    await callTencent(cloud, 'yunjing', 'CreateProcessTask', { Uuid: uuid });
    clock.now += 20_000;
    expect(await status(uuid)).toBe('COMPLETE');
  });

  it('can find the agent offline', async () => {
    const uuid = uuidOf('encoder-2');
    await callTencent(cloud, 'yunjing', 'CreateProcessTask', { Uuid: uuid });
    expect(await status(uuid)).toBe('COLLECTING');
    clock.now += 20_000;
    expect(await status(uuid)).toBe('AGENT_OFFLINE');
  });

  it('is not begun anew while it runs', async () => {
    const uuid = uuidOf('web-1');
    await callTencent(cloud, 'yunjing', 'CreateProcessTask', { Uuid: uuid });
    for (let second = 0; second < 20; second++) {
      clock.now += 1_000;
      if ((await status(uuid)) === 'COMPLETE') {
        return;
      }
      await callTencent(cloud, 'yunjing', 'CreateProcessTask', { Uuid: uuid });
    }
    expect.unreachable('it never ended');
  });

  it('is begun by somebody else now and then', async () => {
    const seen = new Set<unknown>();
    for (let second = 0; second < 100; second += 2) {
      clock.now += 2_000;
      seen.add(await status(uuidOf('cache-1')));
    }
    expect(seen).toEqual(new Set(['COMPLETE', 'COLLECTING']));
  });
});

describe('the result', () => {
  it('is read in pages that do not change', async () => {
    const Uuid = uuidOf('encoder-1');
    const rows: { Id: number; Pid: number }[] = [];
    let total = 1;
    for (let Offset = 0; Offset < total; Offset += 100) {
      const { response } = await callTencent(cloud, 'yunjing', 'DescribeProcesses', {
        Uuid,
        Limit: 100,
        Offset,
      });
      rows.push(...(response.Processes as { Id: number; Pid: number }[]));
      total = Number(response.TotalCount);
      clock.now += 60_000;
    }
    expect(rows).toHaveLength(total);
    expect(new Set(rows.map((row) => row.Pid)).size).toBe(total);
  });

  it('is refused where nothing was collected, and for agents there are not', async () => {
    const ask = async (parameters: object) =>
      (await callTencent(cloud, 'yunjing', 'DescribeProcesses', parameters)).response.Error?.Code;
    expect(await ask({ Uuid: uuidOf('queue-1') })).toBe('FailedOperation.ProcessTaskNotFound');
    expect(await ask({ Uuid: '00000000-0000-4000-a000-000000000000' })).toBe('ResourceNotFound');
    expect(await ask({ Uuid: 'web-1' })).toBe('InvalidParameter.InvalidFormat');
    expect(await ask({})).toBe('MissingParameter');
  });
});

it('lists machines by type and region, the forgotten one without a Uuid', async () => {
  const machines = async (MachineType: string, MachineRegion: string) => {
    const { response } = await callTencent(cloud, 'yunjing', 'DescribeMachines', {
      MachineType,
      MachineRegion,
      Limit: 100,
    });
    return response.Machines as { MachineName: string; Uuid: string }[];
  };
  expect(await machines('BM', 'ap-guangzhou')).toHaveLength(2);
  expect(await machines('CVM', 'ap-singapore')).toHaveLength(3);
  const everywhere = await machines('CVM', 'all-regions');
  expect(everywhere.find((machine) => machine.MachineName === 'retired-1')?.Uuid).toBe('');
});
