import { afterEach, expect, it, vi } from 'vitest';
import { tabs } from './editors.ts';
import { type InstalledWindow, openInstalled } from './installedWindow.ts';
import { runCommand } from './palette.ts';

const patience = { timeout: 40_000, interval: 200 };

let window: InstalledWindow | undefined;
afterEach(async () => {
  await window?.close();
  window = undefined;
});

const first = async ({ tree }: InstalledWindow): Promise<string> => (await tree.textsBelow())[0] ?? '';

/** "Needs attention 12 new · 14 today" */
async function newOnes(open: InstalledWindow): Promise<number> {
  const found = /^Needs attention ([\d,]+) new/.exec(await first(open));
  return Number((found?.[1] ?? '0').replace(',', ''));
}

it('brings failures of the demo to the person without a click, and marks them until they are looked at', async () => {
  window = await openInstalled({ settings: { 'cloudTasks.refreshInterval': 0 } });
  const open = window;
  const { page, tree } = open;
  await runCommand(page, 'Cloud Tasks: Start Demo');
  await vi.waitFor(async () => expect(await newOnes(open)).toBeGreaterThan(3), patience);
  const badge = page.locator('.activitybar .action-item:has([aria-label^="Cloud Tasks"]) .badge-content');
  await vi.waitFor(async () => expect(await badge.textContent()).toBe(String(await newOnes(open))), patience);
  await tree.expand('Needs attention');
  await vi.waitFor(async () => {
    const [newest, ...others] = (await tree.below('Needs attention')).filter(({ level }) => level === 2);
    expect(newest?.text).toMatch(/^\S.* new · .*(just now|ago) · .* · (\d+-\w+Task|t)-\w+$/);
    expect(newest?.text).not.toMatch(/^\w+ …/);
    expect(newest?.spoken).toMatch(/^new, Failed, .*, Demo( \w+)? · (MPS|ECS) [\w-]+, (\d+-\w+Task|t)-\w+$/);
    expect(others.length).toBeGreaterThan(2);
  }, patience);
  await window.screenshot('attention');

  const before = await newOnes(open);
  const [newest] = await tree.textsBelow('Needs attention');
  const id = / (\S+)$/.exec(newest ?? '')?.[1] ?? 'nothing';
  await tree.click('Needs attention', id);
  await tabs(page).filter({ hasText: id }).waitFor();
  await vi.waitFor(async () => {
    expect(await newOnes(open)).toBeLessThan(before);
    const opened = (await tree.textsBelow('Needs attention')).find((text) => text.includes(id));
    expect(opened).not.toMatch(/ new · /);
  }, patience);

  await window.reloadWindow();
  await tree.open();
  await vi.waitFor(async () => expect(await newOnes(open)).toBeGreaterThan(0), patience);
  await tree.expand('Needs attention');
  await vi.waitFor(async () => {
    const opened = (await tree.textsBelow('Needs attention')).find((text) => text.includes(id));
    expect(opened).toBeDefined();
    expect(opened).not.toMatch(/ new · /);
    expect(await newOnes(open)).toBeGreaterThan(0);
  }, patience);

  await runCommand(page, 'Cloud Tasks: Mark All as Seen');
  await vi.waitFor(async () => {
    expect(await first(open)).toMatch(/^Needs attention/);
    expect(await newOnes(open)).toBe(0);
    expect(await badge.isVisible()).toBe(false);
  }, patience);
});

it('does so in Chinese', async () => {
  window = await openInstalled({ language: 'zh-cn' });
  const open = window;
  await open.page.getByRole('button', { name: '试用演示' }).click();
  await vi.waitFor(async () => expect(await first(open)).toMatch(/^需要关注 [\d,]+ 个新失败/), patience);
  await open.tree.expand('需要关注');
  await vi.waitFor(async () => {
    const [newest] = await open.tree.textsBelow('需要关注');
    expect(newest).toMatch(/ 新 · .*(刚刚|前) · .* · (\d+-\w+Task|t)-\w+$/);
  }, patience);
});
