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
export async function heapGrowth(list: BenchList, refreshes: number, every: number): Promise<HeapGrowth> {
  let round = 0;
  const refresh = async (): Promise<void> => {
    const { rowsAsked } = list;
    await list.refresh(++round, every);
    while (list.rowsAsked === rowsAsked) {
      await sleep(5);
    }
  };
  // What the first ones make, later ones use again.
  for (let warmUp = 0; warmUp < 4; warmUp++) {
    await refresh();
  }
  const { fires, rowsAsked } = list;
  const bytesBefore = await settledHeap();
  for (let done = 0; done < refreshes; done++) {
    await refresh();
  }
  const bytesAfter = await settledHeap();
  return {
    refreshes,
    fires: list.fires - fires,
    rowsAsked: list.rowsAsked - rowsAsked,
    bytesBefore,
    bytesAfter,
  };
}

async function settledHeap(): Promise<number> {
  // Code that has not run for some collections goes too.
  for (let round = 0; round < 10; round++) {
    await sleep(400);
    gc();
  }
  return process.memoryUsage().heapUsed;
}
