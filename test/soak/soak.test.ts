/**
 * Minutes of use at random, in a real VS Code, of clouds on which everything goes wrong at random. `SOAK_SECONDS` says
 * how long it is used (150: three minutes with the start and the checks; 100 on a build machine), `SOAK_SEED` repeats
 * the draws of an earlier run. What happened when is in `out/logs/soak.log`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Random } from '../../src/demo/random.ts';
import type { LoggedRequest } from '../../src/demo/requestLog.ts';
import { type InstalledWindow, openInstalled } from '../ui/installedWindow.ts';
import { runCommand } from '../ui/palette.ts';
import { HostLink } from '../vscode/hostLink.ts';
import { FaultInjector, faultNames } from './faultInjector.ts';
import type { HostCalls, HostState } from './hostCalls.ts';
import { Journal } from './journal.ts';
import { makeProbe } from './probeFolder.ts';
import { RandomUser } from './randomUser.ts';
import { readDifferences } from './shownLists.ts';
import { SoakCloud } from './soakCloud.ts';
import { refreshAll, showView } from './treeRows.ts';

const seconds = Number(process.env.SOAK_SECONDS ?? (process.env.CI === undefined ? 150 : 100));
// A build machine says of a change whether it breaks something: it always draws the same.
const usualSeed = process.env.CI === undefined ? Math.trunc(Math.random() * 1e9) : 127_027_660;
const seed = Number(process.env.SOAK_SEED ?? usualSeed);
const refreshSeconds = 5;
const patience = { timeout: 60_000, interval: 200 };
const journal = new Journal();
const maxHeapGrowth = 20 * 1024 * 1024;

let cloud: SoakCloud;
let link: HostLink<HostCalls>;
let probe: HostCalls;
let window: InstalledWindow;
let faults: FaultInjector;
let user: RandomUser;
/** Of the extension host, at rest and with the view out of sight. */
let atRest: HostState;
/** The same host with every list open to its end. */
let loaded: HostState;

beforeAll(async () => {
  console.log(`Soaking for ${seconds} s: SOAK_SEED=${seed}`);
  cloud = await SoakCloud.start(seed);
  link = await HostLink.listen<HostCalls>(patience.timeout);
  probe = link.host;
  window = await openInstalled({
    developmentPath: await makeProbe(),
    env: { ...cloud.env, CLOUD_TASKS_SOAK_PORT: String(link.port) },
    settings: {
      'cloudTasks.accounts': cloud.accounts,
      'cloudTasks.pageSize': 40,
      'cloudTasks.refreshInterval': refreshSeconds,
    },
  });
  const random = new Random(seed);
  faults = new FaultInjector(cloud.cloud.faults, random, journal);
  user = new RandomUser(window.page, probe, cloud, random, journal);
});

afterAll(async () => {
  const requests = cloud?.cloud.requests.entries.map(requestLine) ?? [];
  await journal.save('soak.log', '', ...requests, '', (await window?.logs()) ?? '');
  await window?.close();
  link?.close();
  await cloud?.close();
});

function requestLine({ at, service, action, parameters, status }: LoggedRequest): string {
  return `${new Date(at).toISOString()} ${service} ${action} ${JSON.stringify(parameters)} ${status}`;
}

async function useAtRandom(until: number): Promise<void> {
  while (Date.now() < until) {
    faults.change(Date.now());
    await user.step();
  }
}

/** Stops the faults and the clock, refreshes, and compares. */
async function differencesNow(): Promise<unknown> {
  faults.clear();
  cloud.freeze();
  await showView(window.page, true);
  await refreshAll(window.page);
  return await readDifferences(window.page, cloud);
}

/** Leaves nothing of the extension in sight: the document of a running task is read again while it is. */
async function lookAway(): Promise<void> {
  await showView(window.page, false);
  await runCommand(window.page, 'View: Close All Editors');
}

/** Resolves when nothing has been asked for so long, and nothing is waited for. */
async function untilQuiet(quietMs: number): Promise<void> {
  const { requests } = cloud.cloud;
  for (let total = -1; total !== requests.total || requests.inFlight > 0; ) {
    total = requests.total;
    await sleep(quietMs);
  }
}

describe(`a window in which everything goes wrong at random (SOAK_SEED=${seed})`, () => {
  it('is used', { timeout: seconds * 1_000 + 120_000 }, async () => {
    journal.note('open');
    const opened = Date.now();
    await useAtRandom(opened + seconds * 400);
    await user.goHome();
    journal.note('reload');
    await window.reloadWindow();
    faults.clear();
    journal.note('reloaded');
    await lookAway();
    await untilQuiet(2_000);
    journal.note('quiet');
    atRest = await probe.measure();
    await showView(window.page, true);
    expect(await differencesNow()).toEqual([]);
    journal.note('compared');
    loaded = await probe.measure();
    cloud.thaw();
    await useAtRandom(opened + seconds * 1_000);
    faults.clear();
    await user.goHome();
    journal.note('used at random');
  });

  it('shows what the clouds have once they are well, and every row once', { timeout: 240_000 }, async () => {
    expect(await differencesNow()).toEqual([]);
  });

  it('has kept its memory', { timeout: 60_000 }, async () => {
    const { pid, heapUsed } = await probe.measure();
    const megabytes = [loaded.heapUsed, heapUsed].map((bytes) => (bytes / 1e6).toFixed(1));
    console.log(`Heap: ${megabytes.join(' MB, then ')} MB after ${cloud.cloud.requests.total} requests.`);
    expect(pid).toBe(loaded.pid);
    expect(heapUsed - loaded.heapUsed).toBeLessThan(maxHeapGrowth);
    cloud.thaw();
  });

  it('asks for nothing while nobody looks', { timeout: 120_000 }, async () => {
    journal.note('hidden');
    await lookAway();
    // Agents that collect are followed until they are done.
    await untilQuiet(2.2 * refreshSeconds * 1_000);
    expect(cloud.cloud.requests.inFlight).toBe(0);
  });

  it('has given its timers and sockets back', { timeout: 90_000 }, async () => {
    await vi.waitFor(async () => {
      const { resources } = await probe.measure();
      const more = Object.entries(resources).filter(([kind, count]) => count > (atRest.resources[kind] ?? 0));
      expect(more).toEqual([]);
    }, patience);
  });

  it('has left no error to nobody', { timeout: 60_000 }, async () => {
    expect(await window.unhandled()).toEqual([]);
    const canary = `canary ${seed}`;
    await probe.rejectUnhandled(canary);
    await vi.waitFor(
      async () => expect(await window.unhandled()).toContainEqual(expect.stringContaining(canary)),
      patience,
    );
  });

  it('has met faults of many kinds, and was used in many ways', () => {
    const actions = [...user.tally].map(([name, { done, missed }]) => `${name} ${done}/${done + missed}`);
    console.log(`Done: ${actions.join(', ')}. Faults: ${faults.dealt.size} of ${faultNames.length} kinds.`);
    expect(faults.dealt.size).toBeGreaterThan(faultNames.length / 4);
    expect([...user.tally.values()].filter(({ done }) => done > 0).length).toBeGreaterThan(5);
  });
});
