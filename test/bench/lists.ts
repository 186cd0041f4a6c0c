import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { fillLists, pane, rowAt } from './fillLists.ts';
import type { HostCalls, ListName } from './hostCalls.ts';
import { whenPainted } from './paint.ts';
import { roundWord } from './roundWord.ts';

/** VS Code and the tree gather changes for 200 ms each: after this long nothing is on its way any more. */
const settleMs = 700;
export const sizes = [100, 1_000, 10_000, 100_000];

export interface ListFigures {
  /** From telling VS Code to the revealed and painted row, ms: all rounds, by list and by rows loaded. */
  readonly loadMore: Record<ListName, Record<number, number[]>>;
  /** From telling VS Code to the painted change, ms. */
  readonly refresh: Record<ListName, number[]>;
  /** The same of ours with {@link namedRows} loaded, before and after all have names. */
  readonly namedRefresh: Record<'named' | 'unnamed', number[]>;
}

export const namedRows = 1_000;

/** Load more and refresh, ours and the flat list in turns. Leaves both at 100,000 rows. */
export async function measureLists(host: HostCalls, page: Page): Promise<ListFigures> {
  const figures: ListFigures = {
    loadMore: { ours: {}, flat: {} },
    refresh: { ours: [], flat: [] },
    namedRefresh: { named: [], unnamed: [] },
  };
  const inspector = await page.context().newCDPSession(page);
  const settle = async (): Promise<void> => {
    await sleep(settleMs);
    await host.collectGarbage();
    await inspector.send('HeapProfiler.collectGarbage');
  };
  const inTurns = async (rounds: number, measure: (list: ListName) => Promise<() => void>): Promise<void> => {
    for (let round = 0; round <= rounds; round++) {
      for (const list of ['ours', 'flat'] as const) {
        await settle();
        const keep = await measure(list);
        if (round > 0) {
          keep();
        }
      }
    }
  };
  for (let fill = 0; fill < 2; fill++) {
    await fillLists(host, page, namedRows);
    for (let round = 1; round <= 8; round++) {
      if (round === 5) {
        await host.nameRows();
      }
      await settle();
      const painted = whenPainted(page, pane('ours'), [rowAt(0), roundWord(round)]);
      const { firedAt } = await host.refresh('ours', round);
      const ms = (await painted) - firedAt;
      // What runs for the first time is slower.
      if (round % 4 !== 1) {
        figures.namedRefresh[round < 5 ? 'unnamed' : 'named'].push(ms);
      }
    }
  }
  for (const size of sizes) {
    const report = { ours: [] as number[], flat: [] as number[] };
    await fillLists(host, page, size);
    const next = { ours: size, flat: size };
    await inTurns(size < 100_000 ? 5 : 3, async (list) => {
      const painted = whenPainted(page, pane(list), [rowAt(next[list])]);
      const { firedAt, revealedAt } = await host.loadMore(list);
      const doneAt = Math.max(await painted, revealedAt);
      next[list] += 50;
      return () => report[list].push(doneAt - firedAt);
    });
    figures.loadMore.ours[size] = report.ours;
    figures.loadMore.flat[size] = report.flat;
  }
  await host.scrollToTop('ours');
  await host.scrollToTop('flat');
  const rounds = { ours: 0, flat: 0 };
  await inTurns(3, async (list) => {
    const round = ++rounds[list];
    const painted = whenPainted(page, pane(list), [rowAt(0), roundWord(round)]);
    const { firedAt } = await host.refresh(list, round);
    const doneAt = await painted;
    return () => figures.refresh[list].push(doneAt - firedAt);
  });
  return figures;
}
