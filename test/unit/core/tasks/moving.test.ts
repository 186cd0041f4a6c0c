import { describe, expect, it } from 'vitest';
import type { TaskEntry } from '../../../../src/core/tasks/taskEntry.ts';
import { openCloud, refusal, settled, shown, task, tasks } from './listedCloud.ts';

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
      expect(service.find('t 2')?.group).toBe(opened.finished);
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

  it('is followed on when it was not where it was expected first', async () => {
    const { cloud, service, waiting, processing, finished } = openCloud();
    cloud.lists.WAITING = [task('t 9', 'WAITING')];
    cloud.lists.FINISH = tasks('FINISH', 5, 1);
    await service.open();
    cloud.lists.WAITING = [];
    cloud.lists.PROCESSING = [task('t 9', 'PROCESSING')];
    // Finished is looked at while the task is still running, Processing when it no longer is.
    cloud.slips.push(
      (page) => page,
      (page) => {
        cloud.lists.PROCESSING = [];
        cloud.lists.FINISH = [task('t 9', 'FINISH'), ...tasks('FINISH', 5, 1)];
        return { ...page, tasks: [] };
      },
      (page) => page,
    );
    await waiting.refresh();
    await settled();
    expect(processing.rows.size).toBe(0);
    expect(shown(finished)).toBe('t 9, t 5, t 4, t 3');
  });

  it('is looked for again by the next refresh when the look has failed, without a complaint', async () => {
    const { cloud, service, processing, finished } = openCloud();
    cloud.lists.PROCESSING = [task('t 9', 'PROCESSING')];
    cloud.lists.FINISH = tasks('FINISH', 5, 1);
    await service.open();
    cloud.lists.PROCESSING = [];
    cloud.lists.FINISH = [task('t 9', 'FINISH'), ...tasks('FINISH', 5, 1)];
    cloud.slips.push((page) => page, refusal('transient', 'HTTP 503'));
    await processing.refresh();
    await settled();
    expect(finished).toMatchObject({ phase: 'loaded', failure: undefined });
    expect(shown(finished)).toBe('t 5, t 4, t 3');
    await finished.refresh();
    expect(shown(finished)).toBe('t 9, t 5, t 4, t 3');
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
    expect([...(paused?.rows ?? [])].map((entry) => entry.task.id)).toEqual(['t 2']);
    expect(shown(processing)).toBe('t 3, t 1');
    await paused?.refresh();
    expect(cloud.queries).toHaveLength(1);
    cloud.lists.PROCESSING = tasks('PROCESSING', 3, 3);
    await processing.refresh();
    expect(paused?.rows.size).toBe(0);
    expect(service.find('t 2')).toBeUndefined();
  });

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
      const rows = [...group.rows].map((entry) => entry.task.id);
      seen.push(`${group.kind.name} ${rows.join(' ')} ${group.phase}`);
      for (const entry of group.rows) {
        expect(service.find(entry.task.id)).toBe(entry);
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
    const told: TaskEntry[] = [];
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

describe('a task that ends without having been in a page that was read', () => {
  const openDeep = async () => {
    const opened = openCloud();
    const { cloud, finished, service } = opened;
    const older = ['t 7', 't 6', 't 5', 't 4', 't 3', 't 2', 't 1'];
    cloud.lists.PROCESSING = ['t 30', 't 29', 't 28', ...older].map((id) => task(id, 'PROCESSING'));
    cloud.lists.FINISH = ['t 20', 't 19', 't 18', 't 17', 't 16', 't 0'].map((id) => task(id, 'FINISH'));
    await service.open();
    await finished.loadAll(100, new AbortController().signal, () => {});
    cloud.lists.PROCESSING = cloud.lists.PROCESSING.filter(({ id }) => id !== 't 3');
    cloud.lists.FINISH.splice(5, 0, task('t 3', 'FINISH'));
    cloud.queries.length = 0;
    return opened;
  };

  it('is found when a person asks for everything again', async () => {
    const { finished, service } = await openDeep();
    await service.refresh();
    expect(shown(finished)).toBe('t 20, t 19, t 18, t 17, t 16, t 3, t 0');
  });

  it('is found also when its old list has been read to the end meanwhile', async () => {
    const { cloud, finished, processing, service } = await openDeep();
    cloud.lists.PROCESSING = [task('t 30', 'PROCESSING')];
    await processing.refreshQuietly();
    await finished.refreshQuietly();
    expect(processing.hasMore).toBe(false);
    await service.refresh();
    expect(shown(finished)).toContain('t 3,');
    cloud.queries.length = 0;
    await finished.refresh();
    expect(cloud.queries).toHaveLength(1);
  });

  it('is not looked for when nobody asks', async () => {
    const { cloud, finished } = await openDeep();
    await finished.refreshQuietly();
    expect(cloud.queries).toHaveLength(1);
  });

  it('is not looked for where all tasks that can end have been seen', async () => {
    const { cloud, finished, service } = openCloud();
    cloud.lists.PROCESSING = tasks('PROCESSING', 42, 40);
    cloud.lists.FINISH = tasks('FINISH', 30, 1);
    await service.open();
    await finished.loadMore();
    cloud.queries.length = 0;
    await finished.refresh();
    expect(cloud.queries).toHaveLength(1);
  });

  it('is looked for no deeper than the list was loaded, and no further than a refresh may read', async () => {
    const { cloud, finished, service } = openCloud(3, { maxRefreshPages: 2 });
    cloud.lists.PROCESSING = tasks('PROCESSING', 60, 50);
    cloud.lists.FINISH = tasks('FINISH', 30, 1);
    await service.open();
    await finished.loadMore();
    const two = shown(finished);
    cloud.queries.length = 0;
    await finished.refresh();
    expect(cloud.queries).toHaveLength(2);
    expect(shown(finished)).toBe(two);
    await finished.loadMore();
    const three = shown(finished);
    cloud.queries.length = 0;
    await finished.refresh();
    expect(cloud.queries).toHaveLength(2);
    expect(shown(finished)).toBe(three);
  });
});
