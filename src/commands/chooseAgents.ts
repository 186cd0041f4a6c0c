import * as vscode from 'vscode';
import type { Accounts } from '../accounts/accounts.ts';
import { withAgents } from '../accounts/entryChanges.ts';
import type { ServiceFactory } from '../accounts/serviceFactory.ts';
import type { Account, ServiceConfig } from '../clouds/account.ts';
import { type ChangeableAccounts, changeAccount } from './changeAccount.ts';
import { pickAgents } from './pickAgents.ts';

export interface ChooseAgentsDependencies {
  readonly accounts: ChangeableAccounts & Pick<Accounts, 'credentialsOf'>;
  readonly factory: Pick<ServiceFactory, 'agents'>;
}

/** `cloudTasks.chooseAgents`: which agents of an account are watched, out of the machines it has. */
export async function chooseAgents(
  account: Account,
  config: ServiceConfig,
  { accounts, factory }: ChooseAgentsDependencies,
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
