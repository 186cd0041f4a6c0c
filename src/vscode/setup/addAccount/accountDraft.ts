import { parseAccounts } from '../../../core/accounts/accountSettings.ts';
import type { CredentialPlaces } from '../../../core/accounts/credentials/credentialPlaces.ts';
import { credentialSource } from '../../../core/accounts/credentials/credentialSource.ts';
import { credentialsText } from '../../../core/accounts/credentialsSetting.ts';
import { issueText } from '../../../core/accounts/settingIssue.ts';
import type { Account, Cloud, CredentialsConfig, Site } from '../../../core/model/account.ts';
import { inEnglish } from '../../../core/model/phrase.ts';
import type { Provider } from '../../../core/providers/provider.ts';
import type { WrittenEntries } from '../../../core/providers/question.ts';
import type { CredentialSource, Credentials } from '../../../core/providers/service.ts';
import type { Answers } from '../questionSteps.ts';
import { freeAccountId } from './freeAccountId.ts';
import type { AccountEntry } from './saveAccount.ts';

/** What a person has answered so far. The key pair leaves it only for SecretStorage. */
export interface AccountDraft {
  cloud: Cloud | undefined;
  site: Site | undefined;
  label: string;
  /** By kind; several entries of a kind become several rows. */
  services: ReadonlyMap<string, WrittenEntries>;
  credentials: CredentialsConfig | undefined;
  keyId: string;
  keySecret: string;
  token: string;
}

export function newDraft(): AccountDraft {
  return {
    cloud: undefined,
    site: undefined,
    label: '',
    services: new Map(),
    credentials: undefined,
    keyId: '',
    keySecret: '',
    token: '',
  };
}

/** The entries of a service, as a provider's questions read and write them. */
export function draftAnswers({ kind, clouds }: Provider): Answers<AccountDraft> {
  return {
    applies: ({ cloud, services }) => cloud !== undefined && clouds.includes(cloud) && services.has(kind),
    read: ({ services }) => services.get(kind) ?? [{}],
    write: (draft, entries) => {
      draft.services = new Map([...draft.services, [kind, entries]]);
    },
  };
}

/** The draft as an entry of `cloudTasks.accounts`. Holds nothing secret. */
export function draftEntry(draft: AccountDraft, takenIds: ReadonlySet<string>): AccountEntry {
  const { cloud, site, credentials, services } = draft;
  if (cloud === undefined || credentials === undefined) {
    throw new Error('The draft is not complete.');
  }
  return {
    id: freeAccountId(draft.label, cloud, takenIds),
    label: draft.label,
    cloud,
    ...(cloud === 'tencent' ? { site } : {}),
    credentials: credentialsText(credentials),
    services: Object.fromEntries(
      [...services].map(([kind, entries]) => [kind, entries.length === 1 ? entries[0] : entries]),
    ),
  };
}

/** The account an entry stands for. @throws Error that says what is wrong with it. */
export function entryAccount(
  entry: Readonly<Record<string, unknown>>,
  registry?: readonly Provider[],
): Account {
  const { accounts, issues } = parseAccounts([entry], registry);
  const [account] = accounts;
  const [issue] = issues;
  if (account === undefined || issue !== undefined) {
    throw new Error(issue === undefined ? 'The entry holds no account.' : issueText(issue, inEnglish));
  }
  return account;
}

/** The key pair as it was typed. */
export function typedCredentials({ keyId, keySecret, token }: AccountDraft): Credentials {
  return token === '' ? { id: keyId, secret: keySecret } : { id: keyId, secret: keySecret, token };
}

/** The key pair as it was typed, or from the place that was chosen. */
export function draftCredentials(
  draft: AccountDraft,
  account: Account,
  places: CredentialPlaces,
): CredentialSource {
  return credentialSource(account, places, async () => typedCredentials(draft));
}
