import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Clock, systemClock } from '../../../../../src/core/model/clock.ts';
import { type TencentAnswer, TencentClient } from '../../../../../src/core/providers/tencent/client.ts';
import { type DemoCloud, startDemoCloud } from '../../../../../src/demo/demoCloud.ts';
import type { Fault } from '../../../../../src/demo/faults.ts';
import { rejection } from '../rejection.ts';
import { hurriedClock, serviceContext } from '../serviceContext.ts';
import { json, serve } from '../testServer.ts';

const product = { service: 'mps', version: '2019-06-12', requestsPerSecond: 50 };
const never = new AbortController().signal;
let cloud: DemoCloud;

beforeAll(async () => {
  cloud = await startDemoCloud({ population: { mps: 60, vod: 0, ecs: 0 }, requestsPerSecond: 10_000 });
});
afterEach(() => {
  cloud.faults.clear();
  cloud.requests.clear();
});
afterAll(() => cloud.close());

function client(options: {
  log?: string[];
  clock?: Clock;
  credentials?: DemoCloud['credentials']['tencent'];
}) {
  const context = serviceContext({
    cloud: 'tencent',
    config: { kind: 'mps', endpoint: new URL(cloud.url) },
    credentials: options.credentials ?? cloud.credentials.tencent,
    ...(options.log && { log: options.log }),
    ...(options.clock && { clock: options.clock }),
  });
  return new TencentClient(context, product);
}

const responseOf = ({ response }: TencentAnswer) => response;
const list = (asked = client({})) => asked.read('DescribeTasks', { Status: 'FINISH' }, never, responseOf);
const asked = () => cloud.requests.entries.length;

describe('a call', () => {
  it('is signed as the service checks it, and returns the Response', async () => {
    const response = await list();
    expect(response.TaskSet).toBeInstanceOf(Array);
    expect(response.RequestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('sends the session token of temporary credentials', async () => {
    const tencent = { id: 'AKIDtemporary', secret: 'key', token: 'session+token/=' };
    const temporary = await startDemoCloud({
      credentials: { tencent },
      population: { mps: 3, vod: 0, ecs: 0 },
    });
    const context = (credentials: typeof tencent) =>
      serviceContext({
        cloud: 'tencent',
        config: { kind: 'mps', endpoint: new URL(temporary.url) },
        credentials,
      });
    await list(new TencentClient(context(tencent), product));
    const other = new TencentClient(context({ ...tencent, token: 'other' }), product);
    expect(await rejection(list(other))).toMatchObject({
      kind: 'credentials',
      code: 'AuthFailure.TokenFailure',
    });
    await temporary.close();
  });

  it('asks for messages in the language it is given', async () => {
    const server = await serve((response) => json(response, { Response: {} }));
    for (const language of ['zh-CN', 'en-US'] as const) {
      const context = serviceContext({
        cloud: 'tencent',
        config: { kind: 'mps', endpoint: server.url },
        credentials: { id: 'AKID', secret: 'key' },
      });
      await new TencentClient({ ...context, language }, product).call('DescribeTasks', {}, never, responseOf);
      expect(server.requests.at(-1)?.headers['x-tc-language']).toBe(language);
      expect(server.requests.at(-1)?.headers).not.toHaveProperty('x-tc-token');
    }
    await server.close();
  });

  it('writes one line about it to the log', async () => {
    const log: string[] = [];
    await list(client({ log }));
    expect(log).toEqual([expect.stringMatching(/^mps:DescribeTasks: HTTP 200 after \d+ ms$/)]);
  });
});

describe('a server whose clock is another', () => {
  it.each([3_600_000, -3_600_000])(
    'is asked once more with its own time, and right from then on: %i ms off',
    async (ms) => {
      cloud.faults.add({ fault: { kind: 'clockSkew', ms } });
      const skewed = client({});
      await list(skewed);
      expect(asked()).toBe(2);
      await list(skewed);
      await list(skewed);
      expect(asked()).toBe(4);
    },
  );

  it('is asked no third time when it refuses its own time', async () => {
    cloud.faults.add({ fault: { kind: 'error', code: 'AuthFailure.SignatureExpire' } });
    const error = await rejection(list());
    expect(error).toMatchObject({ kind: 'clock', code: 'AuthFailure.SignatureExpire' });
    expect(error.requestId).toBeDefined();
    expect(asked()).toBe(2);
  });

  it('is asked no second time when it does not tell its time', async () => {
    const server = await serve((response) => {
      response.sendDate = false;
      json(response, { Response: { Error: { Code: 'AuthFailure.SignatureExpire' }, RequestId: 'r' } });
    });
    const context = serviceContext({
      cloud: 'tencent',
      config: { kind: 'mps', endpoint: server.url },
      credentials: { id: 'AKID', secret: 'key' },
    });
    const error = await rejection(list(new TencentClient(context, product)));
    expect(error).toMatchObject({ kind: 'clock', message: 'The service gave no message', requestId: 'r' });
    expect(server.requests).toHaveLength(1);
    await server.close();
  });
});

describe('throttling', () => {
  it('is waited out', async () => {
    cloud.faults.add({ fault: { kind: 'throttled' }, times: 2 });
    const log: string[] = [];
    expect((await list(client({ log }))).TaskSet).toBeDefined();
    expect(asked()).toBe(3);
    const retries = log.filter((line) => line.includes('trying again at'));
    expect(retries).toHaveLength(2);
    expect(retries[0]).toMatch(
      /^mps:DescribeTasks: RequestLimitExceeded: .*\(RequestId .{36}\); trying again at 20\d\d-/,
    );
  });

  it('that goes on is a failure, with the RequestId of the last one', async () => {
    cloud.faults.add({ fault: { kind: 'throttled' } });
    const error = await rejection(list());
    expect(error).toMatchObject({
      kind: 'throttled',
      code: 'RequestLimitExceeded',
      action: 'mps:DescribeTasks',
    });
    expect(error.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(asked()).toBe(4);
  });
});

describe('what goes wrong', () => {
  it.each<[string, Fault, { kind: string; code: string }, number]>([
    ['HTML', { kind: 'html' }, { kind: 'answer', code: 'UnreadableAnswer' }, 1],
    ['503', { kind: 'status', status: 503 }, { kind: 'transient', code: 'HTTP 503' }, 4],
    ['429', { kind: 'status', status: 429 }, { kind: 'throttled', code: 'HTTP 429' }, 4],
    ['{}', { kind: 'empty' }, { kind: 'answer', code: 'UnreadableAnswer' }, 1],
    ['half of the JSON', { kind: 'truncated' }, { kind: 'answer', code: 'UnreadableAnswer' }, 1],
    ['nothing', { kind: 'raw', body: '' }, { kind: 'answer', code: 'UnreadableAnswer' }, 1],
    ['a list', { kind: 'raw', body: [] }, { kind: 'answer', code: 'UnreadableAnswer' }, 1],
    [
      'Response: null',
      { kind: 'raw', body: { Response: null } },
      { kind: 'answer', code: 'UnreadableAnswer' },
      1,
    ],
    [
      'a whole Response with 500',
      { kind: 'raw', status: 500, body: { Response: { TaskSet: [] } } },
      { kind: 'transient', code: 'HTTP 500' },
      4,
    ],
    [
      'over 16 MiB',
      { kind: 'oversized', bytes: 17 * 1024 * 1024 },
      { kind: 'answer', code: 'OversizedAnswer' },
      1,
    ],
    [
      'a failure of its own',
      { kind: 'error', code: 'InternalError' },
      { kind: 'transient', code: 'InternalError' },
      4,
    ],
  ])('%s', async (_, fault, expected, requests) => {
    cloud.faults.add({ fault });
    expect(await rejection(list())).toMatchObject(expected);
    expect(asked()).toBe(requests);
  });

  it.each([true, false])('a reset is repeated, before any answer: %s', async (before) => {
    cloud.faults.add({ fault: { kind: 'reset', before }, times: 1 });
    expect((await list()).TaskSet).toBeDefined();
    expect(asked()).toBe(2);
  });

  it('names the keys of an answer without a Response, and keeps a RequestId that is there', async () => {
    cloud.faults.add({ fault: { kind: 'raw', body: { code: 0, data: [], RequestId: 'r-7' } } });
    const error = await rejection(list());
    expect(error.message).toBe('The answer has no Response in it (keys code, data, RequestId)');
    expect(error.requestId).toBe('r-7');
  });

  it('does not take the code of success that a gateway puts beside a Response, or alone, for a failure', async () => {
    cloud.faults.add({
      fault: { kind: 'raw', body: { Code: '200', Message: 'OK', Response: { TaskSet: [] } } },
      times: 1,
    });
    expect(await list()).toMatchObject({ TaskSet: [] });
    cloud.faults.add({ fault: { kind: 'raw', body: { Code: 0, Message: 'OK' } } });
    expect(await rejection(list())).toMatchObject({ kind: 'answer', code: 'UnreadableAnswer' });
    cloud.faults.clear();
    cloud.faults.add({ fault: { kind: 'raw', body: { Code: 'AuthFailure', Message: 'no' } } });
    expect(await rejection(list())).toMatchObject({ kind: 'credentials', message: 'no' });
  });

  it('reads an error that comes with another status than 200', async () => {
    cloud.faults.add({
      fault: {
        kind: 'raw',
        status: 400,
        body: { Response: { Error: { Code: 'InvalidAction', Message: 'no' }, RequestId: 'r-8' } },
      },
    });
    expect(await rejection(list())).toMatchObject({ kind: 'retired', message: 'no', requestId: 'r-8' });
  });

  it('takes an Error that is null for none, and one without a code for an unknown one', async () => {
    cloud.faults.add({
      fault: { kind: 'raw', body: { Response: { Error: null, TaskSet: [] } } },
      times: 1,
    });
    expect(await list()).toMatchObject({ TaskSet: [] });
    cloud.faults.add({ fault: { kind: 'raw', body: { Response: { Error: {} } } } });
    expect(await rejection(list())).toMatchObject({ kind: 'caller', code: 'UnknownError' });
  });

  it('is not repeated for wrong keys', async () => {
    const { tencent } = cloud.credentials;
    const wrong = client({ credentials: { ...tencent, secret: 'wrong' } });
    expect(await rejection(list(wrong))).toMatchObject({
      kind: 'credentials',
      code: 'AuthFailure.SignatureFailure',
    });
    expect(asked()).toBe(1);
  });
});

describe('an abort', () => {
  it('ends a hung call at once, and nothing is asked any more', async () => {
    cloud.faults.add({ fault: { kind: 'hang' } });
    const stop = new AbortController();
    const reason = new Error('closed');
    const reading = expect(client({}).read('DescribeTasks', {}, stop.signal, responseOf)).rejects.toBe(
      reason,
    );
    await expect.poll(asked).toBe(1);
    stop.abort(reason);
    await reading;
    await expect.poll(() => cloud.requests.inFlight).toBe(0);
    expect(asked()).toBe(1);
  });

  it('ends a back-off', async () => {
    cloud.faults.add({ fault: { kind: 'throttled' } });
    const stop = new AbortController();
    const timers = new Set<() => void>();
    // Time-outs run; a back-off never ends by itself.
    const clock: Clock = {
      ...systemClock,
      after: (ms, callback) => {
        if (ms > 10_000) {
          return hurriedClock.after(ms, callback);
        }
        timers.add(callback);
        return () => timers.delete(callback);
      },
    };
    const reading = expect(
      client({ clock }).read('DescribeTasks', {}, stop.signal, responseOf),
    ).rejects.toThrow('closed');
    await expect.poll(() => timers.size).toBe(1);
    stop.abort(new Error('closed'));
    await reading;
    expect(timers.size).toBe(0);
    expect(asked()).toBe(1);
  });
});
