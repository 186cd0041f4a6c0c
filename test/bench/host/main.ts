import type * as vscode from 'vscode';
import { serveCalls } from '../../vscode/serveCalls.ts';
import { engineMemory } from '../engineMemory.ts';
import type { HostCalls, ListName } from '../hostCalls.ts';
import { FlatList } from './flatList.ts';
import { collectGarbage, heapGrowth } from './heap.ts';
import { OwnList } from './ownList.ts';
import { quietView } from './quietView.ts';
import { readPages } from './readPages.ts';

/** The bench extension: both lists side by side, driven by the runner. */
export function activate(context: vscode.ExtensionContext): void {
  const ours = new OwnList(context);
  const flat = new FlatList();
  const lists = { ours, flat };
  const calls: HostCalls = {
    fill: async (size) => {
      const rows = await ours.fill(size);
      await flat.fill(rows);
    },
    loadMore: (list: ListName) => lists[list].loadMore(),
    scrollToTop: (list: ListName) => lists[list].scrollToTop(),
    refresh: (list: ListName, round) => lists[list].refresh(round, 2),
    nameRows: async () => ours.nameRows(),
    heapGrowth: (list: ListName, refreshes, every) => heapGrowth(lists[list], refreshes, every),
    engineMemory: () => engineMemory(collectGarbage),
    readPages,
    quietView,
    collectGarbage: async () => collectGarbage(),
  };
  context.subscriptions.push(ours, flat, serveCalls(calls, Number(process.env.CLOUD_TASKS_BENCH_PORT)));
}
