import { describe, expect, it } from 'vitest';
import { parseAccounts } from '../../../../src/core/accounts/accountSettings.ts';
import { accountsChange, keepUnchanged } from '../../../../src/core/accounts/accountsChange.ts';
import type { Account } from '../../../../src/core/model/account.ts';

function accounts(
  ...entries: readonly { readonly id: string; readonly endpoint?: string }[]
): readonly Account[] {
  return parseAccounts(
    entries.map(({ id, endpoint }) => ({
      id,
      cloud: 'tencent',
      site: 'china',
      credentials: 'stored',
      services: { mps: { endpoint } },
    })),
  ).accounts;
}

describe('a change of the accounts', () => {
  it('keeps the objects of accounts that read the same', () => {
    const before = accounts({ id: 'a', endpoint: 'https://one.example.com' }, { id: 'b' });
    const after = keepUnchanged(
      before,
      accounts({ id: 'b' }, { id: 'a', endpoint: 'https://two.example.com' }),
    );
    expect(after[0]).toBe(before[1]);
    expect(after[1]).not.toBe(before[0]);
  });

  it('names what was added, removed and edited', () => {
    const before = accounts({ id: 'a' }, { id: 'b' }, { id: 'c' });
    const after = keepUnchanged(
      before,
      accounts({ id: 'd' }, { id: 'c' }, { id: 'b', endpoint: 'https://two.example.com' }),
    );
    expect(accountsChange(before, after)).toEqual({ added: ['d'], removed: ['a'], edited: ['b'] });
    expect(accountsChange(after, after)).toEqual({ added: [], removed: [], edited: [] });
  });
});
