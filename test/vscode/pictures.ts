/**
 * Takes the pictures of the README: `npm run pictures`. They show the product as it is built now, on the demo cloud.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { startDemoCloud } from '../../src/demo/demoCloud.ts';
import { type OpenOptions, openVSCode } from './openVSCode.ts';

const folder = resolve('media', 'screenshots');

await mkdir(folder, { recursive: true });
await failure('failure', 'Default Light Modern');
await failure('failure-dark', 'Default Dark Modern');
await retry();

/** A failed task, named and explained in a side bar of 300 pixels, and its report beside it. */
async function failure(name: string, theme: string): Promise<void> {
  const options = {
    env: { CLOUD_TASKS_START_DEMO: '1' },
    userSettings: { 'workbench.colorTheme': theme },
  };
  await inWindow(options, async (page) => {
    await page.getByRole('treeitem', { name: /^MPS,/ }).waitFor();
    await widenSideBar(page, 348);
    await setOpen(page, /^MPS,/, true);
    await setOpen(page, /^Failed, /, true);
    const failed = page.getByRole('treeitem', { name: /^Failed, .*\.mp4,/ }).first();
    await failed.hover();
    await failed.getByRole('button', { name: 'Show Report' }).click();
    await page.frameLocator('iframe.webview').frameLocator('iframe').getByRole('heading').first().waitFor();
    await page.mouse.move(1100, 700);
    // Names come two a second.
    await page.waitForTimeout(16_000);
    await page.screenshot({ path: join(folder, `${name}.png`) });
  });
}

/** A group whose next page has failed. */
async function retry(): Promise<void> {
  const cloud = await startDemoCloud();
  const services = { mps: { endpoint: cloud.url } };
  const account = { id: 'prod', label: 'Production', cloud: 'tencent', site: 'international', services };
  const { id, secret } = cloud.credentials.tencent;
  const options = {
    userSettings: {
      'cloudTasks.accounts': [{ ...account, credentials: 'environment' }],
      'cloudTasks.pageSize': 10,
    },
    env: { TENCENTCLOUD_SECRET_ID: id, TENCENTCLOUD_SECRET_KEY: secret },
  };
  cloud.faults.add({
    fault: { kind: 'error', code: 'InternalError.DbError', message: 'The database is busy.' },
    where: ({ parameters }) => parameters.ScrollToken !== undefined,
  });
  try {
    await inWindow(options, async (page) => {
      await page.getByRole('tab', { name: 'Cloud Tasks' }).click();
      await page.getByRole('treeitem', { name: /^Production, MPS/ }).waitFor();
      await widenSideBar(page, 640);
      await setOpen(page, /^Production, MPS/, true);
      await setOpen(page, /^Finished, /, true);
      await page.getByRole('treeitem', { name: /^Load \d+ more/ }).click();
      await page.getByRole('treeitem', { name: /Retry/ }).waitFor();
      await page.waitForTimeout(500);
      await page.screenshot({
        path: join(folder, 'retry.png'),
        clip: { x: 0, y: 0, width: 760, height: 440 },
      });
    });
  } finally {
    await cloud.close();
  }
}

async function inWindow(
  options: Pick<OpenOptions, 'env' | 'userSettings'>,
  take: (page: Page) => Promise<void>,
): Promise<void> {
  const serverDataDir = await mkdtemp(join(tmpdir(), 'cloud-tasks-pictures-'));
  const window = await openVSCode({
    ...options,
    serverDataDir,
    developmentPath: resolve('.'),
    userSettings: {
      ...options.userSettings,
      'window.commandCenter': false,
      'window.title': 'Cloud Tasks',
      'editor.minimap.enabled': false,
    },
  });
  try {
    await window.page.setViewportSize({ width: 1280, height: 860 });
    await take(window.page);
  } finally {
    await window.close();
    await rm(serverDataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Rows move while others open: one is done when VS Code says so. */
async function setOpen(page: Page, name: RegExp, open: boolean): Promise<void> {
  const rows = page.getByRole('treeitem', { name });
  await rows.first().waitFor();
  if ((await rows.first().getAttribute('aria-expanded')) !== String(open)) {
    await rows.first().click();
  }
  await rows
    .and(page.locator(`[aria-expanded=${open}]`))
    .first()
    .waitFor();
  await page.waitForTimeout(500);
}

/** Drags the border between the side bar and the editors to this place. */
async function widenSideBar(page: Page, width: number): Promise<void> {
  const bar = await page.locator('.part.sidebar').boundingBox();
  for (const sash of await page.locator('.monaco-sash.vertical').all()) {
    const box = await sash.boundingBox();
    if (bar !== null && box !== null && Math.abs(box.x - (bar.x + bar.width)) < 12) {
      await page.mouse.move(box.x + box.width / 2, 400);
      await page.mouse.down();
      await page.mouse.move(width, 400, { steps: 8 });
      await page.mouse.up();
      return;
    }
  }
}
