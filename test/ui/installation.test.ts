import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openVSCode, type VSCodeWindow } from '../vscode/openVSCode.ts';

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
