import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { typeSettings } from './editors.ts';
import { type InstalledWindow, openInstalled } from './installedWindow.ts';
import { runCommand } from './palette.ts';
import { openedRows } from './shownRows.ts';

const patience = { timeout: 20_000, interval: 200 };
const settings = { 'cloudTasks.pageSize': 10, 'cloudTasks.refreshInterval': 0 };

let window: InstalledWindow;

beforeAll(async () => {
  window = await openInstalled({ settings });
  await runCommand(window.page, 'Cloud Tasks: Start Demo');
  await window.tree.row('Demo stack').waitFor();
  await openedRows(window.tree, 'Demo', 'MPS', 'Failed');
  await openedRows(window.tree, 'Demo', 'CWP', 'Never collected');
});

afterAll(() => window?.close());

interface Icon {
  readonly glyph: string;
  readonly color: string;
}

async function iconOf(row: Locator): Promise<Icon> {
  return await row
    .locator('.custom-view-tree-node-item-icon')
    .first()
    .evaluate((icon) => {
      const { defaultView } = icon.ownerDocument;
      return {
        glyph: defaultView.getComputedStyle(icon, '::before').content,
        color: defaultView.getComputedStyle(icon).color,
      };
    });
}

describe.each([
  ['Default Dark Modern', 'vs-dark'],
  ['Default Light Modern', 'vs'],
  ['Default High Contrast', 'hc-black'],
  ['Default High Contrast Light', 'hc-light'],
])('in the theme %s', (theme, kind) => {
  it('failures have a colour, and rows that mean different things look different', async () => {
    const { page } = window;
    await typeSettings(page, { ...settings, 'workbench.colorTheme': theme });
    await page.locator(`.monaco-workbench.${kind}`).waitFor();
    const failed = page.getByRole('treeitem', { name: /Task-/ }).first();
    await vi.waitFor(async () => expect(await failed.count()).toBe(1), patience);
    await window.screenshot(`theme-${kind}`);
    const failure = await iconOf(failed);
    const group = await iconOf(page.getByRole('treeitem', { name: /^Waiting/ }).first());
    expect(failure.color).not.toBe(group.color);
    const glyphs = await Promise.all(
      [/^Waiting/, /^Processing/, /^Finished, [\d,]+$/, /^Never collected/, /^Failed/].map(
        async (name) => (await iconOf(page.getByRole('treeitem', { name }).first())).glyph,
      ),
    );
    expect(new Set(glyphs).size).toBe(5);
  });
});
