import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { HeapGrowth } from '../hostCalls.ts';
import type { BenchList } from './benchList.ts';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

export function collectGarbage(): void {
  gc();
}

/** What the heap of the extension host gains from refreshing a list this many times, each shown before the next. */
export async function heapGrowth(list: BenchList, refreshes: number): Promise<HeapGrowth> {
  // The first ones make what later ones use again.
  let round = 0;
  for (; round < 4; round++) {
    await refreshShown(list, round);
  }
  const { fires, listings } = list;
  const bytesBefore = await settledHeap();
  for (const end = round + refreshes; round < end; round++) {
    await refreshShown(list, round);
  }
  const bytesAfter = await settledHeap();
  return {
    refreshes,
    fires: list.fires - fires,
    listings: list.listings - listings,
    bytesBefore,
    bytesAfter,
  };
}

/** Resolves when VS Code has asked for the changed list. */
async function refreshShown(list: BenchList, round: number): Promise<void> {
  const { listings } = list;
  await list.refresh(round);
  while (list.listings === listings) {
    await sleep(5);
  }
}

async function settledHeap(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    await sleep(1_000);
    gc();
  }
  return process.memoryUsage().heapUsed;
}
