import type { Page } from 'playwright-core';

/**
 * When the first row that contains all these texts has been painted, ms since the epoch. The window looks at its own
 * rows before each frame; VS Code keeps only those in sight in the document.
 *
 * @param place a selector of what the row is in
 * @throws when there is none within `timeoutMs`
 */
export async function whenPainted(
  page: Page,
  place: string,
  texts: readonly string[],
  timeoutMs = 60_000,
): Promise<number> {
  const rows = JSON.stringify(`${place} .monaco-list-row`);
  const paintedAt = await page.evaluate<number | null>(`new Promise((resolve) => {
    const texts = ${JSON.stringify(texts)};
    const giveUpAt = Date.now() + ${timeoutMs};
    const look = () => {
      const rows = [...document.querySelectorAll(${rows})];
      if (rows.some(({ textContent }) => texts.every((text) => textContent.includes(text)))) {
        setTimeout(() => resolve(Date.now()));
      } else if (Date.now() > giveUpAt) {
        resolve(null);
      } else {
        requestAnimationFrame(look);
      }
    };
    requestAnimationFrame(look);
  })`);
  if (paintedAt === null) {
    throw new Error(`No row with ${texts.join(', ')} was painted within ${timeoutMs / 1000} s`);
  }
  return paintedAt;
}
