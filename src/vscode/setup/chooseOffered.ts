import { withEntries, writtenEntries } from '../../core/accounts/entryChanges.ts';
import type { Account, ServiceConfig } from '../../core/model/account.ts';
import type { Provider } from '../../core/providers/provider.ts';
import type { WrittenEntries } from '../../core/providers/question.ts';
import type { Accounts } from '../accounts.ts';
import { translate } from '../text/translate.ts';
import { runSteps } from './addAccount/steps.ts';
import { type ChangeableAccounts, changeAccount } from './changeAccount.ts';
import type { AskForOffer } from './providerSteps.ts';
import { pickSteps } from './questionSteps.ts';

export interface ChooseDependencies {
  readonly accounts: ChangeableAccounts & Pick<Accounts, 'credentialsOf' | 'entryOf'>;
  readonly askForOffer: AskForOffer;
}

/** What of an account is shown, such as its applications or machines, chosen out of what it has. */
export async function chooseOffered(
  account: Account,
  config: ServiceConfig,
  { kind, pick }: Provider,
  { accounts, askForOffer }: ChooseDependencies,
): Promise<void> {
  if (pick === undefined) {
    return;
  }
  const draft = { entries: writtenEntries(accounts.entryOf(account.id), kind) };
  const credentials = accounts.credentialsOf(account);
  const steps = pickSteps<{ entries: WrittenEntries }>(
    pick,
    {
      read: ({ entries }) => entries,
      write: (written, entries) => {
        written.entries = entries;
      },
    },
    (_draft, scope, signal) => askForOffer(pick, { account, config, credentials }, scope, signal),
  );
  if (await runSteps(steps, draft, translate(pick.title, account.label))) {
    const chosen = pick.read(draft.entries);
    // The settings may have changed while the dialogue was open.
    await changeAccount(
      account,
      (written) => withEntries(written, kind, pick.write(writtenEntries(written, kind), chosen)),
      accounts,
    );
  }
}
