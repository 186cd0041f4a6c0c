import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { documentText, tabs } from './editors.ts';
import { type InstalledWindow, openInstalled } from './installedWindow.ts';
import { runCommand } from './palette.ts';
import { pager } from './taskTreePage.ts';

const group = ['Demo', 'MPS', 'Finished'] as const;

let window: InstalledWindow;

beforeAll(async () => {
  // The demo moves: without a look in between, the rows are those of the pages that were asked for.
  window = await openInstalled({ settings: { 'cloudTasks.pageSize': 10, 'cloudTasks.refreshInterval': 0 } });
});
afterAll(() => window?.close());

describe('the demo, from the welcome view', () => {
  it('offers to add an account or to try the demo where there is no account', async () => {
    const { page } = window;
    await page.getByRole('button', { name: 'Try the demo' }).waitFor();
    expect(await page.getByRole('button', { name: 'Add account' }).isVisible()).toBe(true);
    await window.screenshot('welcome');
  });

  it('shows groups with counts once a service is opened', async () => {
    const { page, tree } = window;
    await page.getByRole('button', { name: 'Try the demo' }).click();
    await tree.expand('Demo', 'MPS');
    await vi.waitFor(async () => {
      expect(await tree.textsBelow('Demo', 'MPS')).toEqual([
        expect.stringMatching(/^Waiting \d+/),
        expect.stringMatching(/^Processing \d+$/),
        expect.stringMatching(/^Failed \d+$/),
        expect.stringMatching(/^Finished \d,\d{3}$/),
      ]);
    }, patience);
  });

  it('lists tasks with their TaskId, failed ones marked for eye and ear', async () => {
    const { tree } = window;
    await tree.expand(...group);
    const tasks = await vi.waitFor(async () => {
      const rows = await tree.below(...group);
      expect(rows).toHaveLength(11);
      return rows.slice(0, 10);
    }, patience);
    for (const { text } of tasks) {
      const name = /^(\w[\w ]* …\w+|[\w-]+(\.mp4)?) /.exec(text)?.[0] ?? '';
      expect(name).not.toBe('');
      expect(text.slice(name.length)).toMatch(
        /(^|· )(just now|\d+ (min|h|d) ago)( · .*)? · \d+-\w+Task-\w+$/,
      );
    }
    expect(await tree.textsBelow(...group)).toContainEqual(
      expect.stringMatching(/^Load 10 more 10 of .* loaded$/),
    );
  });

  it('adds one page on Load more, in sight', async () => {
    const { tree } = window;
    const before = (await tree.textsBelow(...group)).slice(0, 10).map(taskIdIn);
    await tree.click(...group, pager);
    await vi.waitFor(async () => {
      const rows = await tree.textsBelow(...group);
      expect(rows.slice(0, -1).map(taskIdIn)).toEqual(expect.arrayContaining(before));
      expect(rows).toHaveLength(21);
      expect(rows.at(-1)).toMatch(/^Load 10 more 20 of .* loaded$/);
    }, patience);
    await window.screenshot('demo-list');
  });
});

describe('a task of the demo', () => {
  let taskId: string;

  it('opens as a JSON document on a click', async () => {
    const { tree } = window;
    taskId = taskIdIn((await tree.textsBelow(...group))[0]);
    await tree.click(taskId);
    await tabs(window.page)
      .filter({ hasText: `${taskId}.json` })
      .waitFor();
    await vi.waitFor(async () => expect(await documentText(window.page)).toContain('"TaskType":'), patience);
    await window.screenshot('demo-detail');
  });

  it('keeps one tab when it is opened again, next to another task', async () => {
    const { page, tree } = window;
    await tree.doubleClick(taskId);
    const other = taskIdIn((await tree.textsBelow(...group))[1]);
    await tree.doubleClick(other);
    await tabs(window.page)
      .filter({ hasText: `${other}.json` })
      .waitFor();
    await tree.click(taskId);
    await page.locator('.tab.active', { hasText: `${taskId}.json` }).waitFor();
    expect(await tabs(window.page).count()).toBe(2);
  });

  it('cannot be edited', async () => {
    const { page } = window;
    const before = await documentText(window.page);
    await page.locator('.editor-instance .view-lines').click();
    await page.keyboard.type('x');
    await page.getByRole('alert').filter({ hasText: 'Editor is read-only' }).waitFor();
    expect(await documentText(window.page)).toBe(before);
  });

  it('is there again after the window is loaded anew, with its text', async () => {
    await window.reloadWindow();
    await tabs(window.page)
      .filter({ hasText: `${taskId}.json` })
      .click();
    await vi.waitFor(async () => expect(await documentText(window.page)).toContain('"TaskType":'), {
      timeout: 20_000,
      interval: 200,
    });
    await window.screenshot('demo-reloaded');
  });
});

describe('the end of the demo', () => {
  it('takes its accounts away and leaves nothing unhandled', async () => {
    const { page } = window;
    await runCommand(page, 'Cloud Tasks: Stop Demo');
    await page.getByRole('button', { name: 'Try the demo' }).waitFor();
    expect(await window.unhandled()).toEqual([]);
  });
});

const patience = { timeout: 10_000, interval: 100 };

function taskIdIn(row: string | undefined): string {
  return /\d+-\w+-\w+/.exec(row ?? '')?.[0] ?? `no TaskId in ${row}`;
}
