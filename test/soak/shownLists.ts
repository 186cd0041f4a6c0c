import type { Page } from 'playwright-core';
import { agentDifferences, type Difference, doubtText, listDifferences } from './differences.ts';
import type { SoakCloud } from './soakCloud.ts';
import {
  collapseAll,
  leaveRows,
  pickFromMenu,
  rowElement,
  setOpen,
  type TreeRow,
  taskIdIn,
  treeRows,
} from './treeRows.ts';

/** Tall enough to render every row of a list: what is not rendered cannot be read. */
const tall = { width: 560, height: 20_000 };
const usual = { width: 1_280, height: 800 };
const clickMs = 5_000;
const settleMs = 100_000;
/** How long a difference has to last until it is believed: rows are told of in batches. */
const believeMs = 8_000;

/** Opens every list to its end, as a person can, and says where it is not as the cloud has it. */
export async function readDifferences(page: Page, cloud: SoakCloud): Promise<readonly Difference[]> {
  const found: Difference[] = [];
  for (const list of cloud.lists) {
    found.push(...(await settled(page, list.row, (rows) => listDifferences(rows, list, cloud))));
  }
  found.push(...(await settled(page, cloud.agentsRow, (rows) => agentDifferences(rows, cloud))));
  return found;
}

/** What `compare` has left to say of the rows below a service once there is nothing more to open. */
async function settled(
  page: Page,
  service: string,
  compare: (rows: readonly TreeRow[]) => readonly Difference[],
): Promise<readonly Difference[]> {
  const deadline = Date.now() + settleMs;
  let quietSince = Number.POSITIVE_INFINITY;
  const tried = new Map<string, number>();
  await collapseAll(page);
  await page.setViewportSize(tall);
  try {
    for (;;) {
      await setOpen(page, service, true, clickMs);
      const rows = rowsBelow(await treeRows(page), service);
      const busy = rows.length === 0 || (await openNext(page, rows, tried));
      const found = busy ? [] : compare(rows);
      const now = Date.now();
      quietSince = busy ? Number.POSITIVE_INFINITY : Math.min(quietSince, now);
      if ((!busy && found.length === 0) || now - quietSince > believeMs) {
        return found;
      }
      if (now > deadline) {
        throw new Error(`${service} never came to rest:\n${rows.map(({ text }) => text).join('\n')}`);
      }
      await page.waitForTimeout(100);
    }
  } finally {
    await page.setViewportSize(usual);
  }
}

/**
 * Does the first thing that is left to do to see all. Returns whether there was any. A list whose end is in doubt is
 * asked twice whether it goes on: the demo's VOD sends a token with its last page, for ever.
 */
async function openNext(page: Page, rows: readonly TreeRow[], tried: Map<string, number>): Promise<boolean> {
  const isDoubted = (index: number): boolean => rows[index - 1]?.text === doubtText;
  const pager = rows.find(
    ({ id, text }, index) =>
      /^Load (?:[\d,]+ )?more .*loaded$/.test(text) && !(isDoubted(index) && (tried.get(id) ?? 0) >= 2),
  );
  const failed = rows.find(({ text }) => /^Retry| Retry · /.test(text));
  // Tasks that have failed hold no tasks.
  const folded = rows.find((row) => row.expanded === false && taskIdIn(row) === undefined);
  try {
    await leaveRows(page);
    if (failed !== undefined) {
      await rowElement(page, failed).click({ timeout: clickMs });
    } else if (pager !== undefined) {
      tried.set(pager.id, (tried.get(pager.id) ?? 0) + (isDoubted(rows.indexOf(pager)) ? 1 : 0));
      await pickFromMenu(page, pager, 'Load All', clickMs);
      await page.waitForTimeout(500);
    } else if (folded !== undefined) {
      await rowElement(page, folded).locator('.monaco-tl-twistie').click({ timeout: clickMs });
    }
  } catch (error) {
    if (!(error instanceof Error && error.name === 'TimeoutError')) {
      throw error;
    }
    // What moved away while it was clicked is looked for again.
    await page.keyboard.press('Escape');
  }
  return (failed ?? pager ?? folded) !== undefined;
}

function rowsBelow(rows: readonly TreeRow[], service: string): readonly TreeRow[] {
  const at = rows.findIndex(({ level, text }) => level === 1 && text.startsWith(service));
  const end = rows.findIndex(({ level }, index) => index > at && level === 1);
  return at < 0 ? [] : rows.slice(at + 1, end < 0 ? undefined : end);
}
