import { describe, expect, it } from 'vitest';
import type { Task } from '../../../../src/core/model/task.ts';
import { openCloud, openFinished, refusal, settled, task, tasks, withMalformed } from './listedCloud.ts';

describe('an entry that cannot be read', () => {
  const item = { reason: 'no TaskId', raw: { TaskType: 'WorkflowTask' }, index: 0 };

  it('is a row of its own, the same one after a refresh', async () => {
    const { cloud, finished } = openCloud();
    cloud.lists.FINISH = tasks('FINISH', 3, 1);
    cloud.slips.push(withMalformed(item), withMalformed({ ...item }));
    await finished.open();
    const [entry] = finished.unreadable;
    expect(entry).toMatchObject({ group: finished, item });
    await finished.refresh();
    expect([...finished.unreadable]).toEqual([entry]);
    expect([...finished.unreadable][0]).toBe(entry);
  });

  it('goes when a refresh has passed the place where it was', async () => {
    const { cloud, finished } = openCloud();
    cloud.lists.FINISH = tasks('FINISH', 9, 1);
    cloud.slips.push(withMalformed(item), withMalformed({ reason: 'not an object', raw: null, index: 0 }));
    await finished.open();
    await finished.loadMore();
    expect([...finished.unreadable]).toHaveLength(2);
    await finished.refreshQuietly();
    expect([...finished.unreadable].map((entry) => entry.item.reason)).toEqual(['not an object']);
  });

  it('counts as something that "Load more" has brought', async () => {
    const { cloud, finished } = await openFinished(9);
    cloud.slips.push((page) => ({ ...page, tasks: [], malformed: [item] }));
    await finished.loadMore();
    expect(cloud.queries).toHaveLength(2);
    expect(finished).toMatchObject({ hasMore: true });
    await finished.loadMore();
    expect(finished.rows.size).toBe(6);
  });
});

describe('failed parts of ended tasks', () => {
  const marking = async (answer: (tasks: readonly Task[]) => ReadonlySet<string> | undefined) => {
    const opened = openCloud(3);
    const asked: string[][] = [];
    opened.cloud.lists.FINISH = tasks('FINISH', 3, 1);
    opened.cloud.failedAmong = async (batch) => {
      asked.push(batch.map(({ id }) => id).sort());
      return answer(batch);
    };
    await opened.finished.open();
    return { ...opened, asked };
  };

  it('are asked for once somebody sees the rows, and only once', async () => {
    const { service, finished, asked } = await marking(() => new Set(['t 2']));
    expect(asked).toEqual([]);
    finished.watched = true;
    await settled();
    await finished.refresh();
    await settled();
    expect(asked).toEqual([['t 1', 't 2', 't 3']]);
    expect(['t 3', 't 2', 't 1'].map((id) => service.find(id)?.task.failed)).toEqual([false, true, false]);
  });

  it('stay unknown where the service cannot tell', async () => {
    const { service, finished } = await marking(() => undefined);
    finished.watched = true;
    await settled();
    expect(service.find('t 2')?.task.failed).toBeUndefined();
  });

  it('are asked for again after something else has gone well, not at once', async () => {
    let fails = true;
    const { service, finished, asked } = await marking(() => {
      if (fails) {
        refusal('transient', 'HTTP 503')();
      }
      return new Set();
    });
    finished.watched = true;
    await settled();
    expect(asked).toHaveLength(1);
    expect(finished).toMatchObject({ phase: 'loaded', failure: undefined });
    fails = false;
    await finished.refresh();
    await settled();
    expect(asked).toHaveLength(2);
    expect(service.find('t 1')?.task.failed).toBe(false);
  });

  it('are asked for of a task that has come from another list', async () => {
    const { cloud, finished, processing, asked } = await marking(() => new Set());
    finished.watched = true;
    await settled();
    cloud.lists.PROCESSING = [task('t 9', 'FINISH')];
    await processing.open();
    finished.watched = true;
    await settled();
    expect(asked.at(-1)).toEqual(['t 9']);
  });

  it('do not disturb what a detail has told', async () => {
    const { service, finished, asked } = await marking(() => new Set());
    service.learn('t 2', true);
    finished.watched = true;
    await settled();
    expect(asked).toEqual([['t 1', 't 3']]);
    expect(service.find('t 2')?.task.failed).toBe(true);
  });
});
