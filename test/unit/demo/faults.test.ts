import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DemoCloud } from '../../../src/demo/demoCloud.ts';
import { startDemoCloud } from '../../../src/demo/demoCloud.ts';
import type { Fault } from '../../../src/demo/faults.ts';
import { callTencent } from './callTencent.ts';

const now = Date.UTC(2026, 4, 19, 9);
let cloud: DemoCloud;

beforeAll(async () => {
  cloud = await startDemoCloud({
    now: () => now,
    population: { mps: 300, vod: 50, ecs: 0 },
    requestsPerSecond: 10_000,
  });
});
afterEach(() => cloud.faults.clear());
afterAll(() => cloud.close());

const list = (parameters: object = {}) =>
  callTencent(cloud, 'mps', 'DescribeTasks', { Status: 'FINISH', ...parameters });
const codeOf = async (call: ReturnType<typeof list>) => (await call).response.Error?.Code;

function withFault(fault: Fault): void {
  cloud.faults.add({ fault });
}

describe('which requests a fault hits', () => {
  const throttled = { kind: 'throttled' } as const;

  it('the one service, action and status', async () => {
    cloud.faults.add({ service: 'mps', action: 'DescribeTasks', status: 'WAITING', fault: throttled });
    expect(await codeOf(list())).toBeUndefined();
    expect(await codeOf(list({ Status: 'WAITING' }))).toBe('RequestLimitExceeded');
    expect(await codeOf(callTencent(cloud, 'vod', 'DescribeTasks', { Status: 'WAITING' }))).toBeUndefined();
  });

  it('the nth, or so many, or those that meet a condition', async () => {
    const codes = async (count: number) => {
      const seen: boolean[] = [];
      for (let index = 0; index < count; index++) {
        seen.push((await codeOf(list({ Limit: index + 1 }))) !== undefined);
      }
      cloud.faults.clear();
      return seen;
    };
    cloud.faults.add({ nth: 2, fault: throttled });
    expect(await codes(4)).toEqual([false, true, false, false]);
    cloud.faults.add({ times: 2, fault: throttled });
    expect(await codes(4)).toEqual([true, true, false, false]);
    cloud.faults.add({ where: (call) => call.parameters.Limit === 3, fault: throttled });
    expect(await codes(4)).toEqual([false, false, true, false]);
  });

  it('some, by chance', async () => {
    cloud.faults.add({ probability: 0.5, fault: throttled });
    const codes = await Promise.all(Array.from({ length: 60 }, () => codeOf(list())));
    const hit = codes.filter((code) => code !== undefined).length;
    expect(hit).toBeGreaterThan(10);
    expect(hit).toBeLessThan(50);
  });

  it('none once it was taken away', async () => {
    const remove = cloud.faults.add({ fault: throttled });
    expect(await codeOf(list())).toBe('RequestLimitExceeded');
    remove();
    expect(await codeOf(list())).toBeUndefined();
  });
});

describe('what a fault does', () => {
  const raw = () =>
    fetch(cloud.url, { method: 'POST', headers: { 'X-TC-Action': 'DescribeTasks' }, body: '{}' });

  it('cuts the answer in mid-body', async () => {
    withFault({ kind: 'reset' });
    const answer = await raw();
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
  });

  it('drops the connection before any answer', async () => {
    withFault({ kind: 'reset', before: true });
    await expect(raw()).rejects.toThrow();
  });

  it('sends half of the JSON', async () => {
    withFault({ kind: 'truncated' });
    await expect(list()).rejects.toThrow(SyntaxError);
  });

  it('sends HTML, a status, an empty object, a huge one, or anything', async () => {
    const answers: [Fault, number, (text: string) => boolean][] = [
      [{ kind: 'html' }, 200, (text) => text.startsWith('<!DOCTYPE html>')],
      [{ kind: 'status', status: 503 }, 503, (text) => !text.startsWith('{')],
      [{ kind: 'empty' }, 200, (text) => text === '{}'],
      [{ kind: 'oversized', bytes: 3_000_000 }, 200, (text) => text.length > 3_000_000],
      [{ kind: 'raw', status: 418, body: 'teapot' }, 418, (text) => text === 'teapot'],
      [{ kind: 'raw', body: { Response: null } }, 200, (text) => text === '{"Response":null}'],
    ];
    for (const [fault, status, check] of answers) {
      cloud.faults.clear();
      withFault(fault);
      const answer = await raw();
      expect(answer.status).toBe(status);
      expect(check(await answer.text())).toBe(true);
    }
  });

  it('hangs until the client gives up', async () => {
    withFault({ kind: 'hang' });
    await expect(
      fetch(cloud.url, { headers: { 'X-TC-Action': 'x' }, signal: AbortSignal.timeout(60) }),
    ).rejects.toThrow();
    await expect.poll(() => cloud.requests.inFlight).toBe(0);
  });

  it('delays', async () => {
    withFault({ kind: 'delay', ms: 120 });
    const started = performance.now();
    await list();
    expect(performance.now() - started).toBeGreaterThan(115);
  });

  it('sets the clock wrong, in the Date header and for signatures', async () => {
    withFault({ kind: 'clockSkew', ms: 3_600_000 });
    const answer = await list();
    expect(answer.response.Error?.Code).toBe('AuthFailure.SignatureExpire');
    const serverTime = Date.parse(answer.headers.get('date') ?? '');
    expect(serverTime).toBe(now + 3_600_000);
    const again = await callTencent(
      cloud,
      'mps',
      'DescribeTasks',
      { Status: 'FINISH' },
      { timestamp: serverTime / 1000 },
    );
    expect(again.response.Error).toBeUndefined();
  });

  it('repeats or refuses a token, on requests that have one', async () => {
    withFault({ kind: 'repeatedToken' });
    const first = await list();
    const ScrollToken = first.response.ScrollToken;
    expect(ScrollToken).not.toBe('');
    expect((await list({ ScrollToken })).response.ScrollToken).toBe(ScrollToken);
    cloud.faults.clear();
    withFault({ kind: 'refusedToken' });
    expect(await codeOf(list())).toBeUndefined();
    expect(await codeOf(list({ ScrollToken }))).toBe('InvalidParameterValue');
  });

  it('spoils items', async () => {
    const spoiled = async (how: (Fault & { kind: 'malformedItems' })['how']) => {
      cloud.faults.clear();
      withFault({ kind: 'malformedItems', how });
      return (await list()).response.TaskSet;
    };
    expect(await spoiled('nullSet')).toBeNull();
    expect(await spoiled('objectSet')).not.toBeInstanceOf(Array);
    expect(((await spoiled('nullItem')) as unknown[])[0]).toBeNull();
    expect(((await spoiled('noTaskId')) as object[])[0]).not.toHaveProperty('TaskId');
    expect(((await spoiled('numberId')) as { TaskId: unknown }[])[0]?.TaskId).toBe(17);
  });

  it('answers with any error', async () => {
    withFault({ kind: 'error', code: 'FailedOperation.InvalidMpsUser' });
    expect(await codeOf(list())).toBe('FailedOperation.InvalidMpsUser');
  });
});

it('closes at once, whatever is still open', async () => {
  const other = await startDemoCloud({ population: { mps: 10, vod: 0, ecs: 0 } });
  other.faults.add({ fault: { kind: 'hang' } });
  const hanging = fetch(other.url, { method: 'POST', headers: { 'X-TC-Action': 'x' } });
  const failed = expect(hanging).rejects.toThrow();
  await expect.poll(() => other.requests.inFlight).toBe(1);
  await other.close();
  await failed;
});
