import * as vscode from 'vscode';
import { Fingerprints } from '../core/accounts/fingerprints.ts';
import { credentialsFromText, credentialsToText } from '../core/accounts/storedCredentials.ts';
import type { Credentials } from '../core/providers/service.ts';

const prefix = 'cloudTasks.credentials.';

/** Key pairs in VS Code's SecretStorage, one secret per account id. */
export class SecretStore implements vscode.Disposable {
  readonly #secrets: vscode.SecretStorage;
  readonly #fingerprints = new Fingerprints();
  readonly #changed = new vscode.EventEmitter<string>();
  readonly #subscription: vscode.Disposable;

  /** Fires with an account id when its key pair became another one, in this window or in another. */
  readonly onDidChange = this.#changed.event;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
    this.#subscription = secrets.onDidChange(({ key }) => {
      if (key.startsWith(prefix)) {
        void this.#look(key.slice(prefix.length));
      }
    });
  }

  /** `undefined` when nothing, or nothing readable, is stored. */
  async read(accountId: string): Promise<Credentials | undefined> {
    const text = await this.#secrets.get(prefix + accountId);
    this.#fingerprints.first(accountId, text);
    return text === undefined ? undefined : credentialsFromText(text);
  }

  async store(accountId: string, credentials: Credentials): Promise<void> {
    const text = credentialsToText(credentials);
    await this.#secrets.store(prefix + accountId, text);
    this.#noteChange(accountId, text);
  }

  async delete(accountId: string): Promise<void> {
    await this.#secrets.delete(prefix + accountId);
    this.#noteChange(accountId, undefined);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  // VS Code fires in every window and sometimes without a change, and does not say what the value is now.
  async #look(accountId: string): Promise<void> {
    try {
      this.#noteChange(accountId, await this.#secrets.get(prefix + accountId));
    } catch {
      // The storage cannot be read now; whoever needs the keys meets the same failure and reports it.
    }
  }

  #noteChange(accountId: string, text: string | undefined): void {
    if (this.#fingerprints.changed(accountId, text)) {
      this.#changed.fire(accountId);
    }
  }
}
