import * as vscode from 'vscode';
import { withAgents } from '../../core/accounts/entryChanges.ts';
import type { Account, ServiceConfig } from '../../core/model/account.ts';
import { changeAccount } from './changeAccount.ts';
import type { ChooseDependencies } from './chooseDependencies.ts';
import { pickAgents } from './pickAgents.ts';

/** `cloudTasks.chooseAgents`: which agents of an account are watched, out of the machines it has. */
export async function chooseAgents(
  account: Account,
  config: ServiceConfig,
  { accounts, factory }: ChooseDependencies<'agents'>,
): Promise<void> {
  const service = await factory.agents(account, config, accounts.credentialsOf(account));
  const title = vscode.l10n.t('Agents of "{0}"', account.label);
  const agents = await pickAgents(
    title,
    config.agents ?? [],
    async (query, signal) => (await service?.machines(query, signal)) ?? [],
  );
  if (agents === undefined) {
    return;
  }
  await changeAccount(
    account,
    {
      entry: (written) => withAgents(written, agents),
      services: (open) => open.map((service) => (service === config ? { ...service, agents } : service)),
    },
    accounts,
  );
}
