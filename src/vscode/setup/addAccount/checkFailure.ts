import * as vscode from 'vscode';
import type { Account, Cloud, Site } from '../../../core/model/account.ts';
import { errorPolicy } from '../../../core/model/errorPolicy.ts';
import type { CloudError } from '../../../core/model/errors.ts';
import { messageOf, missingChoice } from '../../text/failureText.ts';

/** What a person can do about keys that did not pass the check. */
export type CheckAnswer = 'retry' | 'reenter' | 'otherSite' | 'applications' | 'save';

/** What is offered after a failed check, in this order; nothing that cannot help. */
export function checkAnswers(
  failure: CloudError,
  account: Pick<Account, 'cloud' | 'services'>,
): readonly CheckAnswer[] {
  if (errorPolicy[failure.kind].passes) {
    // Saving what the service has refused would only move the failure into the tree.
    return errorPolicy[failure.kind].retried ? ['retry', 'save'] : ['retry'];
  }
  if (isUnknownAtSite(failure, account)) {
    return ['reenter', 'otherSite'];
  }
  if (account.services.some((config) => missingChoice(failure, config) !== undefined)) {
    return ['applications', 'reenter'];
  }
  return failure.kind === 'credentials' || failure.kind === 'permission'
    ? ['reenter', 'retry']
    : ['retry', 'reenter'];
}

/** Keys of one site of Tencent Cloud are unknown at the other. With an endpoint of its own, the site changes nothing. */
function isUnknownAtSite(
  failure: CloudError,
  { cloud, services }: Pick<Account, 'cloud' | 'services'>,
): boolean {
  return (
    cloud === 'tencent' &&
    failure.code.startsWith('AuthFailure.SecretIdNotFound') &&
    services.some(({ endpoint }) => endpoint === undefined)
  );
}

/** Whether they were refused, could not be read, or nobody was reached who could say. */
export function checkTitle(failure: CloudError, { label, cloud }: Account): string {
  const { kind, words } = failure;
  if (kind === 'credentials') {
    return words === undefined
      ? vscode.l10n.t('{0} rejected these keys.', cloudName(cloud))
      : vscode.l10n.t('The keys of "{0}" cannot be used.', label);
  }
  if (!errorPolicy[kind].passes && kind !== 'setup') {
    return vscode.l10n.t('{0} refused the request.', cloudName(cloud));
  }
  const [host] = kind === 'transient' ? (words?.values ?? []) : [];
  return typeof host === 'string'
    ? vscode.l10n.t('Could not reach {0}.', host)
    : vscode.l10n.t('The account "{0}" could not be checked.', label);
}

/** `AuthFailure.SecretIdNotFound: The SecretId is not found (RequestId …)` */
export function checkDetail(failure: CloudError): string {
  const id = failure.requestId === undefined ? '' : ` (RequestId ${failure.requestId})`;
  return `${failure.code}: ${messageOf(failure)}${id}`;
}

export function otherSite(site: Site): Site {
  return site === 'china' ? 'international' : 'china';
}

export function siteName(site: Site): string {
  return site === 'china' ? vscode.l10n.t('China site') : vscode.l10n.t('International site');
}

function cloudName(cloud: Cloud): string {
  switch (cloud) {
    case 'tencent':
      return vscode.l10n.t('Tencent Cloud');
    case 'alibaba':
      return vscode.l10n.t('Alibaba Cloud');
    case 'apsaraStack':
      return vscode.l10n.t('Apsara Stack');
  }
}
