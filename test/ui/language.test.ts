import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openVSCode, type VSCodeWindow } from '../vscode/openVSCode.ts';
import { TaskTreePage } from './taskTreePage.ts';

let serverDataDir: string;
let window: VSCodeWindow;
let tree: TaskTreePage;

beforeAll(async () => {
  serverDataDir = await mkdtemp(join(tmpdir(), 'cloud-tasks-'));
  window = await openVSCode({ serverDataDir, vsix: resolve('out/cloud-tasks.vsix'), language: 'zh-cn' });
  tree = new TaskTreePage(window.page);
  await tree.open();
});

afterAll(async () => {
  await window?.close();
  await rm(serverDataDir, { recursive: true, force: true, maxRetries: 5 });
});

it('speaks Chinese where it welcomes, and in its groups and rows', async () => {
  await window.page.getByRole('button', { name: '试用演示' }).click();
  // It comes above the accounts, and moves them.
  await tree.row('需要关注').waitFor();
  await tree.expand('Demo', 'CWP');
  await vi.waitFor(async () => {
    expect(await tree.textsBelow('Demo', 'CWP')).toContainEqual(expect.stringMatching(/^客户端离线 \d/));
  }, patience);
  await tree.expand('Demo', 'MPS', '已完成');
  await vi.waitFor(async () => {
    const [newest] = await tree.textsBelow('Demo', 'MPS', '已完成');
    expect(newest).toMatch(/(刚刚|\d+ (分钟|小时|天)前)( · .*)? · \d+-\w+Task-\w+$/);
  }, patience);
});

const patience = { timeout: 30_000, interval: 200 };
