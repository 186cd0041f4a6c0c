import { describe, expect, it } from 'vitest';
import { type Retry, withRetries } from '../../../../src/core/http/retry.ts';
import { sleep } from '../../../../src/core/model/clock.ts';
import { CloudError, type CloudErrorKind } from '../../../../src/core/model/errors.ts';
import { FakeClock } from '../../fakeClock.ts';

const never = new AbortController().signal;
const failure = (kind: CloudErrorKind) => new CloudError({ kind, code: kind, message: kind });

describe('a read', () => {
  it.each(['throttled', 'transient'] as const)('is repeated while it is %s, and says when', async (kind) => {
    const clock = new FakeClock();
    clock.chance = () => 0.5;
    const retries: Retry[] = [];
    let calls = 0;
    const reading = withRetries(
      async () => {
        if (++calls < 3) {
          throw failure(kind);
        }
        return 'read';
      },
      clock,
      never,
      (retry) => retries.push(retry),
    );
    const started = clock.now();
    await clock.advance(10_000);
    expect(await reading).toBe('read');
    expect(calls).toBe(3);
    expect(retries.map(({ resumesAt }) => resumesAt - started)).toEqual([300, 300 + 600]);
    expect(clock.timers).toBe(0);
  });

  it('fails with the last failure after four attempts', async () => {
    const clock = new FakeClock();
    let calls = 0;
    const reading = expect(
      withRetries(
        () => {
          calls++;
          return Promise.reject(failure('transient'));
        },
        clock,
        never,
      ),
    ).rejects.toMatchObject({ kind: 'transient' });
    await clock.advance(60_000);
    await reading;
    expect(calls).toBe(4);
  });

  it('is not repeated once it has taken longer than a person waits', async () => {
    const clock = new FakeClock();
    let calls = 0;
    const reading = expect(
      withRetries(
        async () => {
          calls++;
          await sleep(clock, 15_000, never);
          throw failure('transient');
        },
        clock,
        never,
      ),
    ).rejects.toMatchObject({ kind: 'transient' });
    await clock.advance(60_000);
    await reading;
    expect(calls).toBe(1);
  });

  it('is repeated however long it has waited for its turn', async () => {
    const clock = new FakeClock();
    let calls = 0;
    const reading = withRetries(
      async (waited) => {
        await sleep(clock, 60_000, never);
        waited(60_000);
        if (++calls < 3) {
          throw failure('transient');
        }
        return 'read';
      },
      clock,
      never,
    );
    await clock.advance(300_000);
    expect(await reading).toBe('read');
  });

  it('is repeated no earlier than the service wants, and not at all when that is too late', async () => {
    const clock = new FakeClock();
    const starts: number[] = [];
    const fail = (kind: CloudErrorKind, ms: number) => () => {
      starts.push(clock.monotonic());
      return Promise.reject(failure(kind).retryableAfter(ms));
    };
    const soon = expect(withRetries(fail('throttled', 5_000), clock, never)).rejects.toThrow('throttled');
    await clock.advance(60_000);
    await soon;
    expect(starts).toEqual([0, 5_000, 10_000, 15_000]);
    await expect(withRetries(fail('transient', 13_000), clock, never)).rejects.toThrow('transient');
    expect(starts).toHaveLength(5);
    expect(clock.timers).toBe(0);
  });

  it('is repeated as if nothing were, when the clock is set back or forward', async () => {
    const clock = new FakeClock();
    let calls = 0;
    const reading = expect(
      withRetries(
        () => {
          calls++;
          clock.time += calls % 2 === 0 ? 86_400_000 : -86_400_000;
          return Promise.reject(failure('transient'));
        },
        clock,
        never,
      ),
    ).rejects.toMatchObject({ kind: 'transient' });
    await clock.advance(10_000);
    await reading;
    expect(calls).toBe(4);
  });

  it.each([
    'credentials',
    'permission',
    'clock',
    'notActivated',
    'retired',
    'caller',
    'gone',
    'answer',
    'setup',
  ] as const)('is not repeated when it fails by %s', async (kind) => {
    let calls = 0;
    const reading = withRetries(
      () => {
        calls++;
        return Promise.reject(failure(kind));
      },
      new FakeClock(),
      never,
    );
    await expect(reading).rejects.toMatchObject({ kind });
    expect(calls).toBe(1);
  });

  it('stops at once, with no timer left, when it is aborted while it backs off', async () => {
    const clock = new FakeClock();
    const stop = new AbortController();
    const reason = new Error('closed');
    const reading = expect(
      withRetries(() => Promise.reject(failure('throttled')), clock, stop.signal),
    ).rejects.toBe(reason);
    await clock.advance(0);
    expect(clock.timers).toBe(1);
    stop.abort(reason);
    await reading;
    expect(clock.timers).toBe(0);
  });
});

describe('sleep', () => {
  it('rejects with the reason of a signal that is aborted already, leaving no timer', async () => {
    const clock = new FakeClock();
    const reason = new Error('closed');
    await expect(sleep(clock, 1000, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(clock.timers).toBe(0);
  });

  it('ends on time and not before', async () => {
    const clock = new FakeClock();
    let ended = false;
    void sleep(clock, 1000, never).then(() => {
      ended = true;
    });
    await clock.advance(999);
    expect(ended).toBe(false);
    await clock.advance(1);
    expect(ended).toBe(true);
  });
});
