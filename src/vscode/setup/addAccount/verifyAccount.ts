import * as vscode from 'vscode';
import type { Account, Site } from '../../../core/model/account.ts';
import { CloudError } from '../../../core/model/errors.ts';
import type { CredentialSource, Credentials } from '../../../core/providers/service.ts';
import { ask, showProgress } from '../../ui/messages.ts';
import {
  type CheckAnswer,
  checkAnswers,
  checkDetail,
  checkTitle,
  otherSite,
  siteName,
} from './checkFailure.ts';

/** One real call with these credentials; rejects with a CloudError, or the signal's reason. */
export type ValidateAccount = (
  account: Account,
  credentials: Credentials,
  signal: AbortSignal,
) => Promise<void>;

export interface Check {
  readonly account: Account;
  readonly source: CredentialSource;
  readonly validate: ValidateAccount;
  /** What {@link checkAnswers} may offer here; all of it, where absent. */
  readonly offered?: readonly CheckAnswer[];
}

/** What comes next. `belongsTo` is the site that knows the keys, where that is not the one that was chosen. */
export type Verdict =
  | { readonly next: 'save' | 'reenter' | 'applications' | 'cancel' }
  | { readonly next: 'otherSite'; readonly belongsTo: Site };

/** Makes the one call, with cancellable progress, and asks what to do when it fails. */
export async function verifyAccount(check: Check): Promise<Verdict> {
  const { account, offered } = check;
  for (;;) {
    const failure = await tryCall(check, account);
    if (failure === undefined) {
      return { next: 'save' };
    }
    if (failure === 'cancelled') {
      return { next: 'reenter' };
    }
    const answers = checkAnswers(failure, account).filter((answer) => offered?.includes(answer) ?? true);
    const answer = await askAbout(failure, account, answers);
    if (answer === 'otherSite') {
      return await tryOtherSite(check, answers);
    }
    if (answer !== 'retry') {
      return { next: answer ?? 'cancel' };
    }
  }
}

/** Once, because somebody asked for it: says which of the two sites the keys belong to. */
async function tryOtherSite(check: Check, answers: readonly CheckAnswer[]): Promise<Verdict> {
  const site = otherSite(check.account.site);
  const failure = await tryCall(check, { ...check.account, site });
  if (failure === 'cancelled') {
    return { next: 'reenter' };
  }
  // A site that misses a permission or a service knows the keys.
  if (failure === undefined || failure.kind === 'permission' || failure.kind === 'notActivated') {
    return { next: 'otherSite', belongsTo: site };
  }
  const title =
    failure.kind === 'credentials'
      ? vscode.l10n.t('Neither site of Tencent Cloud knows these keys.')
      : checkTitle(failure, check.account);
  const left = answers.filter((answer) => answer === 'reenter');
  const texts = left.map((answer) => answerText(answer, check.account));
  const chosen = await ask('error', title, checkDetail(failure), ...texts);
  return { next: chosen === undefined ? 'cancel' : 'reenter' };
}

async function askAbout(
  failure: CloudError,
  account: Account,
  answers: readonly CheckAnswer[],
): Promise<CheckAnswer | undefined> {
  const texts = answers.map((answer) => answerText(answer, account));
  const chosen = await ask('error', checkTitle(failure, account), checkDetail(failure), ...texts);
  return chosen === undefined ? undefined : answers[texts.indexOf(chosen)];
}

function answerText(answer: CheckAnswer, { site, credentials }: Account): string {
  switch (answer) {
    case 'retry':
      return vscode.l10n.t('Retry');
    case 'reenter':
      return credentials.from === 'stored'
        ? vscode.l10n.t('Re-enter Credentials')
        : vscode.l10n.t('Choose Another Place');
    case 'otherSite':
      return vscode.l10n.t('Try the {0}', siteName(otherSite(site)));
    case 'applications':
      return vscode.l10n.t('Choose VOD Applications');
    case 'save':
      return vscode.l10n.t('Save Anyway');
  }
}

async function tryCall(
  { source, validate }: Check,
  account: Account,
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
