import type { Locator, Page } from 'playwright-core';
import { runCommand } from './palette.ts';

export function tabs(page: Page): Locator {
  return page.locator('.tabs-container .tab');
}

/** The lines of the editor in front, as far as they are in sight. */
export async function documentText(page: Page): Promise<string> {
  const lines = await page.locator('.editor-instance .view-line').evaluateAll((elements) =>
    elements.map((element) => ({
      top: Number.parseFloat(/top: *([\d.]+)px/.exec(element.getAttribute('style') ?? '')?.[1] ?? ''),
      text: element.textContent?.replaceAll('\u00a0', ' ') ?? '',
    })),
  );
  return lines
    .sort((a, b) => a.top - b.top)
    .map(({ text }) => text)
    .join('\n');
}

/** Replaces the user's settings in the editor, and saves them. */
export async function typeSettings(page: Page, settings: Readonly<Record<string, unknown>>): Promise<void> {
  await runCommand(page, 'Preferences: Open User Settings (JSON)');
  await page.locator('.tab.active', { hasText: 'settings.json' }).waitFor();
  await page.locator('.editor-instance .view-lines').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(JSON.stringify(settings));
  await page.keyboard.press('Control+S');
  await page.locator('.tab.active:not(.dirty)', { hasText: 'settings.json' }).waitFor();
}
