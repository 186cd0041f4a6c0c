import * as vscode from 'vscode';
import { idsInSetting, parseAccounts } from '../core/accounts/accountSettings.ts';
import { type AccountsChange, accountsChange, keepUnchanged } from '../core/accounts/accountsChange.ts';
import type { CredentialPlaces } from '../core/accounts/credentials/credentialPlaces.ts';
import { credentialSource } from '../core/accounts/credentials/credentialSource.ts';
import { type EntriesSetting, EntriesWriter } from '../core/accounts/entriesWriter.ts';
import { withChanged, withEntry, withoutEntry } from '../core/accounts/entryChanges.ts';
import type { SettingIssue } from '../core/accounts/settingIssue.ts';
import { isObject } from '../core/http/answer.ts';
import type { Account } from '../core/model/account.ts';
import type { WrittenEntry } from '../core/providers/question.ts';
import type { CredentialSource, Credentials } from '../core/providers/service.ts';
import { accountsSetting, writtenAccounts } from './accountsSetting.ts';
import type { SecretStore } from './secretStore.ts';

interface TransientAccount {
  readonly entry: WrittenEntry;
  readonly credentials: Credentials;
}

/**
 * The configured accounts, and those that exist only while this window is open. An account keeps its object as
 * long as its entry reads the same.
 */
export class Accounts implements vscode.Disposable {
  readonly #secrets: SecretStore;
  readonly #places: CredentialPlaces;
  readonly #writer = new EntriesWriter(entriesSetting);
  readonly #changed = new vscode.EventEmitter<AccountsChange>();
  readonly #subscriptions: readonly vscode.Disposable[];
  readonly #transient = new Map<string, TransientAccount>();
  #all: readonly Account[] = [];
  #issues: readonly SettingIssue[] = [];

  /** Also fires when another window changed the setting or a stored key pair. */
  readonly onDidChange = this.#changed.event;

  constructor(secrets: SecretStore, places: CredentialPlaces) {
    this.#secrets = secrets;
    this.#places = places;
    this.#read();
    this.#subscriptions = [
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(accountsSetting)) {
          this.#update();
        }
      }),
      secrets.onDidChange((id) => this.#rekeyed(id)),
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
    return new Set([...idsInSetting(writtenAccounts()), ...this.#transient.keys()]);
  }

  find(id: string): Account | undefined {
    return this.#all.find((account) => account.id === id);
  }

  /** The account as it is written; empty where it is no more. */
  entryOf(id: string): WrittenEntry {
    const written = writtenAccounts();
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
    return credentialSource(account, this.#places, (signal) => this.#secrets.read(account, signal));
  }

  /** Adds an account for as long as this window is open; it hides a configured one with the same id. */
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

  /** Appends to the user's settings. @throws Error when the setting is no list, or cannot be written. */
  async addEntry(entry: WrittenEntry & { readonly id: string }): Promise<void> {
    await this.#writer.change(entry.id, withEntry(entry));
  }

  /** Changes the first entry with this id, which is the one that counts, in the user's settings. */
  async updateEntry(id: string, change: (entry: WrittenEntry) => WrittenEntry): Promise<void> {
    await this.#writer.change(id, withChanged(id, change));
  }

  /** Removes the first entry with this id, which is the one that counts, from the user's settings. */
  async removeEntry(id: string): Promise<void> {
    await this.#writer.change(id, withoutEntry(id, entriesForWriting()));
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
    this.#writer.dispose();
    this.#changed.dispose();
  }

  #read(): void {
    const parsed = parseAccounts(writtenAccounts());
    const configured = parsed.accounts.filter(({ id }) => !this.#transient.has(id));
    const transient = parseAccounts([...this.#transient.values()].map(({ entry }) => entry)).accounts;
    this.#all = keepUnchanged(this.#all, [...configured, ...transient]);
    this.#issues = parsed.issues;
  }

  #update(): void {
    const before = this.#all;
    const complaints = JSON.stringify(this.#issues);
    this.#read();
    const change = accountsChange(before, this.#all);
    const problems = JSON.stringify(this.#issues) !== complaints;
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

function entriesForWriting(): readonly unknown[] {
  const value = writtenAccounts() ?? [];
  if (Array.isArray(value)) {
    return value;
  }
  throw new Error(vscode.l10n.t('The setting cloudTasks.accounts is not a list. Correct it first.'));
}

const entriesSetting: EntriesSetting = {
  read: entriesForWriting,
  write: (entries) =>
    vscode.workspace.getConfiguration().update(accountsSetting, entries, vscode.ConfigurationTarget.Global),
  onDidChange: (listener) =>
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(accountsSetting)) {
        listener();
      }
    }),
};
