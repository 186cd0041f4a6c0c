import * as vscode from 'vscode';
import type { CredentialPlaces } from '../../core/accounts/credentials/credentialPlaces.ts';
import type { Account, Site } from '../../core/model/account.ts';
import type { Provider } from '../../core/providers/provider.ts';
import type { Accounts } from '../accounts.ts';
import type { SecretStore } from '../secretStore.ts';
import { reasonOf } from '../text/failureText.ts';
import { ask, showError } from '../ui/messages.ts';
import {
  type AccountDraft,
  draftCredentials,
  draftEntry,
  entryAccount,
  newDraft,
  typedCredentials,
} from './addAccount/accountDraft.ts';
import { accountSteps } from './addAccount/accountSteps.ts';
import { siteName } from './addAccount/checkFailure.ts';
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
  const connected = registry.map((provider) => ({
    mayBeMissing: provider.pick?.isMissing !== undefined,
    steps: connectedSteps([provider], places, askForOffer),
  }));
  const steps: readonly Step<AccountDraft>[] = [
    ...accountSteps(registry),
    ...questionSteps(registry),
    placeStep,
    ...keySteps,
    ...connected.flatMap((one) => one.steps),
  ];
  const draft = newDraft();
  let start: Step<AccountDraft> | undefined;
  while (await runSteps(steps, draft, vscode.l10n.t('Add Account'), start)) {
    const entry = draftEntry(draft, dependencies.accounts.takenIds);
    const account = entryAccount(entry, registry);
    const source = draftCredentials(draft, account, places);
    const verdict = await verifyAccount({ account, source, validate: dependencies.validate });
    const stored = account.credentials.from === 'stored';
    switch (verdict.next) {
      case 'cancel':
        return undefined;
      case 'save': {
        const keys = stored ? typedCredentials(draft) : undefined;
        return (await saved(account, entry, keys, dependencies)) ? account : undefined;
      }
      case 'otherSite':
        if (!(await switchedSite(draft, verdict.belongsTo))) {
          return undefined;
        }
        // Applications and machines are those of the other site now.
        start = connected.flatMap((one) => one.steps)[0];
        break;
      case 'applications':
        start = connected.find(({ mayBeMissing }) => mayBeMissing)?.steps[0];
        break;
      case 'reenter':
        start = stored ? keyIdStep : placeStep;
    }
  }
  return undefined;
}

async function switchedSite(draft: AccountDraft, site: Site): Promise<boolean> {
  const yes = vscode.l10n.t('Use the {0}', siteName(site));
  const answer = await ask(
    'warning',
    vscode.l10n.t('These keys belong to the {0}.', siteName(site)),
    vscode.l10n.t('The two sites of Tencent Cloud are separate accounts.'),
    yes,
  );
  if (answer === yes) {
    draft.site = site;
  }
  return answer === yes;
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
    const reason = reasonOf(error);
    void showError(vscode.l10n.t('The account "{0}" was not saved: {1}', account.label, reason));
    return false;
  }
}
