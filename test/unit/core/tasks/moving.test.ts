import { describe, expect, it } from 'vitest';
import type { StatusKind } from '../../../../src/core/model/task.ts';
import type { Page } from '../../../../src/core/providers/service.ts';
import type { TaskRecord } from '../../../../src/core/tasks/listRows.ts';
import type { StatusList } from '../../../../src/core/tasks/statusList.ts';
import type { TaskChange } from '../../../../src/core/tasks/taskStore.ts';
import { openCloud, refusal, settled, shown, task, tasks, tasksOf } from './listedCloud.ts';

describe('a task that moves on', () => {
  it('is shown once, under the later status, whichever list is read first', async () => {
    for (const order of [
      ['processing', 'finished'],
      ['finished', 'processing'],
    ] as const) {
      const opened = openCloud();
      const { cloud, service } = opened;
      cloud.lists.PROCESSING = tasks('PROCESSING', 3, 1);
      cloud.lists.FINISH = [task('t 2', 'FINISH')];
      for (const group of order) {
        await opened[group].open();
      }
      expect(shown(opened.processing)).toBe('t 3, t 1');
      expect(shown(opened.finished)).toBe('t 2');
      expect(service.find('t 2')?.list.key).toBe('FINISH');
    }
  });

  it('moves while pages of both lists are on their way', async () => {
    const { cloud, processing, finished } = openCloud();
    cloud.lists.PROCESSING = tasks('PROCESSING', 3, 1);
    cloud.lists.FINISH = [task('f 0', 'FINISH')];
    await Promise.all([processing.open(), finished.open()]);
    cloud.hold();
    const stale = processing.refresh();
    cloud.lists.PROCESSING = [task('t 3', 'PROCESSING'), task('t 1', 'PROCESSING')];
    cloud.lists.FINISH = [task('t 2', 'FINISH'), task('f 0', 'FINISH')];
    const fresh = finished.refresh();
    cloud.letGo();
    await Promise.all([stale, fresh]);
    expect(shown(processing)).toBe('t 3, t 1');
    expect(shown(finished)).toBe('t 2, f 0');
  });

  it('keeps what is known about its failed parts', async () => {
    const { cloud, service, processing, finished } = openCloud();
    cloud.lists.PROCESSING = tasks('PROCESSING', 1, 1);
    await processing.open();
    service.learn('t 1', true);
    cloud.lists.FINISH = [task('t 1', 'FINISH')];
    await finished.open();
    expect(service.find('t 1')?.task.failed).toBe(true);
  });

  it('is looked for where it lands, although a refresh had no reason to read that far', async () => {
    const { cloud, service, processing, finished } = openCloud();
    cloud.lists.FINISH = tasks('FINISH', 20, 1).filter(({ id }) => id !== 't 10');
    cloud.lists.PROCESSING = [task('t 10', 'PROCESSING')];
    await service.open();
    await finished.loadAll(15, new AbortController().signal, () => {});
    cloud.lists.FINISH = tasks('FINISH', 20, 1);
    cloud.lists.PROCESSING = [];
    await service.refresh();
    expect(processing.rows.size).toBe(0);
    expect(shown(finished)).toMatch(/t 11, t 10, t 9/);
  });

  it('is looked for after a refresh of its old group alone', async () => {
    const { cloud, service, processing, finished } = openCloud();
    cloud.lists.PROCESSING = [task('t 9', 'PROCESSING')];
    cloud.lists.FINISH = tasks('FINISH', 5, 1);
    await service.open();
    cloud.lists.PROCESSING = [];
    cloud.lists.FINISH = [task('t 9', 'FINISH'), ...tasks('FINISH', 5, 1)];
    await processing.refresh();
    await settled();
    expect(shown(finished)).toBe('t 9, t 5, t 4, t 3');
  });

  it('keeps its record, which tells what it was and is', async () => {
    const { cloud, service, waiting, processing, finished } = openCloud();
    cloud.lists.WAITING = [task('t 9', 'WAITING')];
    await service.open();
    const record = service.find('t 9');
    const changes: (readonly unknown[])[] = [];
    service.store.events.on('change', ({ record: changed, before, after, reason }: TaskChange) => {
      changes.push([changed === record, before?.status, after?.status, reason]);
    });
    cloud.lists.WAITING = [];
    cloud.lists.PROCESSING = [task('t 9', 'PROCESSING')];
    await service.refresh();
    expect(shown(waiting)).toBe('');
    expect([...processing.rows]).toEqual([record]);
    cloud.lists.PROCESSING = [];
    cloud.lists.FINISH = [task('t 9', 'FINISH')];
    await service.refresh();
    expect([...finished.rows]).toEqual([record]);
    cloud.lists.FINISH = [];
    await service.refresh();
    expect(changes).toEqual([
      [true, 'WAITING', 'PROCESSING', 'listed'],
      [true, 'PROCESSING', 'FINISH', 'listed'],
      [true, 'FINISH', undefined, 'left'],
    ]);
    expect(record && service.store.ref(record)).toEqual({ account: '', service: 'mps', id: 't 9' });
  });

  it('is looked up by id, in one request, when no list has it where it would be shown', async () => {
    const { cloud, service, processing, finished } = openCloud();
    const old = ['t 13', 't 12', 't 11'].map((id) => task(id, 'PROCESSING'));
    cloud.lists.PROCESSING = old;
    cloud.lists.FINISH = [...tasks('FINISH', 30, 14), ...tasks('FINISH', 10, 1)];
    await service.open();
    await finished.loadAll(100, new AbortController().signal, () => {});
    const [first] = processing.rows;
    cloud.lists.PROCESSING = [];
    cloud.lists.FINISH.push(task('t 13', 'FINISH'), task('t 11', 'FINISH'));
    cloud.queries.length = 0;
    await service.refresh();
    expect(cloud.queries).toHaveLength(3);
    expect(cloud.lookedUp).toEqual([['t 13', 't 12'], ['t 11']]);
    expect(shown(finished)).toMatch(/t 14, t 13, t 11, t 10/);
    expect(service.find('t 13')).toBe(first);
    expect(service.store.get('t 12')).toBeUndefined();
  });

  it('is not looked up where it would not be shown yet, or when it was done', async () => {
    const { cloud, service, finished } = openCloud();
    cloud.lists.PROCESSING = [task('t 9', 'PROCESSING')];
    cloud.lists.FINISH = tasks('FINISH', 40, 20);
    await service.open();
    cloud.lists.PROCESSING = [];
    cloud.lists.FINISH = [...tasks('FINISH', 39, 20), task('t 9', 'FINISH')];
    await service.refresh();
    expect(cloud.lookedUp).toEqual([]);
    await finished.loadAll(100, new AbortController().signal, () => {});
    expect(shown(finished)).toMatch(/t 20, t 9$/);
  });

  it('is put back once where the service says that it has not moved, and then believed gone', async () => {
    const { cloud, service, processing, finished } = openCloud();
    cloud.lists.PROCESSING = [task('t 9', 'PROCESSING')];
    cloud.lists.FINISH = [task('t 1', 'FINISH')];
    await service.open();
    cloud.slips.push(...Array(6).fill((page: object) => ({ ...page, tasks: [] })));
    await Promise.all([processing.refresh(), finished.refreshQuietly()]);
    await settled();
    expect(shown(processing)).toBe('t 9');
    await processing.refresh();
    await settled();
    expect(shown(processing)).toBe('');
    expect(cloud.lookedUp).toEqual([['t 9']]);
  });

  it('is looked up again by the next refresh when that has failed, without a complaint', async () => {
    const { cloud, service, processing, finished } = openCloud();
    cloud.lists.PROCESSING = [task('t 9', 'PROCESSING')];
    cloud.lists.FINISH = tasks('FINISH', 5, 1);
    await service.open();
    cloud.lists.PROCESSING = [];
    cloud.lists.FINISH = [task('t 9', 'FINISH'), ...tasks('FINISH', 5, 1)];
    cloud.lookUpFails = refusal('transient', 'HTTP 503');
    await processing.refresh();
    await settled();
    expect(finished).toMatchObject({ phase: 'loaded', failure: undefined });
    expect(shown(finished)).toBe('t 5, t 4, t 3');
    // An outage is not the task's: it is asked for once with every look at the lists, and not forgotten.
    for (let round = 1; round < 6; round++) {
      await finished.loadMore();
      await processing.refreshQuietly();
      await settled();
      expect(cloud.lookedUp).toHaveLength(1 + round);
    }
    cloud.lookUpFails = undefined;
    await processing.refreshQuietly();
    await settled();
    expect(shown(finished)).toBe('t 9, t 5, t 4, t 3, t 2, t 1');
  });
});

describe('a refresh of quiet lists', () => {
  it('is one request for each, however deep they are loaded', async () => {
    const { cloud, service, finished, processing } = openCloud();
    cloud.lists.WAITING = tasks('WAITING', 2, 1);
    cloud.lists.PROCESSING = tasks('PROCESSING', 103, 101);
    cloud.lists.FINISH = tasks('FINISH', 90, 10);
    await service.open();
    await finished.loadAll(1000, new AbortController().signal, () => {});
    for (const again of [() => service.refresh(), () => processing.refreshQuietly()]) {
      cloud.queries.length = 0;
      await again();
      await settled();
      expect(cloud.queries.map(({ status }) => status)).toEqual([
        ...new Set(cloud.queries.map(({ status }) => status)),
      ]);
    }
    expect(cloud.lookedUp).toEqual([]);
    expect(finished.rows.size).toBe(81);
  });

  it('is one request too where the service sends a cursor with its last page', async () => {
    const { cloud, processing } = openCloud();
    cloud.lists.PROCESSING = tasks('PROCESSING', 2, 1);
    const insists = (page: Page) => ({ ...page, next: { key: '["t 1", 2]' } });
    cloud.slips.push(insists, insists, insists);
    await processing.open();
    await processing.loadMore();
    expect(processing).toMatchObject({ hasMore: false, end: 'complete' });
    // A person has the end looked at, too.
    for (const [again, requests] of [
      [() => processing.refreshQuietly(), 1],
      [() => processing.refresh(), 2],
    ] as const) {
      cloud.slips.splice(0, 3, insists);
      cloud.queries.length = 0;
      await again();
      expect(cloud.queries).toHaveLength(requests);
      expect(processing).toMatchObject({ hasMore: false, end: 'complete' });
    }
  });
});

describe('a status nobody knows', () => {
  it('is a group of its own, whose rows go when the list that brought them has them no more', async () => {
    const { cloud, service, processing } = openCloud();
    let newGroups = 0;
    service.events.on('groups', () => newGroups++);
    cloud.lists.PROCESSING = [task('t 3', 'PROCESSING'), task('t 2', 'PAUSED'), task('t 1', 'PROCESSING')];
    await processing.open();
    const paused = service.groups[3];
    expect(paused).toMatchObject({ listed: false, phase: 'loaded', kind: { name: 'PAUSED' } });
    expect(newGroups).toBe(1);
    expect(paused && tasksOf(paused)).toEqual(['t 2']);
    expect(shown(processing)).toBe('t 3, t 1');
    await paused?.refresh();
    expect(cloud.queries).toHaveLength(1);
    cloud.lists.PROCESSING = tasks('PROCESSING', 3, 3);
    await processing.refresh();
    await settled();
    expect(paused?.rows.size).toBe(0);
    expect(service.find('t 2')).toBeUndefined();
  });

  it.each(['other', '*', 'FINISH/failed', '?NEW', '__proto__'])(
    'is one of its own, even if it is called %s',
    async (status) => {
      const { cloud, service, processing } = openCloud();
      cloud.lists.PROCESSING = [task('t 3', status), task('t 2', 'NEW'), task('t 1', 'PROCESSING')];
      await processing.open();
      expect(service.groups.slice(3).map(({ kind, rows }) => [kind.name, rows.size])).toEqual([
        [status, 1],
        ['NEW', 1],
      ]);
    },
  );

  it('does not take a row from a list that has one of its own', async () => {
    const { cloud, service, processing, finished } = openCloud();
    cloud.lists.PROCESSING = [task('t 3', 'PROCESSING'), task('t 2', 'FINISH')];
    await processing.open();
    expect(shown(finished)).toBe('t 2');
    cloud.lists.PROCESSING = [task('t 3', 'PROCESSING')];
    cloud.lists.FINISH = [task('t 2', 'FINISH')];
    await processing.refresh();
    expect(shown(finished)).toBe('t 2');
    expect(finished.phase).toBe('idle');
    await service.open();
    expect(shown(finished)).toBe('t 2');
  });
});

describe('events', () => {
  it('come when the rows are consistent, and once for a page', async () => {
    const { cloud, service, processing, finished } = openCloud();
    cloud.lists.PROCESSING = tasks('PROCESSING', 3, 1);
    await processing.open();
    const seen: string[] = [];
    service.events.on('group', (group) => {
      seen.push(`${group.kind.name} ${tasksOf(group).join(' ')} ${group.phase}`);
      for (const row of group.rows) {
        expect('task' in row && service.find(row.task.id)).toBe(row);
      }
    });
    cloud.lists.FINISH = tasks('FINISH', 2, 1);
    await finished.open();
    expect(seen).toEqual(['Finished  loading', 'Processing t 3 loaded', 'Finished t 2 t 1 loaded']);
  });

  it('tell of a row that reads differently, and not of one that does not', async () => {
    const { cloud, service, processing } = openCloud();
    cloud.lists.PROCESSING = tasks('PROCESSING', 3, 1);
    await processing.open();
    const told: TaskRecord[] = [];
    service.events.on('row', (entry) => told.push(entry));
    const row = service.find('t 2');
    cloud.lists.PROCESSING = [
      task('t 3', 'PROCESSING'),
      task('t 2', 'PROCESSING', { startedAt: 5 }),
      task('t 1', 'PROCESSING'),
    ];
    await processing.refresh();
    expect(told).toEqual([row]);
    expect(row?.task.startedAt).toBe(5);
  });
});

describe('failed tasks of a service that lists them apart, or does not', () => {
  const running: StatusKind = {
    status: 'PROCESSING',
    name: 'Processing',
    stage: 'running',
    severity: 'neutral',
  };
  const ended: StatusKind = { status: 'FINISH', name: 'Finished', stage: 'done', severity: 'good' };
  const failed: StatusKind = {
    ...ended,
    key: 'FINISH/failed',
    name: 'Failed',
    failed: true,
    severity: 'bad',
  };
  const open = (...kinds: StatusKind[]) => openCloud(3, {}, kinds);
  const group = ({ groups }: { groups: readonly StatusList[] }, name: string): StatusList => {
    const list = groups.find(({ kind }) => kind.name === name);
    if (list === undefined) {
      throw new Error(`no group ${name}`);
    }
    return list;
  };

  it('move to Failed when a detail tells, and stay there although Finished lists them', async () => {
    const { cloud, service } = open(running, { ...failed, listed: false }, ended);
    cloud.lists.FINISH = tasks('FINISH', 9, 1);
    await service.open();
    const record = service.find('t 8');
    service.learn('t 8', true);
    expect(shown(group(service, 'Failed'))).toBe('t 8');
    expect(shown(group(service, 'Finished'))).toBe('t 9, t 7');
    await service.refresh();
    expect(shown(group(service, 'Failed'))).toBe('t 8');
    expect(service.find('t 8')).toBe(record);
    cloud.lists.FINISH = cloud.lists.FINISH.filter(({ id }) => id !== 't 8');
    await service.refresh();
    expect(service.find('t 8')).toBeUndefined();
  });

  it('move to a Failed that is a status of its own, and outlast its refresh', async () => {
    const status = { ...failed, key: 'Failed', status: 'Failed' };
    const { cloud, service } = open(running, ended, status);
    cloud.lists.FINISH = tasks('FINISH', 9, 1);
    Object.assign(cloud.lists, { Failed: [task('t 20', 'Failed'), task('t 4', 'Failed')] });
    await service.open();
    service.learn('t 8', true);
    await service.refresh();
    await service.refresh();
    expect(shown(group(service, 'Failed'))).toBe('t 20, t 8, t 4');
    expect(shown(group(service, 'Finished'))).toBe('t 9, t 7');
  });

  it('fall back to one list where the service turns out not to have two', async () => {
    const { cloud, service } = open(running, failed, { ...ended, failed: false });
    cloud.lists.FINISH = tasks('FINISH', 9, 1);
    const list = cloud.list.bind(cloud);
    cloud.list = async (query, signal) => {
      const page = await list(query, signal);
      return query.failed ? { ...page, tasks: [], next: undefined, listed: false } : page;
    };
    await service.open();
    service.learn('t 8', true);
    await service.refresh();
    expect(shown(group(service, 'Failed'))).toBe('t 8');
    expect(shown(group(service, 'Finished'))).toBe('t 9, t 7');
  });

  it('are in Failed at once when a look-up tells', async () => {
    const { cloud, service } = open(running, { ...failed, listed: false }, ended);
    cloud.lists.PROCESSING = [task('t 5', 'PROCESSING')];
    cloud.lists.FINISH = ['t 9', 't 8', 't 7', 't 1'].map((id) => task(id, 'FINISH'));
    await service.open();
    await group(service, 'Finished').loadMore();
    cloud.lists.PROCESSING = [];
    cloud.lists.FINISH.push(task('t 5', 'FINISH', { failed: true }));
    await service.refresh();
    expect(shown(group(service, 'Failed'))).toBe('t 5');
  });
});

describe('statuses without end', () => {
  const flood = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => task(`s ${from + index}`, `STATUS ${from + index}`));

  it('are fifty groups and one more', async () => {
    const { cloud, service, processing } = openCloud(1000);
    cloud.lists.PROCESSING = flood(0, 60);
    await processing.open();
    expect(service.groups).toHaveLength(3 + 50 + 1);
    expect(service.groups.at(-1)).toMatchObject({ kind: { name: 'Other statuses' }, rows: { size: 10 } });
    cloud.lists.PROCESSING = flood(10, 40);
    await processing.refresh();
    await settled();
    expect(service.groups.reduce((sum, { rows }) => sum + rows.size, 0)).toBe(40);
  });

  it('cost no more for each when they are many, on a refresh neither', { timeout: 30_000 }, async () => {
    const events = async (count: number): Promise<number> => {
      const { cloud, service, processing } = openCloud(1000, { maxRefreshPages: 1000 });
      let told = 0;
      service.events.on('group', () => told++).on('row', () => told++);
      cloud.lists.PROCESSING = flood(0, count).reverse();
      await processing.loadAll(count, new AbortController().signal, () => {});
      await service.refresh();
      expect(service.groups).toHaveLength(54);
      return told / count;
    };
    const few = await events(5_000);
    expect(await events(100_000)).toBeLessThan(2 * few);
  });
});
