import { afterAll, beforeAll, expect, it } from 'vitest';
import { type InstalledWindow, openInstalled } from './installedWindow.ts';
import { runCommand } from './palette.ts';

let window: InstalledWindow;
beforeAll(async () => {
  window = await openInstalled({ settings: { 'http.proxy': 'http://127.0.0.1:9' } });
});
afterAll(() => window?.close());
it('x', async () => {
  const { page } = window;
  const shot = async (n: string) => {
    await page.waitForTimeout(400);
    await window.screenshot(`wiz-${n}`);
    console.log(n, await page.locator('.quick-input-widget').innerText());
  };
  await runCommand(page, 'Cloud Tasks: Add Account');
  await shot('1');
  await page.keyboard.press('Enter');
  await shot('2');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await shot('3');
  await page.keyboard.type('Production');
  await page.keyboard.press('Enter');
  await shot('4');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await shot('5');
  await page.keyboard.press('Enter');
  await shot('6');
  await page.keyboard.press('Enter');
  await shot('7');
  await page.keyboard.type('AKIDtyped');
  await page.keyboard.press('Enter');
  await shot('8');
  await page.keyboard.type('typedSecret');
  await page.keyboard.press('Enter');
  await shot('9');
  await page.keyboard.press('Enter');
  await shot('10');
  await page.waitForTimeout(5000);
  await shot('11');
  console.log(await page.locator('.monaco-dialog-box').innerText());
});
