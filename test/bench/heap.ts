import type { Page } from 'playwright-core';
import { fillLists } from './fillLists.ts';
import type { HeapGrowth, HostCalls } from './hostCalls.ts';

/** One refresh reads up to 20 pages of 50: every tenth row spreads 100 changes over them. */
const spread = 10;
/** Every other row: all 100 changes are among the rows that are listed one by one. */
const listed = 2;

/** Rows loaded: the whole tree's growth depends on it, ours does not. */
export const heapRows = 10_000;

export interface HeapFigures {
  readonly ours: HeapGrowth;
  /** The same with every changed row listed, none folded away. */
  readonly oursListed: HeapGrowth;
  readonly wholeTree: HeapGrowth;
}

export async function measureHeap(host: HostCalls, page: Page): Promise<HeapFigures> {
  await fillLists(host, page, heapRows);
  // VS Code drops some megabytes of its own in its first minute, which would be taken for ours.
  await host.heapGrowth('ours', 100, listed);
  return {
    ours: await host.heapGrowth('ours', 1_000, spread),
    oursListed: await host.heapGrowth('ours', 150, listed),
    wholeTree: await host.heapGrowth('flat', 10, spread),
  };
}
