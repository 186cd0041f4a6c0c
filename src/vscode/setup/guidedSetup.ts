/*
 * What only somebody who sets up an account needs: loaded when it is asked for.
 */

import type { Account, ServiceConfig } from '../../core/model/account.ts';
import type { Provider } from '../../core/providers/provider.ts';
import { type AddAccountDependencies, addAccount as ask } from './addAccount.ts';
import { type ChooseDependencies, chooseOffered as choose } from './chooseOffered.ts';
import { reenterCredentials as askAgain, type ReenterCredentialsDependencies } from './reenterCredentials.ts';

export type GuidedSetupDependencies = AddAccountDependencies &
  ChooseDependencies &
  ReenterCredentialsDependencies;

export function addAccount(dependencies: GuidedSetupDependencies): Promise<Account | undefined> {
  return ask(dependencies);
}

export function reenterCredentials(account: Account, dependencies: GuidedSetupDependencies): Promise<void> {
  return askAgain(account, dependencies);
}

export function chooseOffered(
  account: Account,
  config: ServiceConfig,
  provider: Provider,
  dependencies: GuidedSetupDependencies,
): Promise<void> {
  return choose(account, config, provider, dependencies);
}
