import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';

/** What stands in the title bar of the guided input, such as "Add Account (2/6)". */
export async function inputTitle(page: Page): Promise<string> {
  return (await page.locator('.quick-input-widget .quick-input-title').textContent()) ?? '';
}

/** Waits until the guided input asks its question number `step`. */
export async function atStep(page: Page, step: number): Promise<void> {
  await vi.waitFor(async () => expect(await inputTitle(page)).toContain(`(${step}/`), {
    timeout: 10_000,
    interval: 50,
  });
}

/** Types an answer to question number `step`, or takes the choice in front where there is none, and goes on. */
export async function answerStep(page: Page, step: number, text?: string): Promise<void> {
  await atStep(page, step);
  if (text !== undefined) {
    await page.keyboard.press('Control+A');
    await page.keyboard.type(text);
  }
  await page.keyboard.press('Enter');
}
