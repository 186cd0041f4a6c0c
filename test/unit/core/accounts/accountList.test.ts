import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AccountList } from '../../../../src/core/accounts/accountList.ts';
import type { AccountsChange } from '../../../../src/core/accounts/accountsChange.ts';
import { Emitter } from '../../../../src/core/model/events.ts';
import { tempHome } from './tempHome.ts';

const keys = { id: 'AKIDexample', secret: 'hunter2hunter2' };
const entry = (id: string, fields: object = {}) => ({
  id,
  cloud: 'tencent',
  site: 'china',
  credentials: 'stored',
  services: { mps: {} },
  ...fields,
});

let written: unknown;
let changed: Emitter<void>;
let rekeyed: Emitter<string>;
let accounts: AccountList;
let heard: AccountsChange[];

beforeEach(async () => {
  written = [entry('a'), entry('b', { credentials: 'environment' })];
  changed = new Emitter();
  rekeyed = new Emitter();
  accounts = new AccountList({
    setting: { read: () => written, onDidChange: changed.event },
    secrets: { read: async ({ id }) => ({ ...keys, id }), onDidChange: rekeyed.event },
    places: await tempHome({}, {}),
  });
  heard = [];
  accounts.onDidChange((change) => heard.push(change));
});
afterEach(() => accounts.dispose());

function write(value: unknown): void {
  written = value;
  changed.fire();
}

describe('the accounts', () => {
  it('keep their objects while their entries read the same, and tell what became different', () => {
    const [a, b] = accounts.all;
    write([entry('a'), entry('b', { label: 'B', credentials: 'environment' }), entry('c')]);
    expect(accounts.all[0]).toBe(a);
    expect(accounts.all[1]).not.toBe(b);
    expect(heard).toMatchObject([{ added: ['c'], removed: [], edited: ['b'], rekeyed: [], problems: false }]);
    changed.fire();
    expect(heard).toHaveLength(1);
  });

  it('tell when the issues are others, although the accounts are the same', () => {
    write([entry('a'), entry('b', { credentials: 'environment' }), { id: 'c' }]);
    expect(heard).toMatchObject([{ added: [], problems: true }]);
    expect(accounts.issues).toMatchObject([{ index: 2, id: 'c', code: 'missing', path: ['cloud'] }]);
    expect([...accounts.takenIds]).toEqual(['a', 'b', 'c']);
  });

  it('tell of other keys where they are the stored ones of an account', () => {
    for (const id of ['a', 'b', 'nobody']) {
      rekeyed.fire(id);
    }
    expect(heard.map((change) => change.rekeyed)).toEqual([['a']]);
  });

  it('read the stored keys of the account itself', async () => {
    const [a] = accounts.all;
    expect(a && (await accounts.credentialsOf(a)(new AbortController().signal))).toEqual({
      ...keys,
      id: 'a',
    });
  });
});

describe('an account that is not written down', () => {
  it('hides a written one of its id, and has its own keys', async () => {
    const other = { id: 'demo', secret: 'demodemo' };
    accounts.addTransient('a', { ...entry('x'), label: 'Demo' }, other);
    const demo = accounts.find('a');
    expect(accounts.all.map(({ label }) => label)).toEqual(['b', 'Demo']);
    expect(accounts.isTransient('a')).toBe(true);
    expect(demo && (await accounts.credentialsOf(demo)(new AbortController().signal))).toBe(other);
    accounts.changeTransient('a', (before) => ({ ...before, label: 'Changed' }));
    expect(accounts.find('a')?.label).toBe('Changed');
    expect(accounts.entryOf('a')).toMatchObject({ id: 'a', label: 'Changed' });
    accounts.removeTransient('a');
    expect(accounts.all.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(accounts.entryOf('a')).toEqual(entry('a'));
  });
});
