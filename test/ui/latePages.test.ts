import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { foreignAccount, foreignEnv, foreignKeys } from './foreignAccounts.ts';
import { late } from './foreignAnswers.ts';
import { ForeignCloud } from './foreignCloud.ts';
import { idsOf, mpsTasks, vodTasks } from './foreignTasks.ts';
import { type InstalledWindow, openInstalled } from './installedWindow.ts';
import { runCommand } from './palette.ts';
import { pager } from './taskTreePage.ts';

const patience = { timeout: 15_000, interval: 100 };
const group = ['Late', 'MPS', 'Finished'] as const;

let cloud: ForeignCloud;
let window: InstalledWindow;

beforeAll(async () => {
  cloud = await ForeignCloud.start(foreignKeys);
  cloud
    .put('mps', 'FINISH', undefined, { items: mpsTasks('late', 0, 20), next: 't1' })
    .put('mps', 'FINISH', 't1', { items: mpsTasks('late', 20, 20) })
    .put('vod', 'FINISH', undefined, { items: vodTasks('fast', 0, 4), next: 'v1' })
    .put('vod', 'FINISH', 'v1', { items: vodTasks('fast', 4, 4), next: 'v2' })
    .put('vod', 'FINISH', 'v2', { items: vodTasks('fast', 8, 4), next: 'v3' })
    .put('vod', 'FINISH', 'v3', { items: vodTasks('fast', 12, 4) })
    .answer({ service: 'mps', token: 't1' }, late(2_500));
  window = await openInstalled({
    env: foreignEnv,
    settings: { 'cloudTasks.accounts': [foreignAccount('Late', cloud)] },
  });
});

afterAll(async () => {
  await window?.close();
  await cloud?.close();
});

describe('a page that is there at once', () => {
  it('is one page, although a person clicks twice', async () => {
    const { tree } = window;
    const fast = ['Late', 'VOD', 'Finished'] as const;
    await tree.expand(...fast);
    await vi.waitFor(() => expect(cloud.asked({ token: 'v1' })).toHaveLength(1), patience);
    // In one go, however busy the machine: the page cannot be in the window between two of them.
    const box = await tree.row(pager).boundingBox();
    const [x, y] = [(box?.x ?? 0) + 60, (box?.y ?? 0) + 10] as const;
    await Promise.all(Array.from({ length: 4 }, () => window.page.mouse.click(x, y)));
    await vi.waitFor(() => expect(cloud.asked({ token: 'v2' })).toHaveLength(1), patience);
    const [, , , , , , , last = ''] = idsOf(vodTasks('fast', 0, 8));
    await vi.waitFor(async () => expect(await tree.row(last).count()).toBe(1), patience);
    // Another page would be there at once: this one is asked of the cloud, and is shown behind whatever else is on its way.
    await tree.expand('Late', 'VOD', 'Waiting');
    await vi.waitFor(
      () => expect(cloud.asked({ service: 'vod', status: 'WAITING' })).not.toEqual([]),
      patience,
    );
    await vi.waitFor(
      async () => expect(await tree.textsBelow('Late', 'VOD', 'Waiting')).not.toEqual([]),
      patience,
    );
    expect(await tree.textsBelow(...fast)).toEqual([
      ...idsOf(vodTasks('fast', 0, 8)).map((id) => expect.stringContaining(id)),
      expect.stringMatching(pager),
    ]);
    await tree.collapseAll();
  });
});

describe('a page that takes its time', () => {
  it('is shown when it comes', async () => {
    const { tree } = window;
    await tree.expand(...group);
    await tree.click(...group, pager);
    const [first] = idsOf(mpsTasks('late', 20, 1));
    await vi.waitFor(async () => expect(await tree.row(first ?? '').count()).toBe(1), patience);
    // The keyboard goes on with it: the pager, where it was, is out of sight.
    const focused = window.page.locator('.monaco-list:focus .monaco-list-row.focused');
    await vi.waitFor(async () => expect(await focused.textContent()).toContain(first), patience);
  });

  it('leaves no complaint', async () => {
    await runCommand(window.page, 'Notifications: Show Notifications');
    const messages = window.page.locator('.notifications-center .notification-list-item-message');
    expect(await messages.allTextContents()).toEqual([]);
    expect(await window.unhandled()).toEqual([]);
  });
});
