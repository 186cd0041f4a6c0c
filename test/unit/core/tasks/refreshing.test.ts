import { describe, expect, it } from 'vitest';
import type { Page } from '../../../../src/core/providers/service.ts';
import { isTask } from '../../../../src/core/tasks/listRows.ts';
import type { StatusList } from '../../../../src/core/tasks/statusList.ts';
import { openCloud, openFinished, refusal, settled, shown, task, tasks, tasksOf } from './listedCloud.ts';

describe('a refresh', () => {
  it('puts new tasks on top, keeps the depth and the objects, and reads no more than it must', async () => {
    const { cloud, finished } = openCloud();
    cloud.lists.FINISH = tasks('FINISH', 30, 1);
    await finished.loadAll(12, new AbortController().signal, () => {});
    const before = [...finished.rows];
    cloud.queries.length = 0;
    cloud.lists.FINISH = tasks('FINISH', 32, 1);
    await finished.refresh();
    expect(cloud.queries).toHaveLength(1);
    expect([...finished.rows].slice(2)).toEqual(before);
    expect(shown(finished)).toMatch(/^t 32, t 31, t 30, /);
    await finished.loadMore();
    expect(finished.rows.size).toBe(17);
  });

  it('reads behind a full page, where tasks may have moved in since empty pages had told the end', async () => {
    const { cloud, processing } = openCloud();
    cloud.lists.PROCESSING = tasks('PROCESSING', 5, 5);
    const insists = (page: Page) => ({ ...page, next: { key: '["t 5", 1]' } });
    cloud.slips.push(insists, insists, insists);
    await processing.loadAll(100, new AbortController().signal, () => {});
    expect(processing.end).toBe('complete');
    cloud.lists.PROCESSING = [...tasks('PROCESSING', 7, 5), ...tasks('PROCESSING', 2, 1)];
    await processing.refreshQuietly();
    expect(shown(processing)).toBe('t 7, t 6, t 5, t 2, t 1');
  });

  it('reads on until it meets what it knows', async () => {
    const { cloud, finished } = await openFinished(6);
    cloud.lists.FINISH = tasks('FINISH', 14, 1);
    await finished.refresh();
    expect(shown(finished)).toBe('t 14, t 13, t 12, t 11, t 10, t 9, t 8, t 7, t 6, t 5, t 4');
    await finished.loadMore();
    expect(finished.rows.size).toBe(14);
  });

  it('leaves a gap that "Load more" closes when too much is new', async () => {
    const { cloud, finished } = await openFinished(9, 3, { maxRefreshPages: 2 });
    await finished.loadMore();
    cloud.lists.FINISH = tasks('FINISH', 21, 1);
    await finished.refresh();
    expect(shown(finished)).toBe('t 21, t 20, t 19, t 18, t 17, t 16, t 9, t 8, t 7, t 6, t 5, t 4');
    await finished.loadMore();
    await finished.loadMore();
    expect(shown(finished)).toMatch(/t 16, t 15, t 14, t 13, t 12, t 11, t 10, t 9, t 8/);
    await finished.loadMore();
    await finished.loadMore();
    expect(finished.rows.size).toBe(21);
    expect(finished.end).toBe('complete');
  });

  it('drops the rows the cloud no longer has in what was read again', async () => {
    const { cloud, service, finished } = await openFinished(9);
    await finished.loadMore();
    cloud.lists.FINISH = cloud.lists.FINISH.filter(({ id }) => id !== 't 8');
    await finished.refresh();
    expect(shown(finished)).toBe('t 9, t 7, t 6, t 5, t 4');
    expect(service.find('t 8')).toBeUndefined();
  });

  it('empties a list that has become empty', async () => {
    const { cloud, processing } = openCloud();
    cloud.lists.PROCESSING = tasks('PROCESSING', 5, 1);
    await processing.open();
    cloud.lists.PROCESSING = [];
    await processing.refresh();
    expect(processing.rows.size).toBe(0);
    expect(processing.phase).toBe('loaded');
  });

  it('keeps rows and their age when it fails', async () => {
    const { cloud, clock, finished } = await openFinished(6);
    const { readAt } = finished;
    await clock.advance(60_000);
    cloud.slips.push(refusal('transient', 'TimeOut'));
    await finished.refresh();
    expect(shown(finished)).toBe('t 6, t 5, t 4');
    expect(finished).toMatchObject({ phase: 'failed', readAt, failure: { during: 'refresh' } });
    await finished.retry();
    expect(finished).toMatchObject({ phase: 'loaded', readAt: clock.now() });
  });

  it('keeps rows when it fails on a later page', async () => {
    const { cloud, finished } = await openFinished(6);
    cloud.lists.FINISH = tasks('FINISH', 14, 1);
    cloud.slips.push((page) => page, refusal('transient', 'TimeOut'));
    await finished.refresh();
    expect(shown(finished)).toBe('t 14, t 13, t 12, t 6, t 5, t 4');
    await finished.refresh();
    expect(shown(finished)).toBe('t 14, t 13, t 12, t 11, t 10, t 9, t 8, t 7, t 6, t 5, t 4');
  });

  it('keeps what it had when the service slips on the way', async () => {
    const { cloud, finished } = await openFinished(9);
    await finished.loadMore();
    cloud.lists.FINISH = tasks('FINISH', 15, 1);
    cloud.slips.push(
      (page) => page,
      (page, query) => ({ ...page, next: query.cursor }),
    );
    await finished.refresh();
    expect(finished.rows.size).toBe(12);
    await finished.refresh();
    await finished.loadMore();
    expect(finished.rows.size).toBe(15);
  });

  it('starts over when another is asked for, and both promises resolve', async () => {
    const { cloud, finished } = await openFinished(3);
    cloud.hold();
    const first = finished.refresh();
    await settled();
    cloud.lists.FINISH = tasks('FINISH', 5, 1);
    const second = finished.refresh();
    cloud.letGo();
    await Promise.all([first, second]);
    expect(shown(finished)).toBe('t 5, t 4, t 3, t 2, t 1');
    expect(cloud.queries).toHaveLength(3);
  });

  it('does not lose the page that was on its way, nor the first one', async () => {
    const { cloud, finished } = await openFinished(9);
    cloud.hold();
    const more = finished.loadMore();
    await settled();
    cloud.lists.FINISH = tasks('FINISH', 10, 1);
    const refreshed = finished.refresh();
    cloud.letGo();
    await Promise.all([more, refreshed]);
    expect(shown(finished)).toBe('t 10, t 9, t 8, t 7, t 6, t 5, t 4');
  });

  it('that nobody asked for does not disturb what is under way', async () => {
    const { cloud, finished } = openCloud();
    cloud.lists.FINISH = tasks('FINISH', 9, 1);
    await finished.refreshQuietly();
    expect(cloud.queries).toHaveLength(0);
    await finished.open();
    const more = finished.loadMore();
    await finished.refreshQuietly();
    await more;
    expect(cloud.queries).toHaveLength(2);
    await finished.refreshQuietly();
    expect(cloud.queries).toHaveLength(3);
  });

  it('reads all that is loaded of a list whose tasks are not done', async () => {
    const { cloud, processing } = openCloud();
    cloud.lists.PROCESSING = tasks('PROCESSING', 12, 1);
    await processing.loadAll(9, new AbortController().signal, () => {});
    cloud.lists.PROCESSING = cloud.lists.PROCESSING.filter(({ id }) => id !== 't 5' && id !== 't 4');
    await processing.refresh();
    expect(shown(processing)).toBe('t 12, t 11, t 10, t 9, t 8, t 7, t 6, t 3, t 2');
  });
});

describe('a row that has jumped up from deep in the list', () => {
  it('takes no other row with it', async () => {
    const { cloud, finished } = openCloud();
    const all = tasks('FINISH', 60, 1);
    cloud.lists.FINISH = all;
    await finished.loadAll(50, new AbortController().signal, () => {});
    const jumper = task('t 20', 'FINISH');
    cloud.lists.FINISH = [jumper, ...all.filter(({ id }) => id !== 't 20')];
    await finished.refresh();
    expect(finished.rows.size).toBe(51);
    expect(tasksOf(finished)).toEqual(cloud.lists.FINISH.slice(0, 51).map(({ id }) => id));
  });

  it('takes none with it at the end of a page either', async () => {
    const { cloud, finished } = openCloud();
    const all = tasks('FINISH', 60, 1);
    cloud.lists.FINISH = all;
    await finished.loadAll(50, new AbortController().signal, () => {});
    cloud.lists.FINISH = [
      ...tasks('FINISH', 62, 61),
      task('t 20', 'FINISH'),
      ...all.filter(({ id }) => id !== 't 20'),
    ];
    await finished.refresh();
    expect(tasksOf(finished)).toEqual(cloud.lists.FINISH.slice(0, 53).map(({ id }) => id));
  });
});

describe('a page that comes although its step was stopped', () => {
  it('does not enter the list', async () => {
    const { cloud, finished } = openCloud();
    const answer = cloud.list.bind(cloud);
    cloud.list = (query) => answer(query, new AbortController().signal);
    cloud.lists.FINISH = tasks('FINISH', 9, 1);
    await finished.open();
    cloud.hold();
    const stop = new AbortController();
    const loading = finished.loadAll(100, stop.signal, () => {});
    await settled();
    stop.abort();
    await loading;
    cloud.letGo();
    await settled();
    expect(cloud.queries).toHaveLength(2);
    expect(shown(finished)).toBe('t 9, t 8, t 7');
  });
});

describe('a group whose account is removed', () => {
  it('asks nothing, tells nothing and keeps nobody waiting', async () => {
    const { cloud, service, finished } = await openFinished(9);
    cloud.hold();
    let told = 0;
    const pending = [finished.refresh(), finished.loadMore()];
    await settled();
    service.events.on('group', () => told++);
    service.dispose();
    await Promise.all(pending);
    cloud.letGo();
    await settled();
    const asked = cloud.queries.length;
    finished.watched = true;
    await Promise.all([finished.refresh(), finished.loadMore(), finished.open(), service.refresh()]);
    expect(cloud.queries).toHaveLength(asked);
    expect(told).toBe(0);
  });
});

describe('an entry that cannot be read', () => {
  const nothing = { raw: null, reason: 'not an object' };
  const nulls =
    (...indexes: number[]) =>
    (page: Page) => ({
      ...page,
      malformed: indexes.map((index) => ({ ...nothing, index })),
    });
  /** `t 9, ?, t 8` */
  const all = ({ rows }: StatusList): string =>
    [...rows].map((row) => (isTask(row) ? row.task.id : '?')).join(', ');

  it('is a row of its list where it was met, and the same one after a refresh', async () => {
    const { cloud, finished } = openCloud();
    cloud.lists.FINISH = tasks('FINISH', 3, 1);
    cloud.slips.push(nulls(0, 1, 1, 3));
    await finished.open();
    expect(all(finished)).toBe('?, t 3, ?, ?, t 2, t 1, ?');
    const before = [...finished.rows];
    cloud.slips.push(nulls(0, 1, 1, 3));
    await finished.refresh();
    expect([...finished.rows]).toEqual(before);
    cloud.lists.FINISH = tasks('FINISH', 5, 1);
    cloud.slips.push(nulls(3));
    await finished.refresh();
    expect(all(finished)).toBe('t 5, t 4, t 3, ?, ?, t 2, t 1, ?');
    expect([...finished.rows][3]).toBe(before[2]);
  });

  it('goes with the page that has it no more, and with no other', async () => {
    const { cloud, finished } = openCloud();
    cloud.lists.FINISH = tasks('FINISH', 9, 1);
    cloud.slips.push(nulls(1), nulls(1));
    await finished.open();
    await finished.loadMore();
    expect(all(finished)).toBe('t 9, ?, t 8, t 7, t 6, ?, t 5, t 4');
    await finished.refreshQuietly();
    expect(all(finished)).toBe('t 9, t 8, t 7, t 6, ?, t 5, t 4');
    expect(cloud.queries).toHaveLength(3);
  });

  it('goes from an active list with those before it, and at its end', async () => {
    const { cloud, processing } = openCloud();
    cloud.lists.PROCESSING = tasks('PROCESSING', 6, 1);
    cloud.slips.push(nulls(2), nulls(3));
    await processing.loadAll(100, new AbortController().signal, () => {});
    expect(all(processing)).toBe('t 6, t 5, ?, t 4, t 3, t 2, t 1, ?');
    cloud.queries.length = 0;
    await processing.refresh();
    expect(all(processing)).toBe('t 6, t 5, t 4, t 3, t 2, t 1');
    expect(cloud.queries).toHaveLength(2);
  });

  it('is one although it is nested too deep to be written down', async () => {
    const deep = (): unknown => JSON.parse('['.repeat(5000) + ']'.repeat(5000));
    const { cloud, finished } = openCloud();
    cloud.lists.FINISH = tasks('FINISH', 2, 1);
    const odd = (page: Page) => ({
      ...page,
      malformed: [
        { raw: deep(), reason: 'not an object', index: 0 },
        { raw: 'x'.repeat(10_000_000), reason: 'not an object', index: 1 },
      ],
    });
    cloud.slips.push(odd, odd);
    await finished.open();
    const before = [...finished.rows];
    await finished.refresh();
    expect(finished.failure).toBeUndefined();
    expect([...finished.rows]).toEqual(before);
  });

  it('counts as something that "Load more" has brought', async () => {
    const { cloud, finished } = await openFinished(9);
    cloud.slips.push((page) => nulls(0)({ ...page, tasks: [] }));
    await finished.loadMore();
    expect(cloud.queries).toHaveLength(2);
    expect(finished.hasMore).toBe(true);
    await finished.loadMore();
    expect(all(finished)).toBe('t 9, t 8, t 7, ?, t 3, t 2, t 1');
  });
});
