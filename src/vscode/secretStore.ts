import * as vscode from 'vscode';
import { Fingerprints } from '../core/accounts/fingerprints.ts';
import { KeyVault, type Notes } from '../core/accounts/keyVault.ts';
import type { Account } from '../core/model/account.ts';
import type { Credentials } from '../core/providers/service.ts';

/** Key pairs in VS Code's SecretStorage, one secret per account id, and when they become others. */
export class SecretStore implements vscode.Disposable {
  readonly #vault: KeyVault;
  readonly #fingerprints = new Fingerprints();
  readonly #changed = new vscode.EventEmitter<string>();
  readonly #subscription: vscode.Disposable;

  /** Fires with an account id when its key pair became another one, in this window or in another. */
  readonly onDidChange = this.#changed.event;

  constructor(secrets: vscode.SecretStorage, notes: Notes) {
    this.#vault = new KeyVault(secrets, notes);
    this.#subscription = secrets.onDidChange(({ key }) => {
      const id = KeyVault.idOf(key);
      if (id !== undefined) {
        void this.#look(id);
      }
    });
  }

  /** `undefined` when nothing, or nothing readable, is stored. Rejects as {@link KeyVault.read} does. */
  async read(account: Account, signal: AbortSignal): Promise<Credentials | undefined> {
    const credentials = await this.#vault.read(account, signal);
    this.#fingerprints.first(account.id, textOf(credentials));
    return credentials;
  }

  async store(account: Account, credentials: Credentials): Promise<void> {
    await this.#vault.store(account, credentials);
    this.#noteChange(account.id, credentials);
  }

  /** Rejects when the keys cannot be deleted; they are not used any more all the same. */
  async delete(accountId: string): Promise<void> {
    try {
      await this.#vault.delete(accountId);
    } finally {
      this.#noteChange(accountId, undefined);
    }
  }

  /** The accounts that keys are stored for and that are none of `used`, each with something that tells its keys from others. */
  async unused(used: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
    const ids = [...(await this.#vault.ids())].filter((id) => !used.has(id));
    const digests = ids.map(async (id) => {
      const credentials = await this.#vault.peek(id);
      return [id, this.#fingerprints.digest(textOf(credentials))] as const;
    });
    return new Map(await Promise.all(digests));
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  // VS Code fires in every window and sometimes without a change, and does not say what the value is now.
  async #look(accountId: string): Promise<void> {
    try {
      this.#noteChange(accountId, await this.#vault.peek(accountId));
    } catch {
      // The storage cannot be read now; whoever needs the keys meets the same failure and reports it.
    }
  }

  #noteChange(accountId: string, credentials: Credentials | undefined): void {
    if (this.#fingerprints.changed(accountId, textOf(credentials))) {
      this.#changed.fire(accountId);
    }
  }
}

function textOf(credentials: Credentials | undefined): string | undefined {
  return credentials && JSON.stringify([credentials.id, credentials.secret, credentials.token]);
}
