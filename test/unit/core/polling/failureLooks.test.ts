import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CloudError } from '../../../../src/core/model/errors.ts';
import { FailureLooks } from '../../../../src/core/polling/failureLooks.ts';
import { Failures } from '../../../../src/core/tasks/failures.ts';
import { SeenFailures } from '../../../../src/core/tasks/seenFailures.ts';
import { FakeClock } from '../../fakeClock.ts';
import { FailingService, failedTask } from '../tasks/failingService.ts';

const minute = 60_000;

let folder: string;
let clock: FakeClock;
let service: FailingService;
let failures: Failures;
let looks: FailureLooks;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'looks-'));
  clock = new FakeClock();
  service = new FailingService('a', clock);
  const seen = new SeenFailures(join(folder, 'seen'));
  await seen.flush();
  failures = new Failures(clock, seen);
  failures.keep([service]);
  looks = new FailureLooks(clock, failures);
  looks.meet();
});
afterEach(() => {
  looks.dispose();
  rmSync(folder, { recursive: true });
});

describe('looks for new failures', () => {
  it('ask once a minute while somebody looks, in the lowest lane, and bring what has failed', async () => {
    service.failed = [failedTask('x', clock.now())];
    looks.inSight = true;
    await clock.advance(0);
    expect(failures.newest.map(({ ref }) => ref.id)).toEqual(['x']);
    await clock.advance(10 * minute - 1);
    expect(service.asked).toHaveLength(10);
    expect(new Set(service.asked.map(({ lane, failed, status }) => `${lane} ${failed} ${status}`))).toEqual(
      new Set(['background true FINISH']),
    );
  });

  it('ask nothing while nobody looks, and no sooner for being looked at again and again', async () => {
    await clock.advance(10 * minute);
    expect(service.asked).toHaveLength(0);
    looks.inSight = true;
    await clock.advance(1000);
    for (let nth = 0; nth < 20; nth++) {
      looks.inSight = false;
      await clock.advance(1000);
      looks.inSight = true;
      await clock.advance(1000);
    }
    expect(service.asked).toHaveLength(1);
    looks.inSight = false;
    await clock.advance(10 * minute);
    expect(service.asked).toHaveLength(1);
    looks.inSight = true;
    await clock.advance(0);
    expect(service.asked).toHaveLength(2);
  });

  it('wait for longer after an answer that took several requests', async () => {
    service.page = { requests: 3 };
    looks.inSight = true;
    await clock.advance(9 * minute - 1);
    expect(service.asked).toHaveLength(3);
  });

  it('ask nothing where the list is being read anyway', async () => {
    await service.tasks.open();
    service.asked.length = 0;
    looks.inSight = true;
    for (let nth = 0; nth < 8; nth++) {
      await clock.advance(15_000);
      await service.tasks.refresh();
    }
    expect(service.asked.filter(({ lane }) => lane === 'background')).toEqual([]);
  });

  it('end where the service has no such list', async () => {
    service.page = { listed: false };
    looks.inSight = true;
    await clock.advance(60 * minute);
    expect(service.asked).toHaveLength(1);
  });

  it('become rarer while they fail, and end with what only a person can mend, until something is another', async () => {
    service.error = new CloudError({
      kind: 'transient',
      code: 'NetworkError',
      message: '',
      requestId: undefined,
    });
    looks.inSight = true;
    await clock.advance(60 * minute);
    expect(service.asked.length).toBeLessThanOrEqual(8);
    service.error = new CloudError({
      kind: 'credentials',
      code: 'AuthFailure',
      message: '',
      requestId: undefined,
    });
    await clock.advance(60 * minute);
    const asked = service.asked.length;
    await clock.advance(120 * minute);
    expect(service.asked).toHaveLength(asked);
    service.error = undefined;
    looks.meet();
    await clock.advance(16 * minute);
    expect(service.asked.length).toBeGreaterThan(asked);
  });

  it('come at once when a person asks', async () => {
    looks.inSight = true;
    await clock.advance(1000);
    await looks.now();
    expect(service.asked).toHaveLength(2);
  });

  it('let go of services that are gone', async () => {
    looks.inSight = true;
    await clock.advance(1000);
    failures.keep([]);
    looks.meet();
    await clock.advance(10 * minute);
    expect(service.asked).toHaveLength(1);
  });
});
