import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { uuidOf } from './agentAccounts.ts';
import { foreignEnv, foreignKeys } from './foreignAccounts.ts';
import { ForeignCwp } from './foreignCwp.ts';
import { type InstalledWindow, openInstalled } from './installedWindow.ts';
import { runCommand } from './palette.ts';

const patience = { timeout: 30_000, interval: 100 };
/** What a machine, an account or a file could be called by somebody who wants a program to run. */
const evil =
  '[web-1](command:workbench.action.toggleLightDarkThemes) $(bug) www.evil.example a@b.co http://e.co';
const plain =
  '[web-1] (command:workbench.action.toggleLightDarkThemes) $ (bug) www.evil.example a@b.co http://e.co';

let cwp: ForeignCwp;
let offline: ForeignCwp;
let window: InstalledWindow;

beforeAll(async () => {
  cwp = await ForeignCwp.start(foreignKeys);
  offline = await ForeignCwp.start(foreignKeys);
  offline.refusesWith = 'ActionOffline';
  cwp.agents.set(uuidOf('web'), 'COMPLETE');
  window = await openInstalled({
    env: foreignEnv,
    notices: true,
    settings: { 'cloudTasks.accounts': [account('good', cwp), account('off', offline)] },
  });
});

afterAll(async () => {
  await window?.close();
  await Promise.all([cwp?.close(), offline?.close()]);
});

function account(id: string, cloud: ForeignCwp): Record<string, unknown> {
  const agents = [{ uuid: uuidOf('web'), label: evil }];
  return {
    id,
    label: evil,
    cloud: 'tencent',
    site: 'international',
    credentials: 'environment',
    services: { cwp: { endpoint: cloud.url, agents } },
  };
}

/** Shows the text as it is: neither a link nor a picture is made of it. */
async function expectPlain(place: Locator): Promise<void> {
  await vi.waitFor(async () => expect((await place.allTextContents()).join('\n')).toContain(plain), patience);
  expect(await place.locator('a[href], a[data-href], .codicon-bug').count()).toBe(0);
  expect(await place.locator('a').allTextContents()).not.toContain('web-1');
}

describe('a name with a link in it is text', () => {
  const toasts = (): Locator => window.page.locator('.notifications-toasts .notification-list-item-message');

  it('in a notice that nobody asked for, at start', async () => {
    await expectPlain(toasts().filter({ hasText: 'switched off' }));
    await window.screenshot('plain-notice');
  });

  it('in a row and in its tooltip', async () => {
    const row = window.page.locator('.monaco-list-row').filter({ hasText: plain }).first();
    await expectPlain(row);
    await row.hover();
    const hover = window.page.locator('.monaco-hover');
    await hover.first().waitFor();
    expect(await hover.locator('a[href], a[data-href], .codicon-bug').count()).toBe(0);
  });

  it('in the quick pick of agents', async () => {
    await runCommand(window.page, 'Cloud Tasks: Show CWP Agents');
    await expectPlain(window.page.locator('.quick-input-list'));
    await window.page.keyboard.press('Escape');
  });

  it('in the tooltip of the status bar', async () => {
    await window.page.locator('.statusbar-item', { hasText: 'CWP' }).hover();
    await expectPlain(window.page.locator('.monaco-hover'));
  });

  it('in the notice of a collection that has ended', async () => {
    await runCommand(window.page, 'Notifications: Clear All Notifications');
    await runCommand(window.page, 'Cloud Tasks: Collect Processes');
    await window.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Complete' }).click();
    await vi.waitFor(() => expect(cwp.asked('CreateProcessTask')).toHaveLength(1), patience);
    cwp.agents.set(uuidOf('web'), 'COMPLETE');
    await expectPlain(toasts().filter({ hasText: 'have been collected' }));
  });
});
