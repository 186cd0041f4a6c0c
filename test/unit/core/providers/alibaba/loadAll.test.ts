import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ecs } from '../../../../../src/core/providers/alibaba/ecs.ts';
import { isTask } from '../../../../../src/core/tasks/listRows.ts';
import { ServiceTasks } from '../../../../../src/core/tasks/serviceTasks.ts';
import type { StatusList } from '../../../../../src/core/tasks/statusList.ts';
import { type DemoCloud, startDemoCloud } from '../../../../../src/demo/demoCloud.ts';
import { hurriedClock, serviceContext } from '../serviceContext.ts';

const size = 10_000;
const now = Date.now();
let cloud: DemoCloud;

beforeAll(async () => {
  cloud = await startDemoCloud({
    now: () => now,
    requestsPerSecond: 100_000,
    population: { ecs: size, live: false },
  });
});
afterAll(() => cloud.close());
afterEach(() => {
  cloud.faults.clear();
  cloud.requests.clear();
});

function openFinished(): StatusList {
  const service = ecs.create(
    serviceContext({
      cloud: 'alibaba',
      credentials: cloud.credentials.alibaba,
      config: { kind: 'ecs', region: 'cn-hangzhou', endpoint: new URL(cloud.url) },
    }),
  );
  const tasks = new ServiceTasks(service, {
    clock: hurriedClock,
    pageSize: () => 100,
    maxPages: 2_000,
    maxRefreshPages: 20,
  });
  const finished = tasks.groups.find(({ kind }) => kind.status === 'Finished');
  if (finished === undefined) {
    throw new Error('There is no such list');
  }
  return finished;
}

const idsOf = (list: StatusList): string[] => [...list.rows].filter(isTask).map(({ task }) => task.id);

const truth = (): string[] => cloud.model.taskIds('ecs', 'Finished');

describe('load all finished tasks of ECS', () => {
  it('reads pages side by side, and shows the same rows in the same order', async () => {
    const paged = openFinished();
    await paged.open();
    while (paged.hasMore) {
      await paged.loadMore();
    }
    const { peakInFlight, total } = cloud.requests;
    expect(peakInFlight).toBe(1);
    cloud.faults.add({ fault: { kind: 'delay', ms: 4 } });
    const finished = openFinished();
    await finished.loadAll(100_000, new AbortController().signal, () => {});
    expect(idsOf(finished)).toEqual(idsOf(paged));
    expect(idsOf(finished)).toEqual(truth());
    expect(finished.end).toBe('complete');
    expect(cloud.requests.peakInFlight).toBe(5);
    expect(cloud.requests.total - total).toBeLessThanOrEqual(total + 1);
  });

  it('keeps what was merged before a page that fails, and goes on from there', async () => {
    const finished = openFinished();
    const fault = { kind: 'error', code: 'Forbidden.RAM', status: 403 } as const;
    cloud.faults.add({ fault, where: ({ parameters }) => Number(parameters.PageNumber) === 33 });
    await finished.loadAll(100_000, new AbortController().signal, () => {});
    expect(finished.failure?.error.code).toBe('Forbidden.RAM');
    expect(idsOf(finished)).toEqual(truth().slice(0, 3_200));
    cloud.faults.clear();
    await finished.loadAll(100_000, new AbortController().signal, () => {});
    expect(idsOf(finished)).toEqual(truth());
  });

  it('ends what it reads ahead when it is cancelled', async () => {
    const finished = openFinished();
    const stop = new AbortController();
    cloud.faults.add({
      fault: { kind: 'hang' },
      where: ({ parameters }) => Number(parameters.PageNumber) > 16,
    });
    const loading = finished.loadAll(100_000, stop.signal, () => {});
    await expect.poll(() => cloud.requests.inFlight).toBe(5);
    stop.abort();
    await loading;
    await expect.poll(() => cloud.requests.inFlight).toBe(0);
    expect(finished).toMatchObject({ hasMore: true, failure: undefined, phase: 'loaded' });
    cloud.faults.clear();
    await finished.loadAll(100_000, new AbortController().signal, () => {});
    expect(idsOf(finished)).toEqual(truth());
  });
});
