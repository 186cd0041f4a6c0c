import * as vscode from 'vscode';
import { AccountList, type SecretsPort } from '../core/accounts/accountList.ts';
import type { CredentialPlaces } from '../core/accounts/credentials/credentialPlaces.ts';
import { EntriesWriter } from '../core/accounts/entriesWriter.ts';
import { withChanged, withEntry, withoutEntry } from '../core/accounts/entryChanges.ts';
import type { WrittenEntry } from '../core/providers/question.ts';
import { accountsSetting, accountsSettingPort, writtenAccounts } from './accountsSetting.ts';

/** The accounts of this window, and what writes them down. */
export class Accounts extends AccountList {
  readonly #writer = new EntriesWriter({
    read: entriesForWriting,
    write: (entries) =>
      vscode.workspace.getConfiguration().update(accountsSetting, entries, vscode.ConfigurationTarget.Global),
    onDidChange: accountsSettingPort.onDidChange,
  });

  constructor(secrets: SecretsPort, places: CredentialPlaces) {
    super({ setting: accountsSettingPort, secrets, places });
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

  override dispose(): void {
    this.#writer.dispose();
    super.dispose();
  }
}

function entriesForWriting(): readonly unknown[] {
  const value = writtenAccounts() ?? [];
  if (Array.isArray(value)) {
    return value;
  }
  throw new Error(vscode.l10n.t('The setting cloudTasks.accounts is not a list. Correct it first.'));
}
