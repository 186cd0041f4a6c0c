import { expect, vi } from 'vitest';
import type { Step, TaskTreePage } from './taskTreePage.ts';

const patience = { timeout: 15_000, interval: 100 };

/** Opens the row at the end of a path, and waits until there are rows below it of which none is loading. */
export async function openedRows(tree: TaskTreePage, ...path: readonly Step[]): Promise<readonly string[]> {
  await tree.expand(...path);
  return await vi.waitFor(() => loadedRows(tree, path), patience);
}

/** As {@link openedRows}; opens it once more where the rows were listed anew under the click. */
export async function reopenedRows(tree: TaskTreePage, ...path: readonly Step[]): Promise<readonly string[]> {
  return await vi.waitFor(async () => {
    await tree.expand(...path);
    return await loadedRows(tree, path);
  }, patience);
}

async function loadedRows(tree: TaskTreePage, path: readonly Step[]): Promise<readonly string[]> {
  const rows = await tree.textsBelow(...path);
  expect(rows).not.toEqual([]);
  expect(rows.filter((text) => text.includes('loading'))).toEqual([]);
  return rows;
}
