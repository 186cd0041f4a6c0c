import type { CredentialPlaces } from '../../core/accounts/credentials/credentialPlaces.ts';
import type { Provider } from '../../core/providers/provider.ts';
import type { Offer, PickQuestion, WrittenEntry } from '../../core/providers/question.ts';
import type { ServiceToAsk } from '../../core/session.ts';
import {
  type AccountDraft,
  draftAnswers,
  draftCredentials,
  draftEntry,
  entryAccount,
} from './addAccount/accountDraft.ts';
import type { Step } from './addAccount/steps.ts';
import { pickSteps, questionStep } from './questionSteps.ts';

/** Asks the cloud, as an account that need not be saved yet, what there is to choose from. */
export type AskForOffer = (
  pick: PickQuestion,
  asked: ServiceToAsk,
  scope: WrittenEntry,
  signal: AbortSignal,
) => Promise<Offer>;

/** What the chosen services ask before there are keys. */
export function questionSteps(registry: readonly Provider[]): readonly Step<AccountDraft>[] {
  return registry.flatMap((provider) =>
    provider.clouds.flatMap((cloud) =>
      (provider.questions?.(cloud) ?? []).map((question) => {
        const answers = draftAnswers(provider);
        const applies = (draft: AccountDraft): boolean =>
          draft.cloud === cloud && (answers.applies?.(draft) ?? true);
        return questionStep(question, { ...answers, applies });
      }),
    ),
  );
}

/** What they ask with the help of the account itself, such as its applications or machines. */
export function connectedSteps(
  registry: readonly Provider[],
  places: CredentialPlaces,
  askForOffer: AskForOffer,
): readonly Step<AccountDraft>[] {
  return registry.flatMap((provider) => {
    const { kind, pick } = provider;
    return pick === undefined
      ? []
      : pickSteps(pick, draftAnswers(provider), (draft, scope, signal) =>
          askForOffer(pick, asOpened(draft, kind, places), scope, signal),
        );
  });
}

/** The draft's service as it would be once the account is saved. */
function asOpened(draft: AccountDraft, kind: string, places: CredentialPlaces): ServiceToAsk {
  const account = entryAccount(draftEntry(draft, new Set()));
  const config = account.services.find((service) => service.kind === kind);
  if (config === undefined) {
    throw new Error(`The draft has no service ${kind}.`);
  }
  return { account, config, credentials: draftCredentials(draft, account, places) };
}
