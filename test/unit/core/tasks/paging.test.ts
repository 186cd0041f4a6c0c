import { describe, expect, it } from 'vitest';
import type { ListQuery, Page } from '../../../../src/core/providers/service.ts';
import { openCloud, openFinished, refusal, settled, shown, task, tasks } from './listedCloud.ts';

describe('reading a list', () => {
  it('reads the first page when it is opened, and only once', async () => {
    const { cloud, finished } = openCloud();
    cloud.lists.FINISH = tasks('FINISH', 7, 1);
    expect(finished.phase).toBe('idle');
    const opened = Promise.all([finished.open(), finished.open()]);
    expect(finished.phase).toBe('loading');
    await opened;
    await finished.open();
    expect(cloud.queries).toHaveLength(1);
    expect(shown(finished)).toBe('t 7, t 6, t 5');
    expect(finished).toMatchObject({ phase: 'loaded', hasMore: true, end: undefined });
  });

  it('reads one page for a double click', async () => {
    const { cloud, finished } = await openFinished(9);
    await Promise.all([finished.loadMore(), finished.loadMore()]);
    expect(cloud.queries).toHaveLength(2);
    expect(shown(finished)).toBe('t 9, t 8, t 7, t 6, t 5, t 4');
  });

  it('keeps the rows when a page fails, says so, and asks again on retry', async () => {
    const { cloud, clock, finished } = await openFinished(5);
    cloud.slips.push(refusal('transient', 'HTTP 503'));
    await finished.loadMore();
    expect(shown(finished)).toBe('t 5, t 4, t 3');
    expect(finished).toMatchObject({
      phase: 'failed',
      hasMore: true,
      failure: { during: 'more', at: clock.now(), error: { code: 'HTTP 503', requestId: 'r-1' } },
    });
    await finished.retry();
    expect(cloud.queries).toHaveLength(3);
    expect(shown(finished)).toBe('t 5, t 4, t 3, t 2, t 1');
    expect(finished).toMatchObject({ phase: 'loaded', failure: undefined, end: 'complete' });
  });

  it('asks again when the first page had failed', async () => {
    const { cloud, finished } = openCloud();
    cloud.lists.FINISH = tasks('FINISH', 2, 1);
    cloud.slips.push(refusal('credentials', 'AuthFailure.SecretIdNotFound'));
    await finished.open();
    expect(finished).toMatchObject({ phase: 'failed', readAt: undefined, failure: { during: 'refresh' } });
    await finished.retry();
    expect(shown(finished)).toBe('t 2, t 1');
  });

  it('goes on past pages that bring nothing new until one does', async () => {
    const { cloud, finished } = await openFinished(6, 2);
    cloud.slips.push((page) => ({ ...page, tasks: [task('t 5', 'PROCESSING')] }));
    await finished.loadMore();
    expect(cloud.queries).toHaveLength(3);
    expect(shown(finished)).toBe('t 6, t 5, t 2, t 1');
  });
});

describe('the end of a list', () => {
  it('is the page without a cursor', async () => {
    const { cloud, finished } = await openFinished(2);
    expect(finished).toMatchObject({ hasMore: false, end: 'complete' });
    await finished.loadMore();
    expect(cloud.queries).toHaveLength(1);
  });

  const empty = (page: Page): Page => ({ ...page, tasks: [] });

  it('is not an empty page that has a cursor: it is asked for once more', async () => {
    const { cloud, finished } = await openFinished(30);
    cloud.slips.push(empty);
    await finished.loadMore();
    expect(cloud.queries).toHaveLength(3);
    expect(shown(finished)).toBe('t 30, t 29, t 28, t 27, t 26, t 25');
  });

  it('is not one that stays empty either: the next one is asked for', async () => {
    const { cloud, finished } = await openFinished(30);
    cloud.slips.push(empty, empty);
    await finished.loadMore();
    expect(cloud.queries).toHaveLength(4);
    expect(shown(finished)).toBe('t 30, t 29, t 28, t 24, t 23, t 22');
    expect(finished).toMatchObject({ hasMore: true, end: undefined });
  });

  it('is in doubt after two of them, and can be asked for again', async () => {
    const { cloud, finished } = await openFinished(30);
    cloud.slips.push(empty, empty, empty, empty);
    await finished.loadMore();
    expect(cloud.queries).toHaveLength(5);
    expect(finished).toMatchObject({ hasMore: true, end: 'inDoubt', failure: undefined });
    expect(finished.rows.size).toBe(3);
    cloud.slips.push(empty, empty);
    await finished.loadMore();
    expect(finished).toMatchObject({ hasMore: true, end: 'inDoubt' });
    await finished.loadMore();
    expect(finished.rows.size).toBe(6);
    expect(finished.end).toBeUndefined();
  });

  it('is in doubt where the cursor of an empty page is refused, and told by it behind a short page', async () => {
    for (const [count, end] of [
      [9, 'inDoubt'],
      [2, 'complete'],
    ] as const) {
      const { cloud, finished } = openCloud();
      cloud.lists.FINISH = tasks('FINISH', count, 1);
      const leading = (page: Page) => ({ ...page, next: { key: '["t 1", 9]' } });
      const left = (page: Page) => ({ ...empty(page), next: { key: '["t 1", 10]' } });
      cloud.slips.push(leading, left, left, refusal('caller', 'InvalidParameterValue.ScrollToken'));
      await finished.loadAll(100, new AbortController().signal, () => {});
      expect(finished).toMatchObject({ end, failure: undefined });
      expect(finished.rows.size).toBe(Math.min(count, 3));
    }
  });

  it('is in doubt where the same cursor comes with an empty page twice; a refresh gets past it', async () => {
    const { cloud, finished } = await openFinished(9);
    const stuck = (page: Page, query: ListQuery) => ({ ...empty(page), next: query.cursor });
    cloud.slips.push(stuck, stuck);
    await finished.loadAll(100, new AbortController().signal, () => {});
    expect(cloud.queries).toHaveLength(3);
    expect(finished).toMatchObject({ hasMore: true, end: 'inDoubt' });
    await finished.refresh();
    expect(finished).toMatchObject({ hasMore: true, end: undefined });
    await finished.loadAll(100, new AbortController().signal, () => {});
    expect(finished.rows.size).toBe(9);
    expect(finished.end).toBe('complete');
  });

  it.each(['finished', 'processing'] as const)(
    'takes nothing away because %s begins with empty pages',
    async (name) => {
      const { cloud, [name]: list } = openCloud();
      cloud.lists[name === 'finished' ? 'FINISH' : 'PROCESSING'] = tasks('PROCESSING', 9, 1).map((each) => ({
        ...each,
        status: name === 'finished' ? 'FINISH' : 'PROCESSING',
      }));
      await list.loadAll(100, new AbortController().signal, () => {});
      for (const slips of [1, 2, 3, 4]) {
        cloud.slips.push(
          ...Array(slips).fill((page: Page) => ({ ...empty(page), next: { key: '["t 9", 1]' } })),
        );
        await list.refresh();
        expect(list.rows.size).toBe(9);
      }
      cloud.slips.length = 0;
      await list.refresh();
      await list.loadAll(100, new AbortController().signal, () => {});
      expect(shown(list)).toBe('t 9, t 8, t 7, t 6, t 5, t 4, t 3, t 2, t 1');
      expect(list.end).toBe('complete');
    },
  );

  it('is an empty page behind a short one, once the next one is empty too', async () => {
    const { cloud, finished } = openCloud();
    cloud.lists.FINISH = tasks('FINISH', 2, 1);
    const stuck = (page: Page, query: ListQuery) => ({ ...page, next: query.cursor });
    cloud.slips.push((page) => ({ ...page, next: { key: '["t 1", 2]' } }), stuck, stuck);
    await finished.loadAll(100, new AbortController().signal, () => {});
    expect(cloud.queries).toHaveLength(3);
    expect(finished).toMatchObject({ hasMore: false, end: 'complete' });
  });

  const counted = (total: number) => (page: Page) => ({ ...page, total });

  it.each([
    [
      'a short page was followed by two that were empty',
      (page: Page, query: ListQuery) => ({ ...empty(page), next: query.cursor }),
    ],
    ['an empty page had no cursor', (page: Page) => ({ ...empty(page), next: undefined })],
  ])('is looked at again by a person, where %s', async (_, slip) => {
    const { cloud, finished } = openCloud();
    cloud.lists.FINISH = tasks('FINISH', 9, 1);
    const short = (page: Page) => ({ ...page, tasks: page.tasks.slice(0, 2), next: { key: '["t 8", 2]' } });
    cloud.slips.push(short, slip, slip);
    await finished.loadAll(100, new AbortController().signal, () => {});
    expect(finished).toMatchObject({ hasMore: false, end: 'complete' });
    expect(shown(finished)).toBe('t 9, t 8');
    cloud.slips.splice(0, 3, short);
    await finished.refreshQuietly();
    expect(finished.end).toBe('complete');
    cloud.slips.splice(0, 3, short);
    await finished.refresh();
    await finished.loadAll(100, new AbortController().signal, () => {});
    expect(shown(finished)).toBe('t 9, t 8, t 7, t 6, t 5, t 4, t 3, t 2, t 1');
  });

  it('is in doubt behind a short page, too, where more has been seen behind the empty ones', async () => {
    const { cloud, finished } = openCloud();
    cloud.lists.FINISH = tasks('FINISH', 9, 1);
    const slip = (page: Page, query: ListQuery): Page => ({
      ...empty(page),
      next: query.cursor,
      knowsMore: true,
    });
    cloud.slips.push(
      (page) => ({ ...page, tasks: page.tasks.slice(0, 2), next: { key: '["t 8", 2]' } }),
      slip,
      slip,
    );
    await finished.loadAll(100, new AbortController().signal, () => {});
    expect(finished).toMatchObject({ hasMore: true, end: 'inDoubt' });
    await finished.loadAll(100, new AbortController().signal, () => {});
    expect(shown(finished)).toBe('t 9, t 8, t 7, t 6, t 5, t 4, t 3, t 2, t 1');
  });

  it('is asked for once more where the service counts more than it gives, and told', async () => {
    const { cloud, finished } = openCloud();
    cloud.lists.FINISH = tasks('FINISH', 2, 1);
    cloud.slips.push(counted(45), counted(45), counted(45));
    await finished.open();
    expect(cloud.queries).toHaveLength(2);
    expect(finished).toMatchObject({ hasMore: false, end: 'short', total: 45 });
    // It has been found out: the same numbers are not asked for again.
    await finished.refresh();
    expect(cloud.queries).toHaveLength(3);
  });

  it('is not reached where the second answer goes on', async () => {
    const { cloud, finished } = openCloud();
    cloud.lists.FINISH = tasks('FINISH', 5, 1);
    cloud.slips.push((page) => ({ ...page, next: undefined, total: 5 }));
    await finished.open();
    expect(finished).toMatchObject({ hasMore: true, end: undefined });
  });

  it('takes no row away while the service counts more', async () => {
    const { cloud, finished } = await openFinished(9);
    await finished.loadMore();
    const cut = (page: Page) => ({ ...page, tasks: page.tasks.slice(0, 1), next: undefined, total: 9 });
    cloud.slips.push(cut, cut);
    await finished.refresh();
    expect(finished.rows.size).toBe(6);
  });

  it('does not make the total forgotten', async () => {
    const { cloud, finished } = openCloud();
    cloud.lists.FINISH = tasks('FINISH', 9, 1);
    cloud.slips.push(counted(9), (page) => page, counted(3), counted(9));
    await finished.open();
    await finished.loadMore();
    expect(finished.total).toBe(9);
    await finished.refresh();
    expect(finished.total).toBe(9);
    await finished.loadMore();
    expect(finished).toMatchObject({ end: 'complete', total: 9 });
  });

  it('is a repeated cursor; a refresh lets one try again from there', async () => {
    const { cloud, finished } = await openFinished(9);
    cloud.slips.push((page, query) => ({ ...page, next: query.cursor }));
    await finished.loadMore();
    expect(finished).toMatchObject({ hasMore: false, end: 'repeatedCursor' });
    expect(finished.rows.size).toBe(6);
    await finished.refresh();
    expect(finished.hasMore).toBe(true);
    await finished.loadMore();
    expect(shown(finished)).toBe('t 9, t 8, t 7, t 6, t 5, t 4, t 3, t 2, t 1');
  });

  it('is a page that was there before', async () => {
    const { cloud, finished } = await openFinished(9);
    cloud.slips.push((page) => ({ ...page, tasks: tasks('FINISH', 9, 7), next: { key: 'other' } }));
    await finished.loadMore();
    expect(finished).toMatchObject({ hasMore: false, end: 'nothingNew' });
  });

  it('is the greatest number of pages', async () => {
    const { finished } = await openFinished(6, 1, { maxPages: 3 });
    await finished.loadMore();
    expect(finished.hasMore).toBe(true);
    await finished.loadMore();
    expect(finished).toMatchObject({ hasMore: false, end: 'pageCap' });
    expect(finished.rows.size).toBe(3);
  });
});

describe('a refused cursor', () => {
  for (const [kind, code] of [
    ['caller', 'InvalidParameterValue'],
    ['gone', 'ResourceNotFound.ScrollToken'],
  ] as const) {
    it(`of the kind ${kind} makes the list start over without losing a row`, async () => {
      const { cloud, finished } = await openFinished(12);
      await finished.loadMore();
      const row = finished.rows.last;
      cloud.slips.push(refusal(kind, code));
      await finished.loadMore();
      expect(shown(finished)).toBe('t 12, t 11, t 10, t 9, t 8, t 7, t 6, t 5, t 4');
      expect([...finished.rows][5]).toBe(row);
      expect(finished.failure).toBeUndefined();
      await finished.loadMore();
      expect(finished.rows.size).toBe(12);
    });
  }

  it('keeps every row when starting over fails half-way, and gets there on retry', async () => {
    const { cloud, finished } = await openFinished(12);
    await finished.loadMore();
    await finished.loadMore();
    cloud.slips.push(refusal('caller', 'InvalidParameterValue'), (page) => page);
    cloud.slips.push(refusal('throttled', 'RequestLimitExceeded'));
    await finished.loadMore();
    expect(finished).toMatchObject({ phase: 'failed', hasMore: true, failure: { during: 'more' } });
    expect(finished.rows.size).toBe(9);
    await finished.retry();
    expect(shown(finished)).toBe('t 12, t 11, t 10, t 9, t 8, t 7, t 6, t 5, t 4, t 3, t 2, t 1');
  });

  it('makes the list start over once for a click, even if every cursor is refused', async () => {
    const { cloud, finished } = await openFinished(12);
    await finished.loadMore();
    const answer = cloud.list.bind(cloud);
    cloud.list = async (query, signal) => {
      const page = await answer(query, signal);
      return query.cursor === undefined ? page : refusal('caller', 'InvalidParameterValue')();
    };
    await finished.loadMore();
    expect(cloud.queries).toHaveLength(5);
    expect(finished).toMatchObject({ phase: 'failed', hasMore: true });
    expect(finished.rows.size).toBe(6);
  });

  it('is shown when the request is what the service refuses', async () => {
    const { cloud, finished } = await openFinished(6);
    cloud.slips.push(refusal('caller', 'InvalidParameter'), refusal('caller', 'InvalidParameter'));
    await finished.loadMore();
    expect(finished).toMatchObject({ phase: 'failed', failure: { error: { code: 'InvalidParameter' } } });
    expect(finished.rows.size).toBe(3);
    expect(cloud.queries).toHaveLength(3);
    await finished.retry();
    await finished.loadMore();
    expect(finished.rows.size).toBe(6);
  });
});

describe('the page fetched ahead', () => {
  it('answers "Load more" at once, and is followed by the next', async () => {
    const { cloud, finished } = await openFinished(12);
    finished.watched = true;
    await settled();
    expect(cloud.queries).toHaveLength(2);
    expect(finished).toMatchObject({ phase: 'loaded' });
    expect(finished.rows.size).toBe(3);
    cloud.hold();
    await finished.loadMore();
    expect(finished.rows.size).toBe(6);
    expect(cloud.queries).toHaveLength(3);
    cloud.letGo();
  });

  it('is one page only, and none for a group that nobody sees', async () => {
    const { cloud, finished, processing } = openCloud();
    cloud.lists.FINISH = tasks('FINISH', 12, 1);
    cloud.lists.PROCESSING = tasks('PROCESSING', 30, 21);
    await Promise.all([finished.open(), processing.open()]);
    finished.watched = true;
    finished.watched = true;
    await settled();
    expect(cloud.queries).toHaveLength(3);
  });

  it('is read again when it has grown stale', async () => {
    const { cloud, clock, finished } = await openFinished(6);
    finished.watched = true;
    await settled();
    await clock.advance(30_000);
    cloud.lists.FINISH = [...tasks('FINISH', 6, 4), task('n 2', 'FINISH'), ...tasks('FINISH', 2, 1)];
    await finished.loadMore();
    expect(shown(finished)).toBe('t 6, t 5, t 4, n 2, t 2, t 1');
  });

  it('is dropped by a refresh', async () => {
    const { cloud, finished } = await openFinished(6);
    finished.watched = true;
    await settled();
    finished.watched = false;
    cloud.lists.FINISH = [...tasks('FINISH', 6, 4), task('n 2', 'FINISH'), ...tasks('FINISH', 2, 1)];
    await finished.refresh();
    await finished.loadMore();
    expect(shown(finished)).toBe('t 6, t 5, t 4, n 2, t 2, t 1');
  });

  it('leaves no trace when it fails', async () => {
    const { cloud, finished } = await openFinished(6);
    cloud.slips.push(refusal('transient', 'HTTP 503'));
    finished.watched = true;
    await settled();
    expect(finished).toMatchObject({ phase: 'loaded', failure: undefined, hasMore: true });
    await finished.loadMore();
    expect(finished.rows.size).toBe(6);
  });

  it('ends the list by itself when nothing is behind the last cursor', async () => {
    const { cloud, finished } = openCloud();
    cloud.lists.FINISH = tasks('FINISH', 3, 1);
    cloud.slips.push((page) => ({ ...page, next: { key: '["t 1", 3]' } }));
    await finished.open();
    expect(finished.hasMore).toBe(true);
    finished.watched = true;
    await settled();
    expect(finished.hasMore).toBe(false);
    expect(finished.rows.size).toBe(3);
  });
});

describe('load all', () => {
  it('reads to the end and tells how far it is', async () => {
    const { cloud, finished } = openCloud();
    cloud.lists.FINISH = tasks('FINISH', 10, 1);
    const progress: number[] = [];
    await finished.loadAll(1000, new AbortController().signal, (loaded) => progress.push(loaded));
    expect(progress).toEqual([6, 9, 10]);
    expect(finished.end).toBe('complete');
  });

  it('lets the service read ahead until it is over, and fetches no page for the next click meanwhile', async () => {
    const { cloud, finished } = openCloud();
    cloud.lists.FINISH = tasks('FINISH', 20, 1);
    await finished.open();
    finished.watched = true;
    await settled();
    await finished.refresh();
    cloud.queries.length = 0;
    const during: (boolean | undefined)[] = [];
    await finished.loadAll(14, new AbortController().signal, () => {
      during.push(cloud.queries.at(-1)?.ahead?.aborted);
    });
    const asked = cloud.queries.map(({ ahead }) => ahead);
    expect(during.slice(-2)).toEqual([false, false]);
    expect(new Set(asked.slice(1)).size).toBe(1);
    expect(asked.at(-1)?.aborted).toBe(true);
    cloud.queries.length = 0;
    await finished.loadMore();
    expect(cloud.queries[0]).toMatchObject({ lane: 'interactive', ahead: undefined });
  });

  it('stops at the cap', async () => {
    const { cloud, finished } = openCloud();
    cloud.lists.FINISH = tasks('FINISH', 30, 1);
    await finished.loadAll(7, new AbortController().signal, () => {});
    expect(finished.rows.size).toBe(9);
    expect(finished.hasMore).toBe(true);
  });

  it('stops at a failure, but not at one that was there before', async () => {
    const { cloud, finished } = await openFinished(30);
    cloud.slips.push(refusal('transient', 'HTTP 503'));
    await finished.refresh();
    cloud.slips.push(
      (page) => page,
      (page) => page,
      refusal('transient', 'HTTP 502'),
    );
    await finished.loadAll(1000, new AbortController().signal, () => {});
    expect(finished.rows.size).toBe(9);
    expect(finished.failure?.error.code).toBe('HTTP 502');
  });

  it('stops at once when it is cancelled, and leaves a list one can go on with', async () => {
    const { cloud, finished } = await openFinished(30);
    cloud.hold();
    const stop = new AbortController();
    const loading = finished.loadAll(1000, stop.signal, () => {});
    await settled();
    expect(finished.phase).toBe('loading');
    stop.abort();
    await loading;
    expect(finished).toMatchObject({ phase: 'loaded', failure: undefined, hasMore: true });
    cloud.letGo();
    await finished.loadMore();
    expect(finished.rows.size).toBe(6);
  });

  it('stops when it is cancelled while a refresh has the turn', async () => {
    const { cloud, finished } = await openFinished(30);
    cloud.hold();
    const stop = new AbortController();
    const loading = finished.loadAll(1000, stop.signal, () => {});
    await settled();
    const refreshed = finished.refresh();
    stop.abort();
    await loading;
    cloud.letGo();
    await refreshed;
    await settled();
    expect(finished).toMatchObject({ phase: 'loaded', failure: undefined });
    expect(finished.rows.size).toBe(3);
  });

  it('ends when the account is removed', async () => {
    const { cloud, service, finished } = await openFinished(30);
    cloud.hold();
    const loading = finished.loadAll(1000, new AbortController().signal, () => {});
    await settled();
    service.dispose();
    await loading;
    expect(finished.rows.size).toBe(3);
  });
});

describe('a page that a person asks for', () => {
  it('comes before the rest of what is read again unasked', async () => {
    const { cloud, processing } = openCloud();
    cloud.lists.PROCESSING = tasks('PROCESSING', 30, 1);
    await processing.loadAll(18, new AbortController().signal, () => {});
    cloud.queries.length = 0;
    cloud.hold();
    const glance = processing.refreshQuietly();
    await settled();
    const more = processing.loadMore();
    cloud.letGo();
    await more;
    expect(processing.rows.size).toBe(21);
    expect(cloud.queries.length).toBeLessThan(4);
    await glance;
    expect(cloud.queries.length).toBeGreaterThan(7);
  });
});
