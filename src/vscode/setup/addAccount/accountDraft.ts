import { parseAccounts } from '../../../core/accounts/accountSettings.ts';
import type { CredentialPlaces } from '../../../core/accounts/credentials/credentialPlaces.ts';
import { credentialSource } from '../../../core/accounts/credentials/credentialSource.ts';
import { credentialsText } from '../../../core/accounts/credentialsSetting.ts';
import type {
  Account,
  AgentConfig,
  Cloud,
  CredentialsConfig,
  ServiceConfig,
  Site,
} from '../../../core/model/account.ts';
import type { CredentialSource, Credentials } from '../../../core/providers/service.ts';
import { freeAccountId } from './freeAccountId.ts';

/** One service as `cloudTasks.accounts` spells it. */
export interface ServiceEntry {
  readonly endpoint?: string | undefined;
  readonly allowHttp?: boolean | undefined;
  readonly path?: string | undefined;
  readonly region?: string | undefined;
  readonly subAppId?: number | undefined;
  readonly label?: string | undefined;
  readonly signature?: ServiceConfig['signature'];
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly caFile?: string | undefined;
  readonly agents?: readonly AgentConfig[] | undefined;
}

/** What a person has answered so far. The key pair leaves it only for SecretStorage. */
export interface AccountDraft {
  cloud: Cloud | undefined;
  site: Site | undefined;
  label: string;
  /** By kind; several entries of a kind become several rows. */
  services: ReadonlyMap<string, readonly ServiceEntry[]>;
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

/** The first entry of a kind, which is the only one unless several were asked for. */
export function serviceEntry(draft: AccountDraft, kind: string): ServiceEntry {
  return draft.services.get(kind)?.[0] ?? {};
}

export function setServiceEntries(draft: AccountDraft, kind: string, entries: readonly ServiceEntry[]): void {
  draft.services = new Map([...draft.services, [kind, entries]]);
}

export function changeServiceEntry(draft: AccountDraft, kind: string, change: ServiceEntry): void {
  setServiceEntries(draft, kind, [{ ...serviceEntry(draft, kind), ...change }]);
}

/** The draft as an entry of `cloudTasks.accounts`. Holds nothing secret. */
export function draftEntry(draft: AccountDraft, takenIds: ReadonlySet<string>): Record<string, unknown> {
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
      [...services].map(([kind, entries]) => {
        const clean = entries.map(withoutUndefined);
        return [kind, clean.length === 1 ? clean[0] : clean];
      }),
    ),
  };
}

/** The account an entry stands for. @throws Error that says what is wrong with it. */
export function entryAccount(entry: Readonly<Record<string, unknown>>): Account {
  const { accounts, problems } = parseAccounts([entry]);
  const [account] = accounts;
  if (account === undefined || problems.length > 0) {
    throw new Error(problems[0]?.message ?? 'The entry holds no account.');
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

function withoutUndefined(entry: ServiceEntry): ServiceEntry {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));
}
