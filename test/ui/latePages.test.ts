import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { foreignAccount, foreignEnv, foreignKeys } from './foreignAccounts.ts';
import { late } from './foreignAnswers.ts';
import { ForeignCloud } from './foreignCloud.ts';
import { idsOf, mpsTasks } from './foreignTasks.ts';
import { type InstalledWindow, openInstalled } from './installedWindow.ts';
import { runCommand } from './palette.ts';

const patience = { timeout: 15_000, interval: 100 };
const group = ['Late · MPS', 'Finished'] as const;

let cloud: ForeignCloud;
let window: InstalledWindow;

beforeAll(async () => {
  cloud = await ForeignCloud.start(foreignKeys);
  cloud
    .put('mps', 'FINISH', undefined, { items: mpsTasks('late', 0, 20), next: 't1' })
    .put('mps', 'FINISH', 't1', { items: mpsTasks('late', 20, 20) })
    .answer({ service: 'mps', token: 't1' }, late(2_500));
  window = await openInstalled({
    env: foreignEnv,
    settings: { 'cloudTasks.accounts': [foreignAccount('Late', cloud, ['mps'])] },
  });
});

afterAll(async () => {
  await window?.close();
  await cloud?.close();
});

describe('a page that takes its time', () => {
  it('is shown when it comes', async () => {
    const { tree } = window;
    await tree.expand(...group);
    await tree.click(...group, 'Load more');
    const [first] = idsOf(mpsTasks('late', 20, 1));
    await vi.waitFor(async () => expect(await tree.row(first ?? '').count()).toBe(1), patience);
  });

  it('leaves no complaint', async () => {
    await runCommand(window.page, 'Notifications: Show Notifications');
    const messages = window.page.locator('.notifications-center .notification-list-item-message');
    expect(await messages.allTextContents()).toEqual([]);
    expect(await window.unhandled()).toEqual([]);
  });
});
