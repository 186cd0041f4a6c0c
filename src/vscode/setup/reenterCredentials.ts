import * as vscode from 'vscode';
import { type Account, hasStoredKeys } from '../../core/model/account.ts';
import type { SecretStore } from '../secretStore.ts';
import { reasonOf } from '../text/failureText.ts';
import { ask, showError, showInformation } from '../ui/messages.ts';
import { type AccountDraft, newDraft, typedCredentials } from './addAccount/accountDraft.ts';
import { siteName } from './addAccount/checkFailure.ts';
import { keySteps } from './addAccount/credentialSteps.ts';
import { runSteps } from './addAccount/steps.ts';
import { type ValidateAccount, verifyAccount } from './addAccount/verifyAccount.ts';
import { credentialPlaceText } from './credentialPlaceText.ts';

export interface ReenterCredentialsDependencies {
  readonly secrets: Pick<SecretStore, 'store'>;
  readonly validate: ValidateAccount;
}

/**
 * Asks for a new key pair, tries it, and stores it. Where the keys are not VS Code's to keep, says where they
 * are read from instead.
 */
export async function reenterCredentials(
  account: Account,
  { secrets, validate }: ReenterCredentialsDependencies,
): Promise<void> {
  if (!hasStoredKeys(account)) {
    await showInformation(elsewhereText(account));
    return;
  }
  const draft = draftOf(account);
  while (await runSteps(keySteps, draft, vscode.l10n.t('Credentials of "{0}"', account.label))) {
    const verdict = await verifyAccount({
      account,
      source: async () => typedCredentials(draft),
      validate,
      offered: ['retry', 'reenter', 'otherSite', 'save'],
    });
    if (verdict.next === 'save') {
      await stored(account, draft, secrets);
    } else if (verdict.next === 'otherSite') {
      const again = vscode.l10n.t('Re-enter Credentials');
      const belong = vscode.l10n.t('These keys belong to the {0}.', siteName(verdict.belongsTo));
      const detail = vscode.l10n.t(
        '"{0}" is an account of the {1}. Enter its keys, or add an account for the other site.',
        account.label,
        siteName(account.site),
      );
      if ((await ask('warning', belong, detail, again)) === again) {
        continue;
      }
    }
    if (verdict.next !== 'reenter') {
      return;
    }
  }
}

async function stored(
  account: Account,
  draft: AccountDraft,
  secrets: ReenterCredentialsDependencies['secrets'],
): Promise<void> {
  try {
    await secrets.store(account, typedCredentials(draft));
  } catch (error) {
    void showError(vscode.l10n.t('The keys of "{0}" were not saved: {1}', account.label, reasonOf(error)));
  }
}

function elsewhereText({ label, cloud, credentials, transient }: Account): string {
  if (transient === true) {
    return vscode.l10n.t('"{0}" belongs to the demo.', label);
  }
  const place = credentialPlaceText(credentials, cloud, process);
  const message = vscode.l10n.t('"{0}" reads its keys from {1} ({2}).', label, place.label, place.where);
  const how =
    credentials.from === 'environment'
      ? vscode.l10n.t('Set the variables and restart VS Code.')
      : vscode.l10n.t('Change them there, then refresh.');
  return `${message} ${how}`;
}

function draftOf(account: Account): AccountDraft {
  return {
    ...newDraft(),
    cloud: account.cloud,
    credentials: account.credentials,
    services: new Map(account.services.map((config) => [config.kind, [config]])),
  };
}
