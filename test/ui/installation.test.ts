import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openVSCode, type VSCodeWindow } from '../vscode/openVSCode.ts';

const patience = { timeout: 60_000, interval: 200 };

let serverDataDir: string;
let window: VSCodeWindow;

beforeAll(async () => {
  serverDataDir = await mkdtemp(join(tmpdir(), 'cloud-tasks-'));
  window = await openVSCode({ serverDataDir, vsix: resolve('out/cloud-tasks.vsix') });
});

afterAll(async () => {
  await window?.close();
  await rm(serverDataDir, { recursive: true, force: true, maxRetries: 5 });
});

it('shows the installed extension in the Extensions view', async () => {
  const { page } = window;
  await page.keyboard.press('Control+Shift+X');
  const row = page.locator('.extensions-list .monaco-list-row', { hasText: 'Cloud Tasks' });
  await row.waitFor();
  await window.screenshot('installation');
  expect(await row.getAttribute('aria-label')).toContain('Cloud Tasks');
});

it('has a page on which every picture is shown and every link leads somewhere', async () => {
  const { page } = window;
  await page.locator('.extensions-list .monaco-list-row', { hasText: 'Cloud Tasks' }).click();
  for (const [tab, text] of [
    ['Details', 'Cloud Tasks'],
    ['Changelog', 'Keep a Changelog'],
  ] as const) {
    await page.locator('.extension-editor .navbar .action-label', { hasText: new RegExp(tab, 'i') }).click();
    const found = await vi.waitFor(async () => {
      const frames = await Promise.all(
        page
          .frames()
          .filter((frame) => frame !== page.mainFrame())
          .map(pageIn),
      );
      const shown = frames.find((frame) => frame?.text.includes(text));
      expect(shown, `${tab} is not shown yet`).toBeDefined();
      return shown;
    }, patience);
    expect(found?.brokenPictures).toBe(0);
    expect(found?.links.filter((href) => !/^(?:https:|#)/.test(href))).toEqual([]);
    expect(found?.text).not.toMatch(/!\[|\]\(/);
  }
});

interface ShownPage {
  readonly text: string;
  readonly brokenPictures: number;
  readonly links: readonly string[];
}

async function pageIn(frame: Frame): Promise<ShownPage | undefined> {
  const images = frame.locator('img');
  const isThere = await images
    .evaluateAll((all) => all.map((image) => 'naturalWidth' in image && image.naturalWidth !== 0))
    .catch(() => undefined);
  const text = await frame
    .locator('body')
    .innerText({ timeout: 1_000 })
    .catch(() => undefined);
  if (isThere === undefined || text === undefined) {
    return undefined;
  }
  const links = await frame
    .locator('a[href]')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  return { text, brokenPictures: isThere.filter((is) => !is).length, links };
}
