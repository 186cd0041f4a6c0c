import { systemClock } from '../../src/core/model/clock.ts';
import { ecs } from '../../src/core/providers/alibaba/ecs.ts';
import { isTask } from '../../src/core/tasks/listRows.ts';
import { ServiceTasks } from '../../src/core/tasks/serviceTasks.ts';
import type { StatusList } from '../../src/core/tasks/statusList.ts';
import { type DemoCloud, startDemoCloud } from '../../src/demo/demoCloud.ts';
import { serviceContext } from '../unit/core/providers/serviceContext.ts';
import { startDelayProxy } from './delayProxy.ts';

export const loadedTasks = 10_000;
/** A server of the same country, and one on another continent. */
export const distances = [40, 200] as const;

export interface LoadAllFigures {
  /** By ms there and back. */
  readonly ahead: Record<number, number>;
  readonly oneByOne: Record<number, number>;
}

/** `Load All` of ended ECS tasks, and one page after another: all within the service's own rate. */
export async function measureLoadAll(): Promise<LoadAllFigures> {
  const figures: LoadAllFigures = { ahead: {}, oneByOne: {} };
  // Hardly more than is loaded: what is read ahead of that would be counted for nothing.
  const cloud = await startDemoCloud({ population: { ecs: 11_300, live: false }, requestsPerSecond: 10_000 });
  try {
    for (const roundTripMs of distances) {
      const ahead = await timed(cloud, roundTripMs, (list) =>
        list.loadAll(loadedTasks, new AbortController().signal, () => {}),
      );
      const oneByOne = await timed(cloud, roundTripMs, async (list) => {
        await list.open();
        while (list.rows.size < loadedTasks && list.hasMore) {
          await list.loadMore();
        }
      });
      if (ahead.ids.length !== loadedTasks || ahead.ids.join() !== oneByOne.ids.join()) {
        throw new Error(`${ahead.ids.length} tasks were loaded, and ${oneByOne.ids.length} one by one`);
      }
      figures.ahead[roundTripMs] = ahead.ms;
      figures.oneByOne[roundTripMs] = oneByOne.ms;
    }
  } finally {
    await cloud.close();
  }
  return figures;
}

async function timed(
  cloud: DemoCloud,
  roundTripMs: number,
  load: (list: StatusList) => Promise<void>,
): Promise<{ ms: number; ids: readonly string[] }> {
  const proxy = await startDelayProxy(Number(new URL(cloud.url).port), roundTripMs);
  const endpoint = new URL(`http://127.0.0.1:${proxy.port}`);
  const service = ecs.create(
    serviceContext({
      cloud: 'alibaba',
      credentials: cloud.credentials.alibaba,
      config: { kind: 'ecs', region: 'cn-hangzhou', endpoint },
      clock: systemClock,
    }),
  );
  const tasks = new ServiceTasks(service, {
    clock: systemClock,
    pageSize: () => 100,
    maxPages: Number.POSITIVE_INFINITY,
    maxRefreshPages: 20,
  });
  try {
    const finished = tasks.groups.find(({ kind }) => kind.status === 'Finished');
    if (finished === undefined) {
      throw new Error('There is no such list');
    }
    const started = performance.now();
    await load(finished);
    const ms = performance.now() - started;
    return { ms, ids: [...finished.rows].filter(isTask).map(({ task }) => task.id) };
  } finally {
    tasks.dispose();
    proxy.close();
  }
}
