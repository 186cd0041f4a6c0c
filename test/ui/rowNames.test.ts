import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { documentText } from './editors.ts';
import { type InstalledWindow, openInstalled } from './installedWindow.ts';
import { runCommand } from './palette.ts';
import { openedRows } from './shownRows.ts';

const group = ['Demo', 'MPS', 'Finished'] as const;
const settings = { 'cloudTasks.pageSize': 50, 'cloudTasks.refreshInterval': 0 };
const patience = { timeout: 40_000, interval: 200 };
/** As many signs as a row of a group shows in a side bar of 300 pixels. */
const visible = 34;
const taskId = /\d+-\w+Task-\w+/;
const named = /^[a-z]+-\d{5}(\.mp4)? /;

let window: InstalledWindow;

beforeAll(async () => {
  window = await openInstalled({ settings: { ...settings, 'cloudTasks.detailsPerSecond': 10 } });
  await runCommand(window.page, 'Cloud Tasks: Start Demo');
  await window.tree.row('Demo stack').waitFor();
});
afterAll(() => window?.close());

const rows = async () => (await window.tree.below(...group)).filter(({ text }) => taskId.test(text));

describe('rows of tasks', () => {
  it('differ in what is seen of them, from the first moment', async () => {
    await openedRows(window.tree, ...group);
    const texts = (await rows()).map(({ text }) => text.slice(0, visible));
    expect(texts.length).toBeGreaterThan(10);
    expect(new Set(texts).size).toBeGreaterThanOrEqual(0.9 * texts.length);
  });

  it('get the name of what they work on, and those that failed the reason', async () => {
    await vi.waitFor(async () => {
      const shown = await rows();
      expect(shown.filter(({ text }) => !named.test(text))).toEqual([]);
    }, patience);
    const failed = (await rows()).filter(({ spoken }) => spoken.includes('with failures'));
    expect(failed).not.toEqual([]);
    for (const { text } of failed) {
      expect(text).not.toMatch(/^\S+ (just now|\d+ \w+ ago)/);
    }
    await window.screenshot('row-names');
  });

  it('open into the parts that failed, and lead to them in the JSON', async () => {
    const { page, tree } = window;
    const failed = (await rows()).find(({ spoken }) => spoken.includes('with failures'));
    const id = taskId.exec(failed?.text ?? '')?.[0] ?? 'no failed task';
    await tree.expand(...group, id);
    const parts = await vi.waitFor(async () => {
      const below = await tree.textsBelow(...group, id);
      expect(below).not.toEqual([]);
      return below;
    }, patience);
    await window.screenshot('failed-parts');
    await tree.click(...group, id, parts[0] ?? '');
    await vi.waitFor(async () => expect(await documentText(page)).toContain('"TaskType":'), patience);
    // The editor has gone to the part, away from the line above the document.
    await page
      .locator('.codelens-decoration', { hasText: /^\w[\w ,]*: / })
      .first()
      .waitFor();
    await window.screenshot('failed-json');
  });

  it('have names and reasons at once after a reload, without asking again', async () => {
    const before = await rows();
    await window.changeSettings({ ...settings, 'cloudTasks.detailsPerSecond': 0 });
    await window.tree.row('Demo stack').waitFor();
    await openedRows(window.tree, ...group);
    const ids = new Set(before.map(({ text }) => taskId.exec(text)?.[0]));
    await vi.waitFor(async () => {
      const same = (await rows()).filter(({ text }) => ids.has(taskId.exec(text)?.[0]));
      expect(same.length).toBeGreaterThan(5);
      expect(same.filter(({ text }) => !named.test(text))).toEqual([]);
    }, patience);
    expect(await window.unhandled()).toEqual([]);
  });
});
