import type { Account, ServiceConfig } from '../../core/model/account.ts';
import { type AddAccountDependencies, addAccount as ask } from './addAccount.ts';
import { chooseAgents as askForAgents } from './chooseAgents.ts';
import { chooseApplications as askForApplications } from './chooseApplications.ts';
import type { ChooseDependencies } from './chooseDependencies.ts';
import { type ConnectedStepsDependencies, connectedSteps } from './connectedSteps.ts';
import { reenterCredentials as askAgain, type ReenterCredentialsDependencies } from './reenterCredentials.ts';

/*
 * What only somebody who sets up an account needs: loaded when it is asked for.
 */

export type GuidedSetupDependencies = Omit<AddAccountDependencies, 'connectedSteps'> &
  ConnectedStepsDependencies &
  ChooseDependencies<'agents' | 'subApplications'> &
  ReenterCredentialsDependencies;

export function addAccount(dependencies: GuidedSetupDependencies): Promise<Account | undefined> {
  return ask({ ...dependencies, connectedSteps: connectedSteps(dependencies) });
}

export function reenterCredentials(account: Account, dependencies: GuidedSetupDependencies): Promise<void> {
  return askAgain(account, dependencies);
}

export function chooseAgents(
  account: Account,
  config: ServiceConfig,
  dependencies: GuidedSetupDependencies,
): Promise<void> {
  return askForAgents(account, config, dependencies);
}

export function chooseApplications(
  account: Account,
  config: ServiceConfig,
  dependencies: GuidedSetupDependencies,
): Promise<void> {
  return askForApplications(account, config, dependencies);
}
