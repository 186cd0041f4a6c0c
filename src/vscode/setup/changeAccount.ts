import * as vscode from 'vscode';
import type { WrittenEntry } from '../../core/accounts/entryChanges.ts';
import type { Account, ServiceConfig } from '../../core/model/account.ts';
import type { Accounts } from '../accounts.ts';

export type ChangeableAccounts = Pick<Accounts, 'changeTransient' | 'isTransient' | 'updateEntry'>;

export interface AccountChange {
  /** What becomes of the entry in the settings. */
  readonly entry: (written: WrittenEntry) => WrittenEntry;
  /** What becomes of the services of an account that is in no settings, such as the demo's. */
  readonly services: (open: readonly ServiceConfig[]) => readonly ServiceConfig[];
}

/** Changes an account where it is kept; says so when the settings cannot be written. */
export async function changeAccount(
  account: Account,
  { entry, services }: AccountChange,
  accounts: ChangeableAccounts,
): Promise<void> {
  if (accounts.isTransient(account.id)) {
    accounts.changeTransient({ ...account, services: services(account.services) });
    return;
  }
  try {
    await accounts.updateEntry(account.id, entry);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The account "{0}" was not changed: {1}', account.label, reason),
    );
  }
}
