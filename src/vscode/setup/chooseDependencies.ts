import type { Accounts } from '../accounts.ts';
import type { ServiceFactory } from '../serviceFactory.ts';
import type { ChangeableAccounts } from './changeAccount.ts';

/** What it takes to choose what an account shows: to ask the cloud, as that account, what there is, and to change it. */
export interface ChooseDependencies<Question extends 'agents' | 'subApplications'> {
  readonly accounts: ChangeableAccounts & Pick<Accounts, 'credentialsOf'>;
  readonly factory: Pick<ServiceFactory, Question>;
}
