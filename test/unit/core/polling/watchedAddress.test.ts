import { expect, it } from 'vitest';
import { findWatched } from '../../../../src/core/polling/watchedAddress.ts';
import { Watcher } from '../../../../src/core/polling/watcher.ts';
import { FakeClock } from '../../fakeClock.ts';
import { account, FakeWatched } from './fakeWatched.ts';

function watch(watcher: Watcher, id: string, ...names: readonly string[]): void {
  const answers = Object.fromEntries(names.map((name) => [name, 'COMPLETE']));
  const service = new FakeWatched(new FakeClock(), answers);
  watcher.watch({ ...account, id }, service, service.named);
}

function watching(): Watcher {
  const watcher = new Watcher(new FakeClock());
  watch(watcher, 'prod', 'a', 'b');
  watch(watcher, 'other', 'a');
  return watcher;
}

it('finds an agent by the ids of its account and service, and its Uuid', () => {
  const { tasks } = watching();
  expect(findWatched({ account: 'other', service: 'cwp', uuid: 'a' }, tasks)).toBe(tasks[2]);
  expect(findWatched({ account: 'prod', service: 'cwp', uuid: 'b' }, tasks)).toBe(tasks[1]);
});

it('takes a row from before the account was edited for the agent it has become', () => {
  const watcher = watching();
  const [row] = watcher.tasks;
  watch(watcher, 'prod', 'a');
  expect(findWatched(row, watcher.tasks)).toBe(watcher.tasks[0]);
  expect(watcher.tasks[0]).not.toBe(row);
});

it.each([undefined, null, 'a', {}, { account: 'prod', service: 'cwp', uuid: 'gone' }])(
  'finds none by %j',
  (target) => {
    expect(findWatched(target, watching().tasks)).toBeUndefined();
  },
);
