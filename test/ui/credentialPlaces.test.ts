import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type InstalledWindow, openInstalled } from './installedWindow.ts';
import { runCommand } from './palette.ts';
import { answerStep, atStep } from './quickInput.ts';

const patience = { timeout: 10_000, interval: 100 };
const key = { access_key_id: 'LTAIofTheFile', access_key_secret: 'secretOfTheFile' };
const many = 3_000;

let home: string;
let window: InstalledWindow;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'cloud-tasks-keys-'));
  await mkdir(join(home, '.aliyun'));
  const profiles = ['default', 'team/prod', '生产 环境'].map((name) => ({ name, mode: 'AK', ...key }));
  const role = { name: 'role', mode: 'RamRoleArn', ...key };
  await writeFile(
    join(home, '.aliyun/config.json'),
    JSON.stringify({ current: 'default', profiles: [...profiles, role] }),
  );
  await mkdir(join(home, '.tccli'));
  for (let index = 0; index < many; index += 1) {
    const name = `p${String(index).padStart(5, '0')}.credential`;
    await writeFile(
      join(home, '.tccli', name),
      JSON.stringify({ secretId: 'AKIDfile', secretKey: 'secretOfTheFile' }),
    );
  }
  // Nothing may leave this machine.
  window = await openInstalled({ settings: { 'http.proxy': 'http://127.0.0.1:9' }, env: { HOME: home } });
});

afterAll(async () => {
  await window?.close();
  await rm(home, { recursive: true, force: true });
});

const rows = () => window.page.locator('.quick-input-list .monaco-list-row');
const dialog = () => window.page.locator('.monaco-dialog-box');

async function entries(): Promise<readonly Record<string, unknown>[]> {
  return JSON.parse(await window.userSettings())['cloudTasks.accounts'] ?? [];
}

async function saveUnchecked(): Promise<void> {
  await dialog().waitFor({ timeout: 30_000 });
  await dialog().getByRole('button', { name: 'Save Anyway' }).press('Enter');
}

describe('the places of keys that Add Account offers', () => {
  it('have profiles of any name, which the setting takes', async () => {
    const { page } = window;
    await runCommand(page, 'Cloud Tasks: Add Account');
    await atStep(page, 1);
    await page.keyboard.press('ArrowDown');
    await answerStep(page, 1);
    await answerStep(page, 2, 'Team');
    await answerStep(page, 3, 'cn-hangzhou');
    await atStep(page, 4);
    await rows().filter({ hasText: 'team/prod' }).waitFor();
    await window.screenshot('credential-places');
    await answerStep(page, 4, 'team/prod');
    await saveUnchecked();
    await vi.waitFor(async () => {
      expect((await entries()).map(({ credentials }) => credentials)).toEqual(['aliyun-cli:team/prod']);
    }, patience);
    await vi.waitFor(async () => {
      expect(await window.tree.textsBelow()).toEqual([expect.stringContaining('Team · ECS')]);
    }, patience);
  });

  it('say why some hold no keys that can be used, and cannot be chosen then', async () => {
    const { page } = window;
    await runCommand(page, 'Cloud Tasks: Add Account');
    await atStep(page, 1);
    await page.keyboard.press('ArrowDown');
    await answerStep(page, 1);
    await answerStep(page, 2, 'Role');
    await answerStep(page, 3, 'cn-hangzhou');
    await atStep(page, 4);
    const role = rows().filter({ hasText: 'has to exchange its keys for those of a role' });
    await page.keyboard.type('profile role');
    await role.waitFor();
    await page.keyboard.press('Enter');
    // Chosen, it would be checked, and the dialog of the check would come.
    await page.keyboard.press('Enter');
    await atStep(page, 4);
    await role.waitFor();
    expect(await dialog().count()).toBe(0);
    await page.keyboard.press('Escape');
  });

  it('can be thousands, found by a part of the name', async () => {
    const { page } = window;
    await runCommand(page, 'Cloud Tasks: Add Account');
    await answerStep(page, 1);
    await answerStep(page, 2);
    await answerStep(page, 3, 'Many');
    await atStep(page, 4);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await answerStep(page, 4);
    await atStep(page, 5);
    await page.keyboard.type('p02987');
    await rows().filter({ hasText: 'p02987' }).first().waitFor();
    await page.keyboard.press('Enter');
    await saveUnchecked();
    await vi.waitFor(async () => {
      expect((await entries()).at(-1)).toMatchObject({ credentials: 'tccli:p02987' });
    }, patience);
    expect(await window.unhandled()).toEqual([]);
  });
});
