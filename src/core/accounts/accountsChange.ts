import type { Account } from '../model/account.ts';

/** What became different, by account id. An id is in one of the lists at most. */
export interface AccountsChange {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** The entry in the settings reads differently. */
  readonly edited: readonly string[];
  /** The entry is the same and its key pair is another one. */
  readonly rekeyed: readonly string[];
  /** Whether the complaints about the setting are others than before. */
  readonly problems: boolean;
}

export function sameAccount(a: Account, b: Account): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** `after`, with the objects of `before` kept for accounts that did not change. */
export function keepUnchanged(before: readonly Account[], after: readonly Account[]): readonly Account[] {
  const old = new Map(before.map((account) => [account.id, account]));
  return after.map((account) => {
    const previous = old.get(account.id);
    return previous !== undefined && sameAccount(previous, account) ? previous : account;
  });
}

/** Compares by object: `after` has been through {@link keepUnchanged}. */
export function accountsChange(
  before: readonly Account[],
  after: readonly Account[],
): Pick<AccountsChange, 'added' | 'removed' | 'edited'> {
  const old = new Map(before.map((account) => [account.id, account]));
  const ids = new Set(after.map(({ id }) => id));
  return {
    added: after.filter(({ id }) => !old.has(id)).map(({ id }) => id),
    removed: before.filter(({ id }) => !ids.has(id)).map(({ id }) => id),
    edited: after
      .filter((account) => old.has(account.id) && old.get(account.id) !== account)
      .map(({ id }) => id),
  };
}
