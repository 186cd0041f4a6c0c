import { beforeEach, describe, expect, it } from 'vitest';
import type { Page } from '../../../../src/core/providers/service.ts';
import { PrefetchedPage } from '../../../../src/core/tasks/prefetchedPage.ts';
import { FakeClock } from '../../fakeClock.ts';

const cursor = { key: 'second' };
const page: Page = { tasks: [], malformed: [], next: undefined, total: undefined, requestId: undefined };
let clock: FakeClock;
let ahead: PrefetchedPage;

beforeEach(() => {
  clock = new FakeClock();
  ahead = new PrefetchedPage(clock);
  ahead.keep(cursor, page);
});

describe('a page fetched ahead', () => {
  it('is there for its cursor, for half a minute', () => {
    expect(ahead.at(cursor)).toBe(page);
    expect(ahead.at({ key: 'third' })).toBeUndefined();
    clock.pass(29_999);
    expect(ahead.at(cursor)).toBe(page);
    clock.pass(1);
    expect(ahead.at(cursor)).toBeUndefined();
  });

  it('does not stay fresh because the clock was set back', () => {
    clock.time -= 86_400_000;
    clock.pass(30_000);
    expect(ahead.at(cursor)).toBeUndefined();
  });

  it('is not stale because the clock was set forward', () => {
    clock.time += 86_400_000;
    expect(ahead.at(cursor)).toBe(page);
  });
});
