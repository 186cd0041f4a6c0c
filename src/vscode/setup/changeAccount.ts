import * as vscode from 'vscode';
import type { Account } from '../../core/model/account.ts';
import type { WrittenEntry } from '../../core/providers/question.ts';
import type { Accounts } from '../accounts.ts';
import { showError } from '../ui/messages.ts';

export type ChangeableAccounts = Pick<Accounts, 'changeTransient' | 'isTransient' | 'updateEntry'>;

/** Changes an account where it is kept; says so when the settings cannot be written. */
export async function changeAccount(
  account: Account,
  change: (written: WrittenEntry) => WrittenEntry,
  accounts: ChangeableAccounts,
): Promise<void> {
  if (accounts.isTransient(account.id)) {
    accounts.changeTransient(account.id, change);
    return;
  }
  try {
    await accounts.updateEntry(account.id, change);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void showError(vscode.l10n.t('The account "{0}" was not changed: {1}', account.label, reason));
  }
}
