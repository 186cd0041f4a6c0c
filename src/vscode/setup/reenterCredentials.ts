import * as vscode from 'vscode';
import type { Account } from '../../core/model/account.ts';
import type { SecretStore } from '../secretStore.ts';
import { showInformation } from '../ui/messages.ts';
import { type AccountDraft, newDraft, typedCredentials } from './addAccount/accountDraft.ts';
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
  if (account.credentials.from !== 'stored') {
    const { label, where } = credentialPlaceText(account.credentials, account.cloud, process);
    const message = vscode.l10n.t(
      'The account "{0}" takes its keys from elsewhere: {1} ({2}).',
      account.label,
      label,
      where,
    );
    const how =
      account.credentials.from === 'environment'
        ? vscode.l10n.t('Set the variables and start VS Code anew.')
        : vscode.l10n.t('Change them there, then refresh.');
    await showInformation(`${message} ${how}`);
    return;
  }
  const draft = draftOf(account);
  while (await runSteps(keySteps, draft, vscode.l10n.t('Credentials of "{0}"', account.label))) {
    const verdict = await verifyAccount(account, async () => typedCredentials(draft), validate);
    if (verdict === 'save') {
      await secrets.store(account, typedCredentials(draft));
    }
    if (verdict !== 'reenter') {
      return;
    }
  }
}

function draftOf(account: Account): AccountDraft {
  return {
    ...newDraft(),
    cloud: account.cloud,
    credentials: account.credentials,
    services: new Map(account.services.map((config) => [config.kind, [config]])),
  };
}
