import type { CredentialPlaces } from '../../core/accounts/credentials/credentialPlaces.ts';
import type { Account, ServiceConfig } from '../../core/model/account.ts';
import type { CredentialSource } from '../../core/providers/service.ts';
import type { ServiceFactory } from '../serviceFactory.ts';
import {
  type AccountDraft,
  changeServiceEntry,
  draftCredentials,
  draftEntry,
  entryAccount,
  serviceEntry,
  setServiceEntries,
} from './addAccount/accountDraft.ts';
import type { Step } from './addAccount/steps.ts';
import { agentSteps } from './pickAgents.ts';
import { shownApplications, subApplicationStep } from './pickSubApplication.ts';

export interface ConnectedStepsDependencies {
  readonly factory: Pick<ServiceFactory, 'agents' | 'subApplications'>;
  readonly places: CredentialPlaces;
}

/** What adding an account asks with the help of the account itself: VOD's applications and CWP's agents. */
export function connectedSteps({
  factory,
  places,
}: ConnectedStepsDependencies): readonly Step<AccountDraft>[] {
  return [
    subApplicationStep<AccountDraft>({
      applies: ({ services }) => services.has('vod'),
      applications: async (draft, signal) => {
        const { account, config, credentials } = asOpened(draft, 'vod', places);
        return factory.subApplications(account, config, credentials, signal);
      },
      chosen: ({ services }) => shownApplications(services.get('vod') ?? []),
      choose: (draft, applications) => {
        const entries = applications.map(({ id, name }) => ({
          ...serviceEntry(draft, 'vod'),
          subAppId: id,
          label: name === '' ? undefined : name,
        }));
        setServiceEntries(draft, 'vod', entries.length === 0 ? [{}] : entries);
      },
    }),
    ...agentSteps<AccountDraft>({
      applies: ({ services }) => services.has('cwp'),
      machines: async (draft, query, signal) => {
        const { account, config, credentials } = asOpened(draft, 'cwp', places);
        const service = await factory.agents(account, config, credentials);
        return (await service?.machines(query, signal)) ?? [];
      },
      chosen: (draft) => serviceEntry(draft, 'cwp').agents ?? [],
      choose: (draft, agents) => changeServiceEntry(draft, 'cwp', { agents }),
    }),
  ];
}

/** The draft's service as it would be once the account is saved. */
function asOpened(
  draft: AccountDraft,
  kind: string,
  places: CredentialPlaces,
): { readonly account: Account; readonly config: ServiceConfig; readonly credentials: CredentialSource } {
  const account = entryAccount(draftEntry(draft, new Set()));
  const config = account.services.find((service) => service.kind === kind);
  if (config === undefined) {
    throw new Error(`The draft has no service ${kind}.`);
  }
  return { account, config, credentials: draftCredentials(draft, account, places) };
}
