import * as vscode from 'vscode';
import type { Account } from '../../../core/model/account.ts';
import { errorPolicy } from '../../../core/model/errorPolicy.ts';
import { CloudError } from '../../../core/model/errors.ts';
import type { CredentialSource, Credentials } from '../../../core/providers/service.ts';
import { ask, showProgress } from '../../ui/messages.ts';

/** One real call with these credentials; rejects with a CloudError, or the signal's reason. */
export type ValidateAccount = (
  account: Account,
  credentials: Credentials,
  signal: AbortSignal,
) => Promise<void>;

export type Verdict = 'save' | 'reenter' | 'cancel';

/** Makes the one call, with cancellable progress, and asks what to do when it fails. */
export async function verifyAccount(
  account: Account,
  source: CredentialSource,
  validate: ValidateAccount,
): Promise<Verdict> {
  const failure = await tryCall(account, source, validate);
  if (failure === undefined) {
    return 'save';
  }
  if (failure === 'cancelled') {
    return 'reenter';
  }
  const reenter = vscode.l10n.t('Re-enter Credentials');
  const saveAnyway = vscode.l10n.t('Save anyway');
  // Saving what the service refused would only move the failure into the tree.
  const passing = errorPolicy[failure.kind].retried;
  const chosen = await ask(
    'error',
    vscode.l10n.t('The account "{0}" could not be checked.', account.label),
    failure.summary,
    reenter,
    ...(passing ? [saveAnyway] : []),
  );
  if (chosen === reenter) {
    return 'reenter';
  }
  return chosen === saveAnyway ? 'save' : 'cancel';
}

async function tryCall(
  account: Account,
  source: CredentialSource,
  validate: ValidateAccount,
): Promise<CloudError | 'cancelled' | undefined> {
  return await showProgress(vscode.l10n.t('Checking the account "{0}"…', account.label), async (signal) => {
    try {
      await validate(account, await source(signal), signal);
      return undefined;
    } catch (error) {
      if (signal.aborted) {
        return 'cancelled';
      }
      if (error instanceof CloudError) {
        return error;
      }
      throw error;
    }
  });
}
