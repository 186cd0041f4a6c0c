import { isObject } from '../http/answer.ts';
import type { Account } from '../model/account.ts';
import { type Disposable, Emitter, type Event } from '../model/events.ts';
import type { Provider } from '../providers/provider.ts';
import type { WrittenEntry } from '../providers/question.ts';
import { providers } from '../providers/registry.ts';
import type { CredentialSource, Credentials } from '../providers/service.ts';
import { idsInSetting, parseAccounts } from './accountSettings.ts';
import { type AccountsChange, accountsChange, keepUnchanged } from './accountsChange.ts';
import type { CredentialPlaces } from './credentials/credentialPlaces.ts';
import { credentialSource } from './credentials/credentialSource.ts';
import type { SettingIssue } from './settingIssue.ts';

/** Where the setting `cloudTasks.accounts` is. */
export interface AccountsSettingPort {
  /** As the user wrote it; anything. */
  read(): unknown;
  readonly onDidChange: Event<void>;
}

/** Where the keys are that the user has entrusted to us. */
export interface SecretsPort {
  /** `undefined` when nothing, or nothing readable, is stored for the account. */
  read(account: Account, signal: AbortSignal): Promise<Credentials | undefined>;
  /** Fires with an account id when its key pair became another one. */
  readonly onDidChange: Event<string>;
}

export interface AccountListPorts {
  readonly setting: AccountsSettingPort;
  readonly secrets: SecretsPort;
  readonly places: CredentialPlaces;
  /** What accounts can list; every service there is, unless a test adds its own. */
  readonly registry?: readonly Provider[];
}

interface TransientAccount {
  readonly entry: WrittenEntry;
  readonly credentials: Credentials;
}

/**
 * The configured accounts, and those that exist only for the time being. An account keeps its object as long as its
 * entry reads the same.
 */
export class AccountList implements Disposable {
  readonly #ports: AccountListPorts;
  readonly #changed = new Emitter<AccountsChange>();
  readonly #subscriptions: readonly Disposable[];
  readonly #transient = new Map<string, TransientAccount>();
  #all: readonly Account[] = [];
  #issues: readonly SettingIssue[] = [];

  /** Also fires when another window changed the setting or a stored key pair. */
  readonly onDidChange = this.#changed.event;

  constructor(ports: AccountListPorts) {
    this.#ports = ports;
    this.#read();
    this.#subscriptions = [
      ports.setting.onDidChange(() => this.#update()),
      ports.secrets.onDidChange((id) => this.#rekeyed(id)),
    ];
  }

  /** In the order of the setting, transient ones last. */
  get all(): readonly Account[] {
    return this.#all;
  }

  /** What in the setting cannot be used. */
  get issues(): readonly SettingIssue[] {
    return this.#issues;
  }

  /** The ids that are in use, also by entries that do not work. */
  get takenIds(): ReadonlySet<string> {
    return new Set([...idsInSetting(this.#ports.setting.read()), ...this.#transient.keys()]);
  }

  find(id: string): Account | undefined {
    return this.#all.find((account) => account.id === id);
  }

  /** The account as it is written; empty where it is no more. */
  entryOf(id: string): WrittenEntry {
    const written = this.#ports.setting.read();
    const entries: readonly unknown[] = Array.isArray(written) ? written : [];
    const entry =
      this.#transient.get(id)?.entry ?? entries.find((candidate) => idsInSetting([candidate]).has(id));
    return isObject(entry) ? entry : {};
  }

  isTransient(id: string): boolean {
    return this.#transient.has(id);
  }

  credentialsOf(account: Account): CredentialSource {
    const transient = this.#transient.get(account.id);
    if (transient !== undefined) {
      return async () => transient.credentials;
    }
    const { places, secrets } = this.#ports;
    return credentialSource(account, places, (signal) => secrets.read(account, signal));
  }

  /** Adds an account that is not written down; it hides a configured one with the same id. */
  addTransient(id: string, entry: WrittenEntry, credentials: Credentials): void {
    this.#transient.set(id, { entry: { ...entry, id }, credentials });
    this.#update();
  }

  removeTransient(id: string): void {
    if (this.#transient.delete(id)) {
      this.#update();
    }
  }

  /** Changes the entry of a transient account, which keeps its key pair. */
  changeTransient(id: string, change: (entry: WrittenEntry) => WrittenEntry): void {
    const known = this.#transient.get(id);
    if (known !== undefined) {
      this.addTransient(id, change(known.entry), known.credentials);
    }
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
    this.#changed.dispose();
  }

  #read(): void {
    const registry = this.#ports.registry ?? providers;
    const parsed = parseAccounts(this.#ports.setting.read(), registry);
    const configured = parsed.accounts.filter(({ id }) => !this.#transient.has(id));
    const entries = [...this.#transient.values()].map(({ entry }) => entry);
    const transient = parseAccounts(entries, registry).accounts.map(
      (account): Account => ({ ...account, transient: true }),
    );
    this.#all = keepUnchanged(this.#all, [...configured, ...transient]);
    this.#issues = parsed.issues;
  }

  #update(): void {
    const before = this.#all;
    const issues = JSON.stringify(this.#issues);
    this.#read();
    const change = accountsChange(before, this.#all);
    const problems = JSON.stringify(this.#issues) !== issues;
    if (problems || Object.values(change).some((ids) => ids.length > 0)) {
      this.#changed.fire({ ...change, rekeyed: [], problems });
    }
  }

  #rekeyed(id: string): void {
    if (this.find(id)?.credentials.from === 'stored' && !this.isTransient(id)) {
      this.#changed.fire({ added: [], removed: [], edited: [], rekeyed: [id], problems: false });
    }
  }
}
