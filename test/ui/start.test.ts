import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { launchBrowser } from '../vscode/browser.ts';
import { runCommand } from './palette.ts';
import { TaskTreePage } from './taskTreePage.ts';

const patience = { timeout: 60_000, interval: 100 };
const root = resolve(import.meta.dirname, '../..');

let command: ChildProcess;
let browser: Browser;
let page: Page;

/** `npm start` on a machine without a screen, and its address in a browser. */
beforeAll(async () => {
  const env = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' };
  command = spawn(process.execPath, [join(root, 'test/vscode/start.ts')], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(await addressOf(command));
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
});

afterAll(async () => {
  await browser?.close();
  if (command?.exitCode === null) {
    const gone = once(command, 'exit');
    command.kill('SIGTERM');
    await gone;
  }
});

async function addressOf({ stdout }: ChildProcess): Promise<string> {
  for await (const line of createInterface(stdout ?? process.stdin)) {
    const address = /is at (http:\S+)/.exec(line)?.[1];
    if (address !== undefined) {
      stdout?.resume();
      return address;
    }
  }
  throw new Error('npm start has told no address.');
}

it('npm start opens the demo, and shows what VS Code has to say', async () => {
  const tree = new TaskTreePage(page);
  await tree.open();
  const rows = page.locator('.monaco-list-row');
  await vi.waitFor(async () => expect((await rows.allTextContents()).join('\n')).toMatch(/Demo/), patience);
  await runCommand(page, 'Cloud Tasks: Remove Account');
  const notice = page.locator('.notifications-toasts .notification-list-item-message');
  await vi.waitFor(async () => expect(await notice.allTextContents()).not.toEqual([]), patience);
});
