import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AccountsChange } from '../../../../src/core/accounts/accountsChange.ts';
import { KeySweep } from '../../../../src/core/accounts/keySweep.ts';
import { Emitter } from '../../../../src/core/model/events.ts';

const minute = 60_000;
const none: AccountsChange = { added: [], removed: [], edited: [], rekeyed: [], problems: false };
const entry = (id: string): object => ({ id, credentials: 'stored' });

let setting: unknown;
let stored: Map<string, string>;
let changed: Emitter<AccountsChange>;
let lines: string[];
let sweep: KeySweep;
let locked: boolean;

beforeEach(() => {
  vi.useFakeTimers();
  setting = [entry('a')];
  stored = new Map([['a', 'keys of a']]);
  changed = new Emitter();
  lines = [];
  locked = false;
});
afterEach(() => {
  sweep.dispose();
  vi.useRealTimers();
});

function start(): void {
  sweep = new KeySweep({
    setting: { read: () => setting },
    accounts: { onDidChange: changed.event },
    secrets: {
      unused: async (used) => {
        if (locked) {
          throw new Error('the secret itself');
        }
        return new Map([...stored].filter(([id]) => !used.has(id)));
      },
      delete: async (id) => {
        stored.delete(id);
      },
    },
    log: { info: (line) => lines.push(line), warn: (line) => lines.push(line) },
  });
}

describe('stored keys', () => {
  it('of an account whose entry was renamed by hand are gone after two looks', async () => {
    start();
    await vi.advanceTimersByTimeAsync(2 * minute);
    setting = [entry('renamed')];
    changed.fire({ ...none, removed: ['a'], added: ['renamed'] });
    await vi.advanceTimersByTimeAsync(minute);
    expect(stored.size).toBe(1);
    await vi.advanceTimersByTimeAsync(minute);
    expect(stored.size).toBe(0);
    expect(lines).toEqual([expect.stringContaining('"a"')]);
  });

  it('that were orphans before VS Code was started are gone', async () => {
    setting = undefined;
    start();
    await vi.advanceTimersByTimeAsync(2 * minute);
    expect(stored.size).toBe(0);
  });

  it('of an account that reads its keys from elsewhere now are gone', async () => {
    setting = [{ id: 'a', credentials: 'tccli' }];
    start();
    await vi.advanceTimersByTimeAsync(2 * minute);
    expect(stored.size).toBe(0);
  });

  it('stay when the entry comes back within the minute', async () => {
    setting = [];
    start();
    await vi.advanceTimersByTimeAsync(minute);
    setting = [entry('a')];
    changed.fire({ ...none, added: ['a'] });
    await vi.advanceTimersByTimeAsync(10 * minute);
    expect(stored.size).toBe(1);
  });

  it('that another window stores before it writes the entry stay', async () => {
    start();
    await vi.advanceTimersByTimeAsync(minute - 1);
    stored.set('new', 'keys of new');
    await vi.advanceTimersByTimeAsync(1);
    setting = [entry('a'), entry('new')];
    await vi.advanceTimersByTimeAsync(10 * minute);
    expect([...stored.keys()]).toEqual(['a', 'new']);
  });

  it('stay while the setting cannot be read', async () => {
    setting = 'not a list';
    start();
    await vi.advanceTimersByTimeAsync(10 * minute);
    expect(stored.size).toBe(1);
  });

  it('stay when the window closes', async () => {
    setting = [];
    start();
    await vi.advanceTimersByTimeAsync(minute);
    sweep.dispose();
    await vi.advanceTimersByTimeAsync(10 * minute);
    expect(stored.size).toBe(1);
  });

  it('are left to the next start by a storage that fails, whose words are not logged', async () => {
    setting = [];
    locked = true;
    start();
    await vi.advanceTimersByTimeAsync(2 * minute);
    expect(lines).toEqual([expect.stringContaining('could not be deleted')]);
    expect(lines.join()).not.toContain('the secret itself');
  });
});
