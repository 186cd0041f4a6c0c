import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { documentText, tabs } from './editors.ts';
import { foreignAccount, foreignEnv, foreignKeys } from './foreignAccounts.ts';
import { late } from './foreignAnswers.ts';
import { ForeignCloud } from './foreignCloud.ts';
import { idsOf, mpsTask, mpsTasks, vodTasks } from './foreignTasks.ts';
import { type InstalledWindow, openInstalled } from './installedWindow.ts';
import { pager } from './taskTreePage.ts';

const patience = { timeout: 10_000, interval: 100 };

let long: ForeignCloud;
let ends: ForeignCloud;
let window: InstalledWindow;

beforeAll(async () => {
  long = await ForeignCloud.start(foreignKeys);
  ends = await ForeignCloud.start(foreignKeys);
  fillLong();
  fillEnds();
  window = await openInstalled({
    env: foreignEnv,
    settings: {
      'cloudTasks.refreshInterval': 0,
      'cloudTasks.accounts': [foreignAccount('Long', long), foreignAccount('Ends', ends)],
    },
  });
});

afterAll(async () => {
  await window?.close();
  await long?.close();
  await ends?.close();
});

/** Lists that go on for some pages. */
function fillLong(): void {
  const failing = mpsTasks('bad', 0, 1);
  long
    .put('mps', 'FINISH', undefined, { items: mpsTasks('long', 0, 4), next: 't1', total: 14 })
    .put('mps', 'FINISH', 't1', { items: mpsTasks('long', 4, 4), next: 't2', total: '14' })
    .put('mps', 'FINISH', 't2', { items: mpsTasks('long', 8, 4), next: 't3' })
    .put('mps', 'FINISH', 't3', { items: [...mpsTasks('long', 12, 2), ...failing] })
    .fail(...idsOf(failing))
    .putDetail('2600000-WorkflowTask-long002', {
      TaskType: 'WorkflowTask',
      Status: 'FINISH',
      WorkflowTask: { TaskId: 'another-id-inside', Status: 'FINISH', ErrCode: 0, Message: 'SUCCESS' },
    })
    .put('vod', 'FINISH', undefined, { items: vodTasks('long', 0, 4), next: 'v1' })
    .put('vod', 'FINISH', 'v1', { items: vodTasks('long', 4, 3), next: 'token-test' })
    .put('vod', 'FINISH', 'token-test', { items: [] })
    .put('vod', 'ABORTED', undefined, { items: vodTasks('off', 0, 1, 'ABORTED') });
}

/** Lists that end in every way they can, and tasks that are odd but tasks. */
function fillEnds(): void {
  const moved = mpsTask('moved', 0);
  const zero = { BeginProcessTime: '0000-00-00T00:00:00Z', FinishTime: '0001-01-01T00:00:00Z' };
  ends
    .put('mps', 'WAITING', undefined, { items: mpsTasks('wait', 0, 2), next: 'same' })
    .put('mps', 'WAITING', 'same', { items: mpsTasks('wait', 2, 2), next: 'same' })
    .put('mps', 'PROCESSING', undefined, {
      items: [moved, { ...mpsTask('zero', 1), ...zero }],
      next: 'empty',
    })
    .put('mps', 'PROCESSING', 'empty', { items: [], next: 'more' })
    .put('mps', 'FINISH', undefined, { items: [...mpsTasks('end', 0, 2), moved], next: 'again' })
    .put('mps', 'FINISH', 'again', { items: mpsTasks('end', 0, 2), next: 'again2' })
    .put('vod', 'WAITING', undefined, {
      items: vodTasks('first', 0, 2, 'WAITING'),
      next: 'overlap',
      total: 0,
    })
    .put('vod', 'WAITING', 'overlap', { items: vodTasks('first', 1, 2, 'WAITING'), next: '' })
    .put('vod', 'FINISH', undefined, {
      items: [...vodTasks('odd', 0, 1), ...vodTasks('new', 1, 1, 'SUSPENDED')],
      total: '2',
    });
}

/** Clicks "Load more" until there is none. Returns the rows of the group. */
async function loadToEnd(...group: readonly string[]): Promise<readonly string[]> {
  const { tree } = window;
  await tree.expand(...group);
  for (;;) {
    const rows = await vi.waitFor(async () => {
      const shown = await tree.textsBelow(...group);
      expect(shown).not.toEqual([]);
      expect(shown.at(-1)).not.toContain('loading');
      return shown;
    }, patience);
    if (!rows.at(-1)?.match(pager)) {
      return rows;
    }
    // A page that was asked for a moment ago may have come in between.
    if (await tree.clickIfThere(...group, pager)) {
      await vi.waitFor(async () => expect(await tree.textsBelow(...group)).not.toEqual(rows), patience);
    }
  }
}

/** Waits until another group is read and shown, behind whatever else was on its way to the window. */
async function afterOtherRows(group: string): Promise<void> {
  await window.tree.expand('Long', 'VOD', group);
  await vi.waitFor(
    async () => expect(await window.tree.textsBelow('Long', 'VOD', group)).toEqual(['No tasks']),
    patience,
  );
}

describe('a cloud named by its endpoint, with keys from the environment', () => {
  it('asks for one page at a double click on Load more', async () => {
    const { tree } = window;
    long.answer({ service: 'mps', token: 't1' }, late(700));
    await tree.expand('Long', 'MPS', 'Finished');
    await vi.waitFor(
      async () => expect(await tree.textsBelow('Long', 'MPS', 'Finished')).toHaveLength(5),
      patience,
    );
    await tree.doubleClick('Long', 'MPS', 'Finished', pager);
    // Read ahead once the page is shown that was asked for.
    await vi.waitFor(() => expect(long.asked({ service: 'mps', token: 't2' })).toHaveLength(1), patience);
    await afterOtherRows('Waiting');
    expect(long.asked({ service: 'mps', status: 'FINISH', token: 't1' })).toHaveLength(1);
    expect(await tree.textsBelow('Long', 'MPS', 'Finished')).toEqual([
      ...idsOf(mpsTasks('long', 0, 8)).map((id) => expect.stringContaining(id)),
      expect.stringMatching(/^Load \d more 8 of 14 loaded$/),
    ]);
  });

  it('asks for one page at a double click when that page has been read ahead', async () => {
    const { tree } = window;
    await tree.doubleClick('Long', 'MPS', 'Finished', pager);
    await vi.waitFor(() => expect(long.asked({ service: 'mps', token: 't3' })).toHaveLength(1), patience);
    await afterOtherRows('Processing');
    expect(await tree.textsBelow('Long', 'MPS', 'Finished')).toHaveLength(13);
  });

  it('pages MPS to the end', async () => {
    const rows = await loadToEnd('Long', 'MPS', 'Finished');
    expect(rows).toEqual(idsOf(mpsTasks('long', 0, 14)).map((id) => expect.stringContaining(id)));
    // The first page may have been asked for before, to see whether there are two lists.
    for (const token of ['t1', 't2', 't3']) {
      expect(long.asked({ service: 'mps', status: 'FINISH', token, failed: false })).toHaveLength(1);
    }
    expect(await loadToEnd('Long', 'MPS', 'Failed')).toEqual([expect.stringContaining('bad000')]);
    await window.screenshot('foreign-paged');
    await window.tree.collapseAll();
  });

  it('pages VOD to the end, past a last page that has a token', async () => {
    const rows = await loadToEnd('Long', 'VOD', 'Finished');
    expect(rows.slice(0, 7)).toEqual(idsOf(vodTasks('long', 0, 7)).map((id) => expect.stringContaining(id)));
    expect(rows).toHaveLength(7);
    expect(await loadToEnd('Long', 'VOD', 'Aborted')).toEqual([expect.stringContaining('off000')]);
    expect(await loadToEnd('Long', 'VOD', 'Waiting')).toEqual(['No tasks']);
    await window.tree.collapseAll();
  });

  it('opens the detail of a task', async () => {
    const { page, tree } = window;
    await tree.expand('Long', 'MPS', 'Finished');
    await tree.click('Long', 'MPS', 'Finished', 'long002');
    await tabs(page).filter({ hasText: '2600000-WorkflowTask-long002.json' }).waitFor();
    await vi.waitFor(async () => expect(await documentText(page)).toContain('another-id-inside'), patience);
    const { RequestId, ...detail } = JSON.parse(await documentText(page));
    expect(detail).toMatchObject({ TaskType: 'WorkflowTask', Status: 'FINISH' });
    expect(RequestId).toBe(long.asked({ action: 'DescribeTaskDetail' }).at(-1)?.requestId);
  });

  it('says so when a task has aged out, in valid JSON', async () => {
    const { page, tree } = window;
    await tree.click('Long', 'MPS', 'Finished', 'long003');
    await vi.waitFor(async () => expect(await documentText(page)).toContain('aged out'), patience);
    expect(JSON.parse(await documentText(page))).toMatchObject({
      cloudTasks: { code: 'InvalidParameterValue.TaskId', taskId: '2600000-WorkflowTask-long003' },
    });
    await tree.collapseAll();
  });
});

describe('a list of a foreign cloud', () => {
  it.each([
    ['Waiting', 'repeated its ScrollToken', ['wait000', 'wait001', 'wait002', 'wait003']],
    ['Finished', 'repeated a page', ['end000', 'end001', 'moved000']],
  ])('that never ends by itself ends under %s, and says: %s', async (group, note, ids) => {
    const rows = await loadToEnd('Ends', 'MPS', group);
    expect(rows).toEqual([...ids.map((id) => expect.stringContaining(id)), expect.stringContaining(note)]);
  });

  it('ends with an empty page without a word', async () => {
    expect(await loadToEnd('Ends', 'MPS', 'Processing')).toEqual([expect.stringContaining('zero001')]);
  });

  it('shows a task that has moved once, under its later status', async () => {
    const rows = await window.tree.textsBelow('Ends', 'MPS');
    expect(rows.filter((text) => text.includes('moved000'))).toHaveLength(1);
    await window.screenshot('foreign-ends');
    await window.tree.collapseAll();
  });

  it('shows tasks once that two pages have, and an empty token as the end', async () => {
    const rows = await loadToEnd('Ends', 'VOD', 'Waiting');
    expect(rows).toEqual(['first000', 'first001', 'first002'].map((id) => expect.stringContaining(id)));
  });

  it('shows an unknown status as a group of its own name', async () => {
    const rows = await loadToEnd('Ends', 'VOD', 'SUSPENDED');
    expect(rows).toEqual([expect.stringContaining('new001')]);
    expect(await loadToEnd('Ends', 'VOD', 'Finished')).toEqual([expect.stringContaining('odd000')]);
  });

  it('leaves nothing unhandled', async () => {
    expect(await window.unhandled()).toEqual([]);
  });
});
