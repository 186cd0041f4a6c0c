import type { Locator, Page } from 'playwright-core';

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
