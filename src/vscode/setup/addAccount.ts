import * as vscode from 'vscode';
import type { CredentialPlaces } from '../../core/accounts/credentials/credentialPlaces.ts';
import type { Account } from '../../core/model/account.ts';
import type { Provider } from '../../core/providers/provider.ts';
import type { Accounts } from '../accounts.ts';
import type { SecretStore } from '../secretStore.ts';
import { showError } from '../ui/messages.ts';
import {
  type AccountDraft,
  draftCredentials,
  draftEntry,
  entryAccount,
  newDraft,
  typedCredentials,
} from './addAccount/accountDraft.ts';
import { accountSteps } from './addAccount/accountSteps.ts';
import { credentialPlaceStep, keyIdStep, keySteps } from './addAccount/credentialSteps.ts';
import { type AccountEntry, saveAccount } from './addAccount/saveAccount.ts';
import { runSteps, type Step } from './addAccount/steps.ts';
import { type ValidateAccount, verifyAccount } from './addAccount/verifyAccount.ts';
import { type AskForOffer, connectedSteps, questionSteps } from './providerSteps.ts';

export interface AddAccountDependencies {
  readonly accounts: Pick<Accounts, 'takenIds' | 'addEntry'>;
  readonly secrets: Pick<SecretStore, 'store' | 'delete'>;
  readonly places: CredentialPlaces;
  readonly validate: ValidateAccount;
  readonly askForOffer: AskForOffer;
  readonly registry: readonly Provider[];
}

/**
 * `Cloud Tasks: Add Account`: asks, makes one real call, and only then stores.
 * @returns The new account; `undefined` when the person gave up or it could not be stored, which was shown.
 */
export async function addAccount(dependencies: AddAccountDependencies): Promise<Account | undefined> {
  const { askForOffer, places, registry } = dependencies;
  const placeStep = credentialPlaceStep(places);
  const steps: readonly Step<AccountDraft>[] = [
    ...accountSteps(registry),
    ...questionSteps(registry),
    placeStep,
    ...keySteps,
    ...connectedSteps(registry, places, askForOffer),
  ];
  const draft = newDraft();
  let start: Step<AccountDraft> | undefined;
  while (await runSteps(steps, draft, vscode.l10n.t('Add Account'), start)) {
    const entry = draftEntry(draft, dependencies.accounts.takenIds);
    const account = entryAccount(entry);
    const source = draftCredentials(draft, account, places);
    const verdict = await verifyAccount(account, source, dependencies.validate);
    if (verdict === 'cancel') {
      return undefined;
    }
    const stored = account.credentials.from === 'stored';
    if (verdict === 'save') {
      const keys = stored ? typedCredentials(draft) : undefined;
      return (await saved(account, entry, keys, dependencies)) ? account : undefined;
    }
    start = stored ? keyIdStep : placeStep;
  }
  return undefined;
}

async function saved(
  account: Account,
  entry: AccountEntry,
  keys: Parameters<typeof saveAccount>[2],
  dependencies: AddAccountDependencies,
): Promise<boolean> {
  try {
    await saveAccount(account, entry, keys, dependencies);
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void showError(vscode.l10n.t('The account "{0}" was not saved: {1}', account.label, reason));
    return false;
  }
}
