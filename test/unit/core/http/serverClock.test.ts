import { beforeEach, describe, expect, it } from 'vitest';
import { ServerClock, TimeRefusal } from '../../../../src/core/http/serverClock.ts';
import { CloudError } from '../../../../src/core/model/errors.ts';
import { FakeClock } from '../../fakeClock.ts';

const error = new CloudError({ kind: 'clock', code: 'AuthFailure.SignatureExpire', message: 'expired' });
const hour = 3_600_000;
let clock: FakeClock;
let time: ServerClock;
/** How far the times were off that were signed with. */
let signed: number[];

beforeEach(() => {
  clock = new FakeClock();
  time = new ServerClock(clock);
  signed = [];
});

/** Asks a server that refuses times more than five minutes from its own, and tells `date` when it does. */
function ask(offsetMs: number, date: string | undefined = new Date(clock.now() + offsetMs).toUTCString()) {
  return time.ask(async (now) => {
    signed.push(now() - clock.now());
    return Math.abs(now() - clock.now() - offsetMs) > 300_000 ? new TimeRefusal(error, date) : 'read';
  });
}

describe('the time to sign with', () => {
  it.each([hour, -hour, 14 * hour, -14 * hour, 24 * hour])(
    'is set by the server that refused it, once: %i ms',
    async (offset) => {
      expect(await ask(offset)).toBe('read');
      expect(await ask(offset)).toBe('read');
      expect(signed).toEqual([0, offset, offset]);
    },
  );

  it.each([
    ['none', undefined],
    ['empty', ''],
    ['garbage', 'yesterday, or so'],
    ['the epoch', 'Thu, 01 Jan 1970 00:00:00 GMT'],
    ['zero', '0'],
    ['the end of time', 'Sat, 13 Sep 275760 00:00:00 GMT'],
    ['after the end of time', 'Sat, 14 Sep 275760 00:00:00 GMT'],
    ['two days ahead', new Date(Date.UTC(2026, 4, 21, 9)).toUTCString()],
    ['two days back', new Date(Date.UTC(2026, 4, 17, 9)).toUTCString()],
  ])('is not set by a Date that is %s', async (_, date) => {
    await expect(
      time.ask(async (now) => {
        signed.push(now() - clock.now());
        return new TimeRefusal(error, date);
      }),
    ).rejects.toBe(error);
    expect(signed).toEqual([0]);
    expect(await ask(0)).toBe('read');
    expect(signed).toEqual([0, 0]);
  });

  it('that the server gave and refuses is dropped', async () => {
    const lie = new Date(clock.now() + 20 * hour).toUTCString();
    await expect(ask(-hour, lie)).rejects.toBe(error);
    expect(signed).toEqual([0, 20 * hour]);
    expect(await ask(0)).toBe('read');
    expect(signed).toEqual([0, 20 * hour, 0]);
  });

  it('is ours again once our clock was put right', async () => {
    await ask(2 * hour);
    clock.time += 2 * hour;
    expect(await ask(0)).toBe('read');
    expect(signed).toEqual([0, 2 * hour, 2 * hour, 0]);
    await ask(2 * hour);
    clock.time += 2 * hour;
    signed = [];
    // Without a Date as well.
    expect(await ask(0, '')).toBe('read');
    expect(signed).toEqual([2 * hour, 0]);
  });

  it('does not change with a failure of another kind', async () => {
    await ask(hour);
    const failure = new CloudError({ kind: 'permission', code: 'UnauthorizedOperation', message: 'no' });
    await expect(time.ask(() => Promise.reject(failure))).rejects.toBe(failure);
    await ask(hour);
    expect(signed).toEqual([0, hour, hour]);
  });

  it('set by one request is not dropped by another that was refused meanwhile', async () => {
    const date = new Date(clock.now() + hour).toUTCString();
    const attempts: ((answer: 'read' | TimeRefusal) => void)[] = [];
    const slow = time.ask(() => new Promise<'read' | TimeRefusal>((resolve) => attempts.push(resolve)));
    attempts[0]?.(new TimeRefusal(error, new Date(clock.now() + 3 * hour).toUTCString()));
    await clock.advance(0);
    clock.pass(1_000);
    await ask(hour, new Date(clock.now() + hour).toUTCString());
    attempts[1]?.(new TimeRefusal(error, date));
    await expect(slow).rejects.toBe(error);
    signed = [];
    await ask(hour);
    expect(signed).toEqual([hour]);
  });
});
