import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as vscode from 'vscode';
import { thisMachine } from '../../../src/core/accounts/credentials/credentialPlaces.ts';
import type { Fetch } from '../../../src/core/http/sendRequest.ts';
import { serviceFetch } from '../../../src/core/http/serviceFetch.ts';
import { type OpenService, Session } from '../../../src/core/session.ts';
import { demoAccounts } from '../../../src/demo/demoAccounts.ts';
import { type DemoCloud, startDemoCloud } from '../../../src/demo/demoCloud.ts';
import { Accounts } from '../../../src/vscode/accounts.ts';
import { Attention } from '../../../src/vscode/attention.ts';
import { LiveRefresh } from '../../../src/vscode/tree/liveRefresh.ts';
import type { TreeNode } from '../../../src/vscode/tree/nodes/node.ts';
import { RowDetails } from '../../../src/vscode/tree/rowDetails.ts';
import { TaskTree } from '../../../src/vscode/tree/taskTree.ts';
import { TaskView } from '../../../src/vscode/tree/taskView.ts';
import { FakeClock } from '../../unit/fakeClock.ts';
import type { QuietView } from '../hostCalls.ts';
import { pageSize } from './benchService.ts';

const quietMs = 10 * 60_000;

/**
 * What a view in sight asks for in ten minutes in which no task comes and nobody does anything: the demo's six
 * services are open, with `expanded` their running tasks are listed too.
 */
export async function quietView(expanded: boolean): Promise<QuietView> {
  const network = new Network();
  const clock = new FakeClock(() => network.settled());
  const cloud = await startDemoCloud({ now: () => clock.now(), population: { live: false } });
  const secrets = { read: async () => undefined, onDidChange: () => ({ dispose: () => {} }) };
  const accounts = new Accounts(secrets, thisMachine);
  for (const { id, entry, credentials } of demoAccounts(cloud)) {
    accounts.addTransient(id, entry, credentials);
  }
  const session = new Session({
    accounts,
    clock,
    language: 'en-US',
    log: { debug: () => {}, warn: () => {} },
    pageSize: () => pageSize,
    fetch: (caFile) => network.counted(serviceFetch(caFile)),
  });
  const attention = new Attention(session, join(tmpdir(), 'cloud-tasks-bench-none'), clock);
  const tree = new TaskTree(accounts, session, session.watcher, attention.failures, clock);
  const view = new TaskView(shownView, tree, shownWindow);
  attention.showOn(shownView, view);
  const isOpen = ({ kind, group }: TreeNode): boolean =>
    kind === 'group'
      ? expanded && group?.kind.stage === 'running'
      : kind === 'account' || kind === 'service' || kind === 'watchedService';
  const list = async (node?: TreeNode): Promise<void> => {
    const children = await tree.getChildren(node);
    await Promise.all(children.filter(isOpen).map(list));
  };
  const live = new LiveRefresh(view, session, clock);
  const details = new RowDetails(view, session, clock);
  const parts = [
    attention,
    live,
    details,
    // As VS Code does: what stands open is asked for again.
    tree.onDidChangeTreeData((nodes) => {
      for (const node of (nodes ?? []).filter(({ kind }) => kind === 'group')) {
        void (isOpen(node) && list(node));
      }
    }),
    view,
    tree,
    session,
    accounts,
  ];
  const { requests } = cloud;
  try {
    await passing(clock, list());
    checkRead(session);
    requests.clear();
    await clock.advance(quietMs);
    const lists = requests.entries.filter(({ action }) => action === 'DescribeTasks').length;
    const others = requests.entries.length - lists;
    attention.dispose();
    live.dispose();
    details.dispose();
    return {
      services: session.all.length,
      lists,
      others,
      everything: await passing(clock, everything(cloud, session.all)),
    };
  } finally {
    for (const part of parts) {
      part.dispose();
    }
    await cloud.close();
  }
}

/** A view that a person looks at. */
const shownView = {
  visible: true,
  onDidChangeVisibility: new vscode.EventEmitter<vscode.TreeViewVisibilityChangeEvent>().event,
  onDidCollapseElement: new vscode.EventEmitter<vscode.TreeViewExpansionEvent<TreeNode>>().event,
} as unknown as vscode.TreeView<TreeNode>;

const shownWindow = {
  state: { focused: true, active: true },
  onDidChangeWindowState: new vscode.EventEmitter<vscode.WindowState>().event,
};

function checkRead({ lists }: Session): void {
  for (const { phase, kind, service, failure } of lists.flatMap(({ tasks }) => tasks.groups)) {
    if (phase !== 'loaded' && kind.onDemand !== true) {
      throw new Error(`${service.name} ${kind.name} is ${phase}: ${failure?.error.summary}`);
    }
  }
}

/** How many requests it takes to read every list of these services to its end, and every agent, once. */
async function everything(cloud: DemoCloud, services: readonly OpenService[]): Promise<number> {
  const { signal } = new AbortController();
  const before = cloud.requests.total;
  for (const { service } of services) {
    const ids = (service.named ?? []).map(({ id }) => id);
    for (let from = 0; from < ids.length; from += service.lookUpLimit) {
      await service.lookUp(ids.slice(from, from + service.lookUpLimit), signal);
    }
    const statuses = service.named === undefined ? service.statuses.map(({ status }) => status) : [];
    for (const status of new Set(statuses)) {
      let page = await service.list({ status, limit: pageSize }, signal);
      // A page that is not full is the last one.
      while (page.tasks.length === pageSize && page.next !== undefined) {
        page = await service.list({ status, limit: pageSize, cursor: page.next }, signal);
      }
    }
  }
  return cloud.requests.total - before;
}

/** Lets time pass until what waits for it is done. */
async function passing<T>(clock: FakeClock, work: Promise<T>): Promise<T> {
  let isDone = false;
  const done = work.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    await clock.advance(100);
  }
  return done;
}

/** Knows whether a request is under way: time stands still meanwhile, so that a slow machine counts the same. */
class Network {
  #underWay = 0;

  counted(fetch: Fetch): Fetch {
    return async (url, init) => {
      this.#underWay++;
      try {
        const { status, headers, body } = await fetch(url, init);
        const chunks = await Readable.from(body ?? []).toArray();
        return { status, headers, body: Readable.from(chunks) };
      } finally {
        this.#underWay--;
      }
    };
  }

  async settled(): Promise<void> {
    for (let quiet = 0; quiet < 5; quiet = this.#underWay > 0 ? 0 : quiet + 1) {
      await nextTurn();
    }
  }
}
