import type { Account } from '../clouds/account.ts';
import { type AddAccountDependencies, addAccount as ask } from './addAccount.ts';
import { type ConnectedStepsDependencies, connectedSteps } from './connectedSteps.ts';
import { reenterCredentials as askAgain, type ReenterCredentialsDependencies } from './reenterCredentials.ts';

/*
 * What only somebody who sets up an account needs: loaded when it is asked for.
 */

export type GuidedSetupDependencies = Omit<AddAccountDependencies, 'connectedSteps'> &
  ConnectedStepsDependencies &
  ReenterCredentialsDependencies;

export function addAccount(dependencies: GuidedSetupDependencies): Promise<Account | undefined> {
  return ask({ ...dependencies, connectedSteps: connectedSteps(dependencies) });
}

export function reenterCredentials(account: Account, dependencies: GuidedSetupDependencies): Promise<void> {
  return askAgain(account, dependencies);
}
