import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { agentAccount, uuidOf } from './agentAccounts.ts';
import { documentText, tabs } from './editors.ts';
import { foreignEnv, foreignKeys } from './foreignAccounts.ts';
import { ForeignCwp } from './foreignCwp.ts';
import { type InstalledWindow, openInstalled } from './installedWindow.ts';
import { runCommand } from './palette.ts';
import { reopenedRows } from './shownRows.ts';

const patience = { timeout: 15_000, interval: 100 };
const notCollected = 'FailedOperation.ProcessTaskNotFound';
const states: Readonly<Record<string, string>> = {
  'web-1': 'COMPLETE',
  'web-2': 'COLLECTING',
  'web-3': 'COLLECTING',
  'api-1': 'AGENT_OFFLINE',
  'db-1': 'FAILED',
  'new-1': notCollected,
  ghost: 'ResourceNotFound',
  typo: 'InvalidParameter',
};

let watched: ForeignCwp;
let retired: ForeignCwp;
let unused: ForeignCwp;
let window: InstalledWindow;

beforeAll(async () => {
  watched = await ForeignCwp.start(foreignKeys);
  retired = await ForeignCwp.start(foreignKeys);
  unused = await ForeignCwp.start(foreignKeys);
  fill();
  window = await openInstalled({
    env: foreignEnv,
    settings: {
      'cloudTasks.refreshInterval': 0,
      'cloudTasks.accounts': [
        agentAccount('Watch', watched, Object.keys(states)),
        agentAccount('Retired', retired, ['old-1', 'old-2']),
        agentAccount('Unused', unused),
      ],
    },
  });
});

afterAll(async () => {
  await window?.close();
  await Promise.all([watched, retired, unused].map((cloud) => cloud?.close()));
});

function fill(): void {
  for (const [name, state] of Object.entries(states)) {
    watched.agents.set(uuidOf(name), state);
  }
  watched.processes.set(uuidOf('web-1'), 250);
  retired.refusesWith = 'ActionOffline';
}

async function statusBar(): Promise<{ text: string; spoken: string; icon: string; color: string }> {
  return window.page.locator('.statusbar-item[id*="cloudTasks.cwp"]').evaluate((item) => ({
    text: item.textContent?.trim() ?? '',
    spoken: item.querySelector('a')?.getAttribute('aria-label') ?? '',
    icon: item.querySelector('.codicon')?.className ?? '',
    color: item.className,
  }));
}

async function notices(): Promise<readonly string[]> {
  await runCommand(window.page, 'Notifications: Show Notifications');
  return window.page.locator('.notifications-center .notification-list-item-message').allTextContents();
}

const rowsOf = (...path: readonly string[]) => reopenedRows(window.tree, ...path);

describe('the status bar', () => {
  it('tells how many agents are collecting, before anything is opened', async () => {
    await vi.waitFor(async () => expect((await statusBar()).text).toBe('CWP: 2 collecting'), patience);
    await vi.waitFor(async () => {
      expect((await statusBar()).spoken).toBe(
        '10 CWP agents, 2 collecting, 1 failed, 1 offline, 2 unknown, 2 switched off',
      );
    }, patience);
    expect((await statusBar()).icon).toContain('sync');
    expect((await statusBar()).color).not.toContain('error-kind');
  });

  it('names every agent with its state and since when in its tooltip', async () => {
    const { page } = window;
    await page.locator('.statusbar-item[id*="cloudTasks.cwp"]').hover();
    const tooltip = page.locator('.monaco-hover', { hasText: 'Watch' });
    await tooltip.waitFor();
    const text = (await tooltip.textContent()) ?? '';
    expect(text).toMatch(/web-1: Complete, since \d/);
    expect(text).toMatch(/api-1: Agent offline, since \d/);
    expect(text).toMatch(/ghost: .*ResourceNotFound, since \d/);
    expect(text).toMatch(/Retired · CWP.*no longer offers/s);
    await window.screenshot('cwp-tooltip');
    await page.mouse.move(900, 700);
    await page.keyboard.press('Escape');
  });
});

describe('the agents of a service', () => {
  it('are in the groups of their states, with their Uuid', async () => {
    await rowsOf('Watch · CWP');
    for (const [group, names] of [
      ['Collecting', ['web-2', 'web-3']],
      ['Complete', ['web-1']],
      ['Agent offline', ['api-1']],
      ['Failed', ['db-1']],
      ['Never collected', ['new-1']],
    ] as const) {
      expect(await rowsOf('Watch · CWP', group)).toEqual(
        names.map((name) => expect.stringMatching(new RegExp(`^${name} since .*${uuidOf(name)}$`))),
      );
    }
    await window.screenshot('cwp-agents');
  });

  it.each([
    ['ghost', 'ResourceNotFound'],
    ['typo', 'InvalidParameter'],
  ])('%s: has a row with the code, the RequestId and what helps', async (name, code) => {
    const [row] = (await window.tree.textsBelow('Watch · CWP')).filter((text) => text.startsWith(name));
    const [asked] = watched.asked('DescribeProcessTaskStatus', uuidOf(name)).slice(-1);
    expect(row).toContain('Choose Agents');
    expect(row).toContain(`${code}: `);
    expect(row).toContain(`RequestId ${asked?.requestId}`);
  });

  it('have a tooltip that says why they could not be read', async () => {
    const { page, tree } = window;
    await tree.row('ghost').hover();
    const tooltip = page.locator('.monaco-hover', { hasText: 'Failing since' });
    await tooltip.waitFor();
    const text = (await tooltip.textContent()) ?? '';
    expect(text).toContain(uuidOf('ghost'));
    expect(text).toContain('The request was refused: ResourceNotFound');
    expect(text).toMatch(/RequestId: \S/);
    await window.screenshot('cwp-row-tooltip');
    await page.mouse.move(900, 700);
    await tooltip.waitFor({ state: 'hidden' });
  });

  it('are asked again only while they collect', async () => {
    await vi.waitFor(() => {
      expect(watched.asked('DescribeProcessTaskStatus', uuidOf('web-2')).length).toBeGreaterThan(2);
    }, patience);
    for (const name of ['web-1', 'api-1', 'db-1', 'new-1', 'ghost', 'typo']) {
      expect(watched.asked('DescribeProcessTaskStatus', uuidOf(name))).toHaveLength(1);
    }
  });

  it('are asked for nothing where none is configured', async () => {
    expect(unused.requests).toEqual([]);
    expect(await rowsOf('Unused · CWP')).toEqual([expect.stringMatching(/^No agents yet/)]);
    expect(unused.requests).toEqual([]);
  });

  it('of an API that is retired are told of once, and asked again by Refresh alone', async () => {
    const asked = retired.requests.length;
    expect(asked).toBeLessThanOrEqual(2);
    expect((await notices()).filter((text) => text.includes('switched off'))).toEqual([
      expect.stringMatching(/^CWP of "Retired" is switched off: .*ActionOffline/),
    ]);
    await window.page.keyboard.press('Escape');
    await runCommand(window.page, 'Cloud Tasks: Refresh');
    expect(await rowsOf('Retired · CWP')).toEqual([
      expect.stringMatching(/^No longer offered Show Log · ActionOffline: .*RequestId/),
    ]);
    await vi.waitFor(() => {
      expect(watched.asked('DescribeProcessTaskStatus', uuidOf('web-1'))).toHaveLength(2);
    }, patience);
    await vi.waitFor(() => expect(retired.requests.length).toBeGreaterThan(asked), patience);
    expect((await notices()).filter((text) => text.includes('switched off'))).toHaveLength(1);
    await window.page.keyboard.press('Escape');
    await window.tree.collapseAll();
  });
});

describe('what can be done with an agent', () => {
  it('shows its processes, all pages of them, from the status bar', async () => {
    const { page } = window;
    await page.locator('.statusbar-item[id*="cloudTasks.cwp"] a').click();
    const items = page.locator('.quick-input-list .monaco-list-row');
    await items.filter({ hasText: 'web-1' }).waitFor();
    expect(await items.filter({ hasText: 'Agent offline' }).count()).toBe(1);
    await window.screenshot('cwp-quick-pick');
    await page.keyboard.type('web-1');
    await page.keyboard.press('Enter');
    await items.filter({ hasText: 'Show Processes' }).waitFor();
    await page.keyboard.type('Show Processes');
    await page.keyboard.press('Enter');
    await tabs(page)
      .filter({ hasText: `${uuidOf('web-1')}.json` })
      .waitFor();
    await vi.waitFor(async () => expect(await documentText(page)).toContain('"collected": 250'), patience);
    expect(await documentText(page)).toContain('"ProcessName": "worker-0"');
    expect(watched.asked('DescribeProcesses').map(({ parameters }) => parameters.Offset)).toEqual([
      0, 100, 200,
    ]);
    await window.screenshot('cwp-processes');
  });

  it('shows them on a click too, which leaves the keyboard in the tree', async () => {
    const { page, tree } = window;
    await runCommand(page, 'View: Close All Editors');
    await rowsOf('Watch · CWP', 'Complete');
    await tree.click('Watch · CWP', 'Complete', 'web-1');
    await vi.waitFor(async () => expect(await documentText(page)).toContain('"collected": 250'), patience);
    await page.keyboard.press('ArrowUp');
    const focused = page.locator('.monaco-list:focus .monaco-list-row.focused');
    expect(await focused.textContent()).toContain('Complete');
  });

  it('starts a collection, follows it, and says once that it has ended', async () => {
    const { page, tree } = window;
    const uuid = uuidOf('new-1');
    watched.processes.set(uuid, 3);
    await rowsOf('Watch · CWP', 'Never collected');
    const row = tree.row('new-1');
    await row.hover();
    await row.getByRole('button', { name: 'Collect Processes' }).click();
    expect(await rowsOf('Watch · CWP', 'Collecting')).toEqual(
      ['web-2', 'web-3', 'new-1'].map((name) => expect.stringContaining(name)),
    );
    await vi.waitFor(async () => expect((await statusBar()).text).toBe('CWP: 3 collecting'), patience);
    watched.agents.set(uuid, 'COMPLETE');
    await vi.waitFor(async () => {
      expect(await rowsOf('Watch · CWP', 'Complete')).toContainEqual(expect.stringContaining('new-1'));
    }, patience);
    const collected = (await notices()).filter((text) => text.includes('have been collected'));
    expect(collected).toEqual(['The processes of new-1 have been collected.']);
    await page.locator('.notifications-center').getByRole('button', { name: 'Show Processes' }).click();
    await tabs(page)
      .filter({ hasText: `${uuid}.json` })
      .waitFor();
    await vi.waitFor(async () => expect(await documentText(page)).toContain('"collected": 3'), patience);
    expect(watched.asked('CreateProcessTask')).toHaveLength(1);
  });

  it('is no notice of a collection that somebody else has started, and the worst in the status bar', async () => {
    for (const name of ['web-2', 'web-3']) {
      watched.agents.set(uuidOf(name), 'COMPLETE');
    }
    await runCommand(window.page, 'Cloud Tasks: Refresh');
    await vi.waitFor(async () => expect((await statusBar()).text).toBe('CWP: 1 failed'), patience);
    expect((await statusBar()).color).toContain('error');
    expect((await notices()).filter((text) => /web-[23]/.test(text))).toEqual([]);
    await window.page.keyboard.press('Escape');
    watched.agents.set(uuidOf('db-1'), 'COMPLETE');
    await runCommand(window.page, 'Cloud Tasks: Refresh');
    await vi.waitFor(async () => expect((await statusBar()).text).toBe('CWP: 1 offline'), patience);
    expect((await statusBar()).color).not.toContain('error');
    await window.tree.collapseAll();
  });
});

describe('the log', () => {
  it('tells of nothing unhandled and holds no secret', async () => {
    expect(await window.unhandled()).toEqual([]);
    expect(await window.logs()).not.toContain(foreignKeys.secret);
  });
});
