import { describe, expect, it } from 'vitest';
import type { Account } from '../../../../../src/core/model/account.ts';
import type { Credentials } from '../../../../../src/core/providers/service.ts';
import { type AccountStorage, saveAccount } from '../../../../../src/vscode/setup/addAccount/saveAccount.ts';

interface Storage extends AccountStorage {
  readonly kept: Map<string, Credentials>;
  readonly entries: object[];
}

function storage(failure?: Error): Storage {
  const kept = new Map<string, Credentials>();
  const entries: object[] = [];
  return {
    kept,
    entries,
    secrets: {
      store: async ({ id }, credentials) => {
        kept.set(id, credentials);
      },
      delete: async (id) => {
        kept.delete(id);
      },
    },
    accounts: {
      addEntry: async (entry) => {
        if (failure !== undefined) {
          throw failure;
        }
        // An entry whose keys are not there yet would be shown as broken.
        expect([...kept.keys()]).toEqual(
          ['credentials' in entry && entry.credentials === 'stored' ? 'a' : []].flat(),
        );
        entries.push(entry);
      },
    },
  };
}

const account: Account = {
  id: 'a',
  label: 'A',
  cloud: 'tencent',
  site: 'china',
  credentials: { from: 'stored' },
  services: [],
};
const keys = { id: 'x', secret: 'y' };

describe('saving a new account', () => {
  it('stores the keys before the entry', async () => {
    const to = storage();
    await saveAccount(account, { id: 'a', credentials: 'stored' }, keys, to);
    expect(to.kept.get('a')).toEqual(keys);
    expect(to.entries).toEqual([{ id: 'a', credentials: 'stored' }]);
  });

  it('stores no keys that are kept elsewhere', async () => {
    const to = storage();
    await saveAccount(account, { id: 'a', credentials: 'tccli' }, undefined, to);
    expect(to.kept.size).toBe(0);
    expect(to.entries).toHaveLength(1);
  });

  it('wipes the keys again when the settings cannot be written', async () => {
    const failure = new Error('settings.json has errors');
    const to = storage(failure);
    await expect(saveAccount(account, { id: 'a', credentials: 'stored' }, keys, to)).rejects.toBe(failure);
    expect(to.kept.size).toBe(0);
  });

  it('tells the first failure when the keys cannot be wiped either', async () => {
    const failure = new Error('settings.json has errors');
    const { secrets, accounts } = storage(failure);
    const stuck = { ...secrets, delete: () => Promise.reject(new Error('locked')) };
    await expect(
      saveAccount(account, { id: 'a', credentials: 'stored' }, keys, { accounts, secrets: stuck }),
    ).rejects.toBe(failure);
  });
});
