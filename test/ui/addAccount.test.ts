import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { typeSettings } from './editors.ts';
import { Gateway } from './gateway.ts';
import { type InstalledWindow, openInstalled } from './installedWindow.ts';
import { runCommand } from './palette.ts';
import { answerStep, atStep } from './quickInput.ts';

const patience = { timeout: 10_000, interval: 100 };
const keys = { id: 'AKIDtypedByHand', secret: 'secretTypedByHand', token: 'tokenTypedByHand' };
const appKeys = { wrong: 'wrongAppKey', id: 'typedAppKey', secret: 'appSecretTypedByHand' };

let gateway: Gateway;
let window: InstalledWindow;

beforeAll(async () => {
  gateway = await Gateway.start(appKeys.id);
  // Nothing may leave this machine: whatever does not go to loopback meets a proxy that is not there.
  window = await openInstalled({ settings: { 'http.proxy': 'http://127.0.0.1:9' } });
});

afterAll(async () => {
  await window?.close();
  await gateway?.close();
});

const dialog = () => window.page.locator('.monaco-dialog-box');
const input = () => window.page.locator('.quick-input-widget .quick-input-box input');

async function press(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    await window.page.keyboard.press(name);
  }
}

async function entries(): Promise<readonly Record<string, unknown>[]> {
  return JSON.parse(await window.userSettings())['cloudTasks.accounts'] ?? [];
}

describe('Cloud Tasks: Add Account, with the keyboard', () => {
  it('masks SecretId, SecretKey and token, and does not take what no key can be', async () => {
    const { page } = window;
    await runCommand(page, 'Cloud Tasks: Add Account');
    await answerStep(page, 1);
    await atStep(page, 2);
    await press('ArrowDown');
    await answerStep(page, 2);
    await answerStep(page, 3, 'Production');
    await atStep(page, 4);
    await press('ArrowDown', 'Space');
    await answerStep(page, 4);
    await answerStep(page, 5);
    await answerStep(page, 6, 'has a space');
    await page.getByText('Keys cannot contain spaces').first().waitFor();
    expect(await input().getAttribute('type')).toBe('password');
    await window.screenshot('add-account');
    await answerStep(page, 6, keys.id);
    await atStep(page, 7);
    expect(await input().getAttribute('type')).toBe('password');
    await answerStep(page, 7, keys.secret);
    await atStep(page, 8);
    expect(await input().getAttribute('type')).toBe('password');
    await answerStep(page, 8, keys.token);
  });

  it('says who could not be reached, tries again, and can save anyway', async () => {
    await dialog().waitFor();
    expect(await dialog().innerText()).toMatch(
      /Could not reach mps\.intl\.tencentcloudapi\.com.*ECONNREFUSED/s,
    );
    await window.screenshot('add-account-unchecked');
    expect(await entries()).toEqual([]);
    expect(await dialog().getByRole('button', { name: 'Re-enter Credentials' }).count()).toBe(0);
    await dialog().getByRole('button', { name: 'Retry' }).press('Enter');
    await dialog().waitFor({ state: 'hidden' });
    await dialog().waitFor();
    await dialog().getByRole('button', { name: 'Save Anyway' }).press('Enter');
    await vi.waitFor(async () => {
      expect(await entries()).toEqual([
        {
          id: 'production',
          label: 'Production',
          cloud: 'tencent',
          site: 'international',
          credentials: 'stored',
          services: { mps: {} },
        },
      ]);
    }, patience);
    await vi.waitFor(async () => {
      expect(await window.tree.textsBelow()).toEqual([expect.stringContaining('Production · MPS')]);
    }, patience);
  });

  it('does not save what the service has refused, and saves what it has accepted', async () => {
    const { page } = window;
    await runCommand(page, 'Cloud Tasks: Add Account');
    await atStep(page, 1);
    await press('ArrowDown', 'ArrowDown');
    await answerStep(page, 1);
    await answerStep(page, 2, 'Stack');
    await answerStep(page, 3, gateway.url);
    await answerStep(page, 4);
    await answerStep(page, 5);
    await answerStep(page, 6, 'cn-qingdao-env17-d01');
    await answerStep(page, 7, 'ops@example.com');
    await answerStep(page, 8);
    await answerStep(page, 9, appKeys.wrong);
    await answerStep(page, 10, appKeys.secret);
    await dialog().waitFor();
    expect(await dialog().innerText()).toMatch(/Apsara Stack refused the request.*A403AK.*GW-1/s);
    expect(await dialog().getByRole('button', { name: 'Save Anyway' }).count()).toBe(0);
    await dialog().getByRole('button', { name: 'Re-enter Credentials' }).press('Enter');
    await answerStep(page, 9, appKeys.id);
    await answerStep(page, 10);
    await vi.waitFor(async () => {
      expect(await window.tree.textsBelow()).toContainEqual(expect.stringContaining('Stack · ECS'));
    }, patience);
    expect((await entries()).map(({ id, credentials }) => [id, credentials])).toEqual([
      ['production', 'stored'],
      ['stack', 'stored'],
    ]);
  });

  it('leaves no key in settings, logs, or anywhere on the disk', async () => {
    for (const key of [...Object.values(keys), ...Object.values(appKeys)]) {
      expect(await window.filesWith(key)).toEqual([]);
    }
    expect(await window.filesWith('cn-qingdao-env17-d01')).not.toEqual([]);
  });
});

describe('Cloud Tasks: Remove Account', () => {
  it('takes the entry and the secret away, after asking', async () => {
    const { page, tree } = window;
    const before = await entries();
    await runCommand(page, 'Cloud Tasks: Remove Account');
    await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'Production' }).waitFor();
    await press('Enter');
    await dialog().waitFor();
    expect(await dialog().innerText()).toContain('Remove the account "Production"?');
    await dialog().getByRole('button', { name: 'Remove' }).press('Enter');
    await vi.waitFor(async () => {
      // Failures of the account that stays may have come to the top meanwhile.
      const accounts = (await tree.textsBelow()).filter((text) => !text.startsWith('Needs attention'));
      expect(accounts).toEqual([expect.stringContaining('Stack · ECS')]);
    }, patience);
    expect((await entries()).map(({ id }) => id)).toEqual(['stack']);
    // The same entries once more: what they lack now is what was taken away with the first one.
    await typeSettings(page, { 'cloudTasks.accounts': before });
    // What comes below the first one moves the second under the mouse: a row that is open stays so.
    await vi.waitFor(async () => {
      await tree.expand('Production · MPS');
      await tree.expand('Stack · ECS');
      expect(await tree.textsBelow('Production · MPS')).toContainEqual(
        expect.stringContaining('CredentialsMissing'),
      );
      expect(await tree.textsBelow('Stack · ECS')).toContain('Pending 0');
    }, patience);
    expect(await window.unhandled()).toEqual([]);
  });
});
