import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failures } from '../../../../src/core/tasks/failures.ts';
import { SeenFailures } from '../../../../src/core/tasks/seenFailures.ts';
import { FakeClock } from '../../fakeClock.ts';
import { FailingService, factsOfFailed, failedTask } from './failingService.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

let folder: string;
let file: string;
let clock: FakeClock;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seen-'));
  file = join(folder, 'inner', 'seen.txt');
  clock = new FakeClock();
});
afterEach(() => rmSync(folder, { recursive: true }));

async function failuresOf(...services: readonly FailingService[]) {
  const seen = new SeenFailures(file);
  await seen.flush();
  const failures = new Failures(clock, seen);
  failures.keep(services);
  const ids = () => failures.newest.map(({ ref }) => ref.id);
  return { seen, failures, ids };
}

describe('failures of all accounts', () => {
  it('come from lists, details and an earlier time, newest first, each once', async () => {
    const [a, b] = [new FailingService('a', clock), new FailingService('b', clock)];
    const now = clock.now();
    a.facts.remember('remembered', factsOfFailed(now - 3 * minute));
    const { failures, ids } = await failuresOf(a, b);
    a.failed = [failedTask('listed', now - 2 * minute)];
    await a.tasks.open();
    b.facts.learn('learned', factsOfFailed(now - minute, { conclusion: 'partial' }));
    b.facts.learn('fine', factsOfFailed(now, { conclusion: 'success' }));
    b.facts.learn('running', factsOfFailed(now, { conclusion: undefined }));
    a.facts.learn('listed', factsOfFailed(now - 2 * minute));
    expect(ids()).toEqual(['learned', 'listed', 'remembered']);
    expect(failures.newest[1]).toMatchObject({
      ref: { account: 'a', service: 'mps', id: 'listed' },
      task: { type: 'WorkflowTask' },
      facts: { name: 'lecture.mp4' },
    });
  });

  it('take over what a look has brought, and no longer what turns out to have worked', async () => {
    const service = new FailingService('a', clock);
    const { failures, ids } = await failuresOf(service);
    const tasks = [failedTask('x', clock.now()), failedTask('y', clock.now() - minute)];
    const page = { malformed: [], next: undefined, total: 214, requestId: undefined };
    failures.services[0]?.take({ tasks, ...page });
    expect(ids()).toEqual(['x', 'y']);
    expect(failures.services[0]?.total).toBe(214);
    service.facts.learn('x', factsOfFailed(clock.now(), { conclusion: 'success' }));
    expect(ids()).toEqual(['y']);
  });

  it('are those of the days for which the service keeps tasks', async () => {
    const service = new FailingService('a', clock);
    service.facts.remember('old', factsOfFailed(clock.now() - 6.9 * day));
    const { failures, ids } = await failuresOf(service);
    expect(ids()).toEqual(['old']);
    clock.pass(day);
    failures.keep([service]);
    expect(ids()).toEqual([]);
  });

  it('of an account that is gone are gone', async () => {
    const [a, b] = [new FailingService('a', clock), new FailingService('b', clock)];
    a.facts.remember('of a', factsOfFailed(clock.now()));
    b.facts.remember('of b', factsOfFailed(clock.now()));
    const { failures, ids } = await failuresOf(a, b);
    failures.keep([b]);
    expect(ids()).toEqual(['of b']);
    a.facts.learn('late', factsOfFailed(clock.now()));
    expect(ids()).toEqual(['of b']);
  });

  it('are counted by day, and told of once however many come together', async () => {
    const service = new FailingService('a', clock);
    const { failures } = await failuresOf(service);
    let told = 0;
    failures.onDidChange(() => told++);
    await clock.advance(1000);
    told = 0;
    for (let nth = 0; nth < 50; nth++) {
      service.facts.remember(`t${nth}`, factsOfFailed(clock.now() - nth * 60 * minute));
    }
    await clock.advance(1000);
    expect(told).toBe(1);
    const hours = new Date(clock.now()).getHours();
    expect(failures.today).toBe(hours + 1);
    expect(failures.unseen).toBe(50);
  });

  it('never grow beyond a bound: the oldest are left out', async () => {
    const service = new FailingService('a', clock);
    const { failures, ids } = await failuresOf(service);
    for (let nth = 0; nth < 3_000; nth++) {
      service.facts.remember(`t${nth}`, factsOfFailed(clock.now() - nth));
    }
    expect(failures.newest.length).toBeLessThanOrEqual(2_200);
    expect(ids().slice(0, 2)).toEqual(['t0', 't1']);
  });
});

describe('failures that nobody has looked at', () => {
  const ref = (id: string) => ({ account: 'a', service: 'mps', id });

  async function three() {
    const service = new FailingService('a', clock);
    for (const id of ['x', 'y', 'z']) {
      service.facts.remember(id, factsOfFailed(clock.now()));
    }
    return { service, ...(await failuresOf(service)) };
  }

  it('are new until they are looked at, over a reload too', async () => {
    const first = await three();
    expect(first.failures.unseen).toBe(3);
    first.failures.see(ref('y'));
    first.failures.see(ref('no failure'));
    expect(first.failures.unseen).toBe(2);
    await first.seen.flush();
    expect(readFileSync(file, 'utf8')).toMatch(/^[\w-]{16}\n$/);
    const second = await three();
    expect(
      second.failures.newest.filter((one) => second.failures.isNew(one)).map((one) => one.ref.id),
    ).toEqual(expect.arrayContaining(['x', 'z']));
    expect(second.failures.unseen).toBe(2);
  });

  it('are all marked at once; what fails later is new', async () => {
    const { failures, service } = await three();
    failures.seeAll();
    expect(failures.unseen).toBe(0);
    service.facts.learn('later', factsOfFailed(clock.now()));
    expect(failures.unseen).toBe(1);
  });

  it('are not counted before the marks have been read', () => {
    const service = new FailingService('a', clock);
    service.facts.remember('x', factsOfFailed(clock.now()));
    const failures = new Failures(clock, new SeenFailures(file));
    failures.keep([service]);
    expect(failures.newest).toHaveLength(1);
    expect(failures.unseen).toBe(0);
  });

  it('are those that no window has looked at', async () => {
    const [one, other] = [await three(), await three()];
    one.failures.seeAll();
    await one.seen.flush();
    expect(other.failures.unseen).toBe(3);
    await other.seen.read();
    expect(other.failures.unseen).toBe(0);
  });

  it('are told from a bounded file, whatever stands in it', async () => {
    const { seen } = await three();
    seen.add([ref('first')]);
    seen.add(Array.from({ length: 19_000 }, (_, nth) => ref(String(nth))));
    await seen.flush();
    writeFileSync(file, 'not a mark\n\u0000\n', { flag: 'a' });
    const again = new SeenFailures(file);
    await again.flush();
    expect(again.has(ref('18999'))).toBe(true);
    expect(readFileSync(file, 'utf8').length).toBeLessThanOrEqual(10_000 * 17);
    const third = new SeenFailures(file);
    await third.flush();
    expect(third.has(ref('18999'))).toBe(true);
    expect(third.has(ref('first'))).toBe(false);
  });
});
