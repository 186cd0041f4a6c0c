import * as vscode from 'vscode';
import { isObject } from '../../core/http/answer.ts';
import type { Account } from '../../core/model/account.ts';
import type { Accounts } from '../accounts.ts';
import type { SecretStore } from '../secretStore.ts';
import { reasonOf } from '../text/failureText.ts';
import { pick } from '../ui/inputs.ts';
import { ask, showError, showInformation } from '../ui/messages.ts';
import { credentialPlaceText } from './credentialPlaceText.ts';

export interface RemoveAccountDependencies {
  readonly accounts: Pick<Accounts, 'all' | 'find' | 'isTransient' | 'removeEntry'>;
  readonly secrets: Pick<SecretStore, 'delete'>;
}

/**
 * `Cloud Tasks: Remove Account`: takes the entry out of the settings and wipes the key pair VS Code keeps.
 * @param target An account id, or a tree node with an `account`; asks where it is neither.
 */
export async function removeAccount(
  target: unknown,
  { accounts, secrets }: RemoveAccountDependencies,
): Promise<void> {
  const id = accountIdOf(target);
  const account = id === undefined ? await pickAccount(accounts) : accounts.find(id);
  if (account === undefined) {
    return;
  }
  if (accounts.isTransient(account.id)) {
    const stop = vscode.l10n.t('Stop Demo');
    if ((await showInformation(vscode.l10n.t('"{0}" belongs to the demo.', account.label), stop)) === stop) {
      await vscode.commands.executeCommand('cloudTasks.stopDemo');
    }
    return;
  }
  if (!(await confirmed(account))) {
    return;
  }
  try {
    // The keys go last: an entry that could not be removed keeps working.
    await accounts.removeEntry(account.id);
  } catch (error) {
    void showError(vscode.l10n.t('The account "{0}" was not removed: {1}', account.label, reasonOf(error)));
    return;
  }
  try {
    await secrets.delete(account.id);
  } catch (error) {
    void showError(
      vscode.l10n.t(
        'The account "{0}" was removed. Its keys are not used any more, but could not be deleted from VS Code yet: {1}',
        account.label,
        reasonOf(error),
      ),
    );
  }
}

function accountIdOf(target: unknown): string | undefined {
  if (typeof target === 'string') {
    return target;
  }
  const account = isObject(target) ? target.account : undefined;
  return isObject(account) && typeof account.id === 'string' ? account.id : undefined;
}

async function pickAccount(accounts: RemoveAccountDependencies['accounts']): Promise<Account | undefined> {
  const removable = accounts.all.filter(({ id }) => !accounts.isTransient(id));
  if (removable.length === 0) {
    await showInformation(vscode.l10n.t('There is no account to remove.'));
    return undefined;
  }
  const chosen = await pick(
    removable.map((account) => ({ account, label: account.label, description: account.id })),
    {
      title: vscode.l10n.t('Remove Account'),
      placeHolder: vscode.l10n.t('Which account do you want to remove?'),
    },
  );
  return chosen?.account;
}

async function confirmed(account: Account): Promise<boolean> {
  const remove = vscode.l10n.t('Remove');
  const detail =
    account.credentials.from === 'stored'
      ? vscode.l10n.t('This removes it from your settings and deletes its keys from VS Code.')
      : vscode.l10n.t(
          'This removes it from your settings. Its keys stay where they are: {0}.',
          credentialPlaceText(account.credentials, account.cloud, process).where,
        );
  const chosen = await ask(
    'warning',
    vscode.l10n.t('Remove the account "{0}"?', account.label),
    detail,
    remove,
  );
  return chosen === remove;
}
