import * as vscode from 'vscode';
import { applicationConfigs } from '../../core/accounts/applicationConfigs.ts';
import { withApplications } from '../../core/accounts/entryChanges.ts';
import type { Account, ServiceConfig } from '../../core/model/account.ts';
import { changeAccount } from './changeAccount.ts';
import type { ChooseDependencies } from './chooseDependencies.ts';
import { pickSubApplication, shownApplications } from './pickSubApplication.ts';

/** `cloudTasks.chooseApplications`: which applications of VOD an account shows, each as a row of its own. */
export async function chooseApplications(
  account: Account,
  config: ServiceConfig,
  { accounts, factory }: ChooseDependencies<'subApplications'>,
): Promise<void> {
  const applications = await pickSubApplication(
    vscode.l10n.t('VOD applications of "{0}"', account.label),
    shownApplications(account.services.filter(({ kind }) => kind === 'vod')),
    (signal) => factory.subApplications(account, config, accounts.credentialsOf(account), signal),
  );
  if (applications === undefined) {
    return;
  }
  await changeAccount(
    account,
    {
      entry: (written) => withApplications(written, applications),
      services: (open) => [
        ...open.filter(({ kind }) => kind !== 'vod'),
        ...applicationConfigs(config, applications),
      ],
    },
    accounts,
  );
}
