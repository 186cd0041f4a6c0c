import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { documentText } from './editors.ts';
import { type InstalledWindow, openInstalled } from './installedWindow.ts';
import { runCommand } from './palette.ts';
import { openedRows } from './shownRows.ts';
import type { Step } from './taskTreePage.ts';

/** Not a failure of it among those that need attention. */
const demo = /^Demo\b/;
const group = [demo, 'MPS', 'Finished'] as const;
const settings = { 'cloudTasks.pageSize': 50, 'cloudTasks.refreshInterval': 0 };
const patience = { timeout: 40_000, interval: 200 };
/** As many signs as a row of a group shows in a side bar of 300 pixels. */
const visible = 34;
const taskId = /\d+-\w+-\w+/;
const named = /^[a-z]+-\d{5}(\.mp4)? /;

let window: InstalledWindow;

beforeAll(async () => {
  window = await openInstalled({ settings: { ...settings, 'cloudTasks.detailsPerSecond': 10 } });
  await runCommand(window.page, 'Cloud Tasks: Start Demo');
  await window.tree.row('Demo stack').waitFor();
});
afterAll(() => window?.close());

const rowsOf = async (...path: readonly Step[]) =>
  (await window.tree.below(...path)).filter(({ text }) => taskId.test(text));
const rows = () => rowsOf(...group);

/** A row that has failed, wherever failures stand. */
async function failedRow(): Promise<readonly Step[]> {
  const failed = (await window.tree.has(demo, 'MPS', 'Failed')) ? [demo, 'MPS', 'Failed'] : group;
  await openedRows(window.tree, ...failed);
  return await vi.waitFor(async () => {
    const found = (await rowsOf(...failed)).find(
      ({ spoken, text }) => /failed|with failures/i.test(spoken) && named.test(text),
    );
    expect(found).toBeDefined();
    return [...failed, taskId.exec(found?.text ?? '')?.[0] ?? ''];
  }, patience);
}

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
    const path = await failedRow();
    const failed = (await rowsOf(...path.slice(0, -1))).find(({ text }) =>
      text.includes(String(path.at(-1))),
    );
    expect(failed?.text).not.toMatch(/^\S+ (just now|\d+ \w+ ago)/);
    await window.screenshot('row-names');
  });

  it('open into the parts that failed, and lead to them in the JSON', async () => {
    const { page, tree } = window;
    const path = await failedRow();
    await tree.expand(...path);
    const parts = await vi.waitFor(async () => {
      const below = await tree.textsBelow(...path);
      expect(below).not.toEqual([]);
      return below;
    }, patience);
    await window.screenshot('failed-parts');
    await tree.click(...path, parts[0] ?? '');
    await vi.waitFor(async () => expect(await documentText(page)).toContain('"TaskType":'), patience);
    // The editor has gone to the part, away from the line above the document.
    await page
      .locator('.codelens-decoration', { hasText: /^\w[\w ,]*: / })
      .first()
      .waitFor();
    await window.screenshot('failed-json');
  });

  it('get the names that a media library knows twenty at once', async () => {
    const vod = [demo, 'VOD', 'Finished'] as const;
    await window.tree.collapseAll();
    await openedRows(window.tree, ...vod);
    await vi.waitFor(async () => {
      const shown = await rowsOf(...vod);
      expect(shown.length).toBeGreaterThan(10);
      // A few files are gone from the library: those rows have the id.
      expect(shown.filter(({ text }) => !/^([a-z]+-\d{7}\.mp4|\d{19}) /.test(text))).toEqual([]);
    }, patience);
    await window.screenshot('row-names-vod');
    await window.tree.collapseAll();
    await openedRows(window.tree, ...group);
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
