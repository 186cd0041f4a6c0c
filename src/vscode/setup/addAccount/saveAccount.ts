import type { Account } from '../../../core/model/account.ts';
import type { WrittenEntry } from '../../../core/providers/question.ts';
import type { Credentials } from '../../../core/providers/service.ts';

export type AccountEntry = WrittenEntry & { readonly id: string };

export interface AccountStorage {
  readonly secrets: {
    store(account: Account, credentials: Credentials): Promise<void>;
    delete(accountId: string): Promise<void>;
  };
  readonly accounts: { addEntry(entry: AccountEntry): Promise<void> };
}

/**
 * Stores the key pair, where VS Code is to keep it, then the entry: an entry without its keys would show an
 * error in every window. When the settings cannot be written the key pair is wiped again.
 */
export async function saveAccount(
  account: Account,
  entry: AccountEntry,
  credentials: Credentials | undefined,
  { secrets, accounts }: AccountStorage,
): Promise<void> {
  if (credentials !== undefined) {
    await secrets.store(account, credentials);
  }
  try {
    await accounts.addEntry(entry);
  } catch (error) {
    if (credentials !== undefined) {
      // The first failure is the one to tell; keys that cannot be deleted are not used, and deleted later.
      await secrets.delete(account.id).catch(() => {});
    }
    throw error;
  }
}
