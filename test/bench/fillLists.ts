import type { Page } from 'playwright-core';
import type { HostCalls, ListName } from './hostCalls.ts';
import { whenPainted } from './paint.ts';

const titles: Record<ListName, string> = { ours: 'Ours', flat: 'Flat' };

/** A selector of the list in the window. */
export function pane(list: ListName): string {
  return `.pane:has(.pane-header[aria-label^="${titles[list]}"])`;
}

/** Part of the TaskId of the row at this place. */
export function rowAt(index: number): string {
  return String(index).padStart(32, '0');
}

/** Fills both lists, and sees to it that their first rows are on the screen. */
export async function fillLists(host: HostCalls, page: Page, size: number): Promise<void> {
  await host.fill(size);
  for (const list of ['ours', 'flat'] as const) {
    // A view that has just been opened may take no notice of a row it is asked to reveal.
    await whenPainted(page, pane(list), [rowAt(0)], 15_000).catch(async () => {
      await host.scrollToTop(list);
      await whenPainted(page, pane(list), [rowAt(0)]);
    });
  }
}
