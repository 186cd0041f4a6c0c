import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { agentAccount, machine, uuidOf } from './agentAccounts.ts';
import { foreignAccount, foreignEnv, foreignKeys } from './foreignAccounts.ts';
import { shaped } from './foreignAnswers.ts';
import { ForeignCloud } from './foreignCloud.ts';
import { ForeignCwp } from './foreignCwp.ts';
import { type InstalledWindow, openInstalled } from './installedWindow.ts';
import { runCommand } from './palette.ts';
import { answerStep, atStep } from './quickInput.ts';
import { reopenedRows } from './shownRows.ts';

const patience = { timeout: 15_000, interval: 100 };

let unused: ForeignCwp;
let vod: ForeignCloud;
let window: InstalledWindow;

beforeAll(async () => {
  unused = await ForeignCwp.start(foreignKeys);
  unused.agents.set(uuidOf('late-1'), 'FailedOperation.ProcessTaskNotFound');
  unused.machines = [machine('late-1'), machine('late-2'), machine('asleep', '')];
  vod = await ForeignCloud.start(foreignKeys);
  vod.answer({ action: 'DescribeSubAppIds' }, shaped(applications()));
  window = await openInstalled({
    env: foreignEnv,
    settings: {
      'cloudTasks.accounts': [
        { ...agentAccount('Unused', unused), note: 'kept' },
        foreignAccount('Films', vod, ['vod']),
      ],
      'cloudTasks.refreshInterval': 0,
      // Nothing may leave this machine: whatever does not go to loopback meets a proxy that is not there.
      'http.proxy': 'http://127.0.0.1:9',
    },
  });
});

afterAll(async () => {
  await window?.close();
  await unused?.close();
  await vod?.close();
});

const items = () => window.page.locator('.quick-input-list .monaco-list-row');

/** The answer of `DescribeSubAppIds`. */
function applications(): Record<string, unknown> {
  const application = (SubAppId: number, SubAppIdName: string, Status: string) => ({
    SubAppId,
    SubAppIdName,
    Status,
  });
  return {
    TotalCount: 4,
    SubAppIdInfoSet: [
      application(1500000001, 'Trailers', 'On'),
      application(1500000002, 'Archive', 'Off'),
      application(1500000003, 'Wiped', 'Destroyed'),
      application(1500000004, 'Live', 'On'),
    ],
  };
}

async function entries(): Promise<readonly Record<string, unknown>[]> {
  return JSON.parse(await window.userSettings())['cloudTasks.accounts'];
}

const rowsOf = (...path: readonly string[]) => reopenedRows(window.tree, ...path);

describe('choosing for an account that is there', () => {
  it('agents asks the machines of a region, and writes those that are ticked into the settings', async () => {
    const { page, tree } = window;
    await rowsOf('Unused · CWP');
    await tree.click('Unused · CWP', 'No agents yet');
    await answerStep(page, 1);
    await answerStep(page, 2, 'ap-singapore');
    await atStep(page, 3);
    await items().filter({ hasText: 'asleep' }).waitFor();
    expect(await items().filter({ hasText: 'asleep' }).textContent()).toContain('Without a Uuid');
    expect(unused.requests.map(({ parameters }) => parameters)).toEqual([
      { MachineType: 'CVM', MachineRegion: 'ap-singapore', Limit: 100, Offset: 0 },
    ]);
    await window.screenshot('cwp-choose-agents');
    await items().filter({ hasText: 'asleep' }).click();
    await items().filter({ hasText: 'late-1' }).click();
    await page.keyboard.press('Enter');
    expect(await rowsOf('Unused · CWP', 'Never collected')).toEqual([expect.stringContaining('late-1')]);
    const written = await entries();
    expect(written[0]).toEqual({ ...agentAccount('Unused', unused, ['late-1']), note: 'kept' });
    expect(written).toHaveLength(2);
  });

  it('agents keeps those of other regions, and takes a Uuid that is typed', async () => {
    const { page, tree } = window;
    unused.machines = [machine('late-2')];
    const row = tree.row('Unused · CWP');
    await row.click({ button: 'right' });
    const command = page.getByRole('menuitem', { name: 'Choose Agents…' });
    await command.hover();
    // VS Code lets a menu ignore the mouse for its first 100 ms.
    await page.waitForTimeout(200);
    await command.click();
    await answerStep(page, 1);
    await answerStep(page, 2, 'ap-tokyo');
    await atStep(page, 3);
    await items().filter({ hasText: 'late-1' }).waitFor();
    await answerStep(page, 3, uuidOf('typed'));
    await vi.waitFor(async () => {
      const written = await entries();
      expect(written[0]?.services).toMatchObject({
        cwp: { agents: [{ uuid: uuidOf('late-1'), label: 'late-1' }, { uuid: uuidOf('typed') }] },
      });
    }, patience);
    await tree.collapseAll();
  });

  it('VOD applications makes a row of each, by its name', async () => {
    const { page, tree } = window;
    await runCommand(page, 'Cloud Tasks: Choose VOD Applications…');
    await items().filter({ hasText: 'Archive' }).waitFor();
    expect(await items().filter({ hasText: 'Wiped' }).count()).toBe(0);
    // The first of a section carries its title.
    expect(await items().allTextContents()).toEqual([
      expect.stringMatching(/Trailers.*On$/),
      expect.stringContaining('Live'),
      expect.stringMatching(/Archive.*Off$/),
    ]);
    await window.screenshot('vod-choose-applications');
    await items().filter({ hasText: 'Archive' }).click();
    await items().filter({ hasText: 'Trailers' }).click();
    await page.locator('.quick-input-widget input[aria-controls]').focus();
    await page.keyboard.type('1500000009');
    await items().filter({ hasText: '1500000009' }).waitFor();
    await page.keyboard.press('Enter');
    await vi.waitFor(async () => {
      expect((await tree.textsBelow()).filter((text) => text.startsWith('VOD'))).toEqual([
        'VOD Trailers · International',
        'VOD Archive · International',
        'VOD 1500000009 · International',
      ]);
    }, patience);
    await rowsOf('Films', 'Trailers · International');
    await vi.waitFor(() => {
      expect(vod.asked({ action: 'DescribeTasks' }).at(-1)?.parameters.SubAppId).toBe(1500000001);
    }, patience);
    await window.screenshot('vod-applications');
  });
});

describe('Cloud Tasks: Add Account, for services that ask the account itself', () => {
  it('goes on with what is typed where nothing can be read', async () => {
    const { page } = window;
    await runCommand(page, 'Cloud Tasks: Add Account');
    await answerStep(page, 1);
    await answerStep(page, 2);
    await answerStep(page, 3, 'Offline');
    await atStep(page, 4);
    for (const key of ['ArrowDown', 'ArrowDown', 'Space', 'ArrowDown', 'Space']) {
      await page.keyboard.press(key);
    }
    await answerStep(page, 4);
    // Keys that are there come first.
    await answerStep(page, 5);
    await answerStep(page, 6, '1500000007');
    await answerStep(page, 7);
    await answerStep(page, 8, 'ap-beijing');
    await answerStep(page, 9, uuidOf('typed'));
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor({ timeout: 30_000 });
    expect(await dialog.innerText()).toMatch(/Could not reach vod\.tencentcloudapi\.com.*ECONNREFUSED/s);
    await dialog.getByRole('button', { name: 'Save Anyway' }).press('Enter');
    await vi.waitFor(async () => {
      expect((await entries()).at(-1)).toEqual({
        id: 'offline',
        label: 'Offline',
        cloud: 'tencent',
        site: 'china',
        credentials: 'environment',
        services: {
          vod: { subAppId: 1500000007 },
          cwp: { agents: [{ uuid: uuidOf('typed') }] },
        },
      });
    }, patience);
    await runCommand(page, 'Notifications: Show Notifications');
    const notices = await page
      .locator('.notifications-center .notification-list-item-message')
      .allTextContents();
    expect(notices.filter((text) => /The list could not be read\. ECONNREFUSED/.test(text))).toHaveLength(2);
    await window.screenshot('connected-steps-offline');
  });

  it('leaves nothing unhandled and no secret in the log', async () => {
    expect(await window.unhandled()).toEqual([]);
    expect(await window.logs()).not.toContain(foreignKeys.secret);
  });
});
