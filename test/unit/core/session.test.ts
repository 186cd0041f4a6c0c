import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AccountList } from '../../../src/core/accounts/accountList.ts';
import { Emitter } from '../../../src/core/model/events.ts';
import { providers } from '../../../src/core/providers/registry.ts';
import { type OpenTasks, Session } from '../../../src/core/session.ts';
import { FactsJournal } from '../../../src/core/tasks/factsJournal.ts';
import { toys } from '../../support/toyProvider.ts';
import { tempHome } from './accounts/tempHome.ts';
import { hurriedClock } from './providers/serviceContext.ts';

const ended: (() => void)[] = [];
afterEach(() => {
  for (const end of ended.splice(0)) {
    end();
  }
});

const shelves = (...names: readonly string[]) => ({
  id: 'ali',
  cloud: 'alibaba',
  credentials: 'environment',
  services: { toys: names.map((shelf) => ({ shelf })), ecs: { region: 'cn-hangzhou' } },
});

const sessionOn = (...entries: readonly object[]) => sessionWith({}, ...entries);

async function sessionWith(ports: { readonly journal?: FactsJournal }, ...entries: readonly object[]) {
  let written: readonly object[] = entries;
  const changed = new Emitter<void>();
  const rekeyed = new Emitter<string>();
  const registry = [...providers, toys];
  const accounts = new AccountList({
    setting: { read: () => written, onDidChange: changed.event },
    secrets: { read: async () => undefined, onDidChange: rekeyed.event },
    places: await tempHome({}, {}),
    registry,
  });
  const logged: string[] = [];
  const log = { debug: () => {}, warn: (line: string) => logged.push(line) };
  const session = new Session({
    accounts,
    clock: hurriedClock,
    language: 'en-US',
    log,
    pageSize: () => 2,
    registry,
    ...ports,
  });
  ended.push(
    () => session.dispose(),
    () => accounts.dispose(),
  );
  const write = (...others: readonly object[]): void => {
    written = others;
    changed.fire();
  };
  return { session, write, accounts, logged, keysOf: () => session.all.map(({ config }) => config.key) };
}

function toysOf(session: Session, key: string): OpenTasks {
  const open = session.find('ali', key);
  if (open === undefined || !('tasks' in open)) {
    throw new Error(`${key} is not open`);
  }
  return open;
}

describe('a session', () => {
  it('writes the outcome of a check of an account to the log', async () => {
    const closed = { id: 'shut', cloud: 'alibaba', credentials: 'environment' };
    const ecs = { region: 'cn-hangzhou', endpoint: 'http://127.0.0.1:1' };
    const { session, accounts, logged } = await sessionOn({ ...closed, services: { ecs } });
    const [account] = accounts.all;
    if (account === undefined) {
      throw new Error('The account was not read');
    }
    const check = session.validate(account, { id: 'a', secret: 'b' }, new AbortController().signal);
    await expect(check).rejects.toMatchObject({ name: 'CloudError' });
    expect(logged).toEqual([expect.stringMatching(/^shut: ecs, check: NetworkError: /)]);
  });

  it('opens the demo cloud without VS Code: a script lists, pages and reads a detail', async () => {
    const script = 'test/session/demoSession.ts';
    const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', script]);
    const { services, listed, paged, explained } = JSON.parse(stdout);
    expect(services).toEqual([
      'Demo · MPS',
      'Demo · VOD',
      'Demo · CWP',
      'Demo China · MPS',
      'Demo Alibaba · ECS',
      'Demo stack · ECS',
    ]);
    expect([listed, paged]).toEqual([20, 40]);
    expect(explained.conclusion).toMatch(/^(success|partial|failure)$/);
  }, 30_000);

  it('knows from then on what a detail has told, and after a reload what ended tasks were', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'facts-'));
    ended.push(() => rmSync(folder, { recursive: true }));
    const first = new FactsJournal(folder, hurriedClock);
    const { session } = await sessionWith({ journal: first }, shelves('top', 'low'));
    const open = toysOf(session, 'toys:top');
    await open.tasks.open();
    const detail = await session.detail(open, 'toy-1', new AbortController().signal);
    const known = open.facts.get('toy-1');
    expect(known?.conclusion).toBe(open.provider.explain(detail.value, 'toy-1').conclusion);
    expect(known?.conclusion).toBeDefined();
    await first.flush();

    const next = (
      await sessionWith({ journal: new FactsJournal(folder, hurriedClock) }, shelves('top', 'low'))
    ).session;
    const again = toysOf(next, 'toys:top').facts;
    await vi.waitFor(() => expect(again.get('toy-1')).toEqual(known));
    expect(toysOf(next, 'toys:low').facts.get('toy-1')).toBeUndefined();
  });

  it('shows rows and details of a service that is one file and one line', async () => {
    const { session } = await sessionOn(shelves('top'));
    const { tasks, provider } = toysOf(session, 'toys:top');
    await tasks.open();
    const done = tasks.groups.find(({ kind }) => kind.status === 'Done');
    await done?.loadMore();
    expect(done?.tasks.map(({ task }) => task.id)).toEqual(['toy-1', 'toy-2', 'toy-3', 'toy-4']);
    const detail = await tasks.service.detail('toy-1', new AbortController().signal);
    expect(provider.explain(detail.value).status).toBe('Finished');
  });

  it('keeps every service whose own configuration is unchanged, with all it has loaded', async () => {
    const { session, write, keysOf } = await sessionOn(shelves('top', 'low'));
    const [top, low, ecs] = session.all;
    write({ ...shelves('top', 'other'), label: 'Renamed' });
    expect(keysOf()).toEqual(['toys:top', 'toys:other', 'ecs']);
    expect(session.all[0]).toBe(top);
    expect(session.all[2]).toBe(ecs);
    expect(session.all).not.toContain(low);
    expect(session.all.map(({ account }) => account.label)).toEqual(['Renamed', 'Renamed', 'Renamed']);
  });

  it('calls watched tasks by the name their account has now', async () => {
    const cwp = (label: string) => ({
      id: 'prod',
      label,
      cloud: 'tencent',
      site: 'china',
      credentials: 'environment',
      services: { cwp: { agents: [{ uuid: 'web-1' }] } },
    });
    const { session, write } = await sessionOn(cwp('Before'));
    const [task] = session.watcher.tasks;
    write(cwp('After'));
    expect(session.watcher.tasks).toEqual([task]);
    expect(task?.owner.account.label).toBe('After');
  });

  it('opens services anew when the keys come from another place', async () => {
    const { session, write } = await sessionOn(shelves('top'));
    const before = session.all;
    write({ ...shelves('top'), credentials: 'aliyun-cli' });
    expect(session.all.map(({ config }) => config.key)).toEqual(before.map(({ config }) => config.key));
    expect(session.all.some((open) => before.includes(open))).toBe(false);
  });

  it('tells of changes once they are made, and not after it has ended', async () => {
    const { session, write, keysOf } = await sessionOn(shelves('top'));
    const heard: (readonly string[])[] = [];
    session.onDidChange(() => heard.push(keysOf()));
    write();
    write(shelves('low'));
    session.dispose();
    write();
    expect(heard).toEqual([[], ['toys:low', 'ecs']]);
  });
});
