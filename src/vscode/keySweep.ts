import type * as vscode from 'vscode';
import { idsWithStoredKeys, OrphanedKeys } from '../core/accounts/orphanedKeys.ts';
import type { Accounts } from './accounts.ts';
import { writtenAccounts } from './accountsSetting.ts';
import type { SecretStore } from './secretStore.ts';

/** Between two looks, the second of which deletes: as long as an entry may be gone while somebody edits the settings. */
const graceMs = 60_000;

/** Deletes the stored keys of accounts whose entry is gone or renamed, at start and whenever an entry goes. */
export class KeySweep implements vscode.Disposable {
  readonly #secrets: Pick<SecretStore, 'unused' | 'delete'>;
  readonly #log: Pick<vscode.LogOutputChannel, 'info' | 'warn'>;
  readonly #orphans = new OrphanedKeys();
  readonly #subscription: vscode.Disposable;
  #timer: NodeJS.Timeout | undefined;
  #disposed = false;

  constructor(
    accounts: Pick<Accounts, 'onDidChange'>,
    secrets: Pick<SecretStore, 'unused' | 'delete'>,
    log: Pick<vscode.LogOutputChannel, 'info' | 'warn'>,
  ) {
    this.#secrets = secrets;
    this.#log = log;
    this.#subscription = accounts.onDidChange(({ removed, edited }) => {
      if (removed.length + edited.length > 0) {
        this.#lookSoon();
      }
    });
    this.#lookSoon();
  }

  dispose(): void {
    this.#disposed = true;
    this.#subscription.dispose();
    clearTimeout(this.#timer);
  }

  /** The first look is late, too: nothing of this is urgent, and a keyring may ask somebody for a password. */
  #lookSoon(): void {
    if (this.#timer === undefined && !this.#disposed) {
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        void this.#look();
      }, graceMs);
      this.#timer.unref();
    }
  }

  async #look(): Promise<void> {
    const used = idsWithStoredKeys(writtenAccounts());
    if (used === undefined) {
      return;
    }
    try {
      const unused = await this.#secrets.unused(used);
      const orphans = this.#orphans.look(unused);
      for (const id of orphans) {
        await this.#secrets.delete(id);
        this.#log.info(`Deleted the stored keys of "${id}": no account has this id any more`);
      }
      if (unused.size > orphans.length) {
        this.#lookSoon();
      }
    } catch {
      // What a storage says may hold anything. The next start tries again.
      this.#log.warn('The keys of removed accounts could not be deleted from the secret storage');
    }
  }
}
