import type { Disposable, Event } from '../model/events.ts';
import type { AccountsChange } from './accountsChange.ts';
import { idsWithStoredKeys, OrphanedKeys } from './orphanedKeys.ts';

export interface KeySweepPorts {
  /** The setting `cloudTasks.accounts` as the user wrote it; anything. */
  readonly setting: { read(): unknown };
  readonly accounts: { readonly onDidChange: Event<AccountsChange> };
  readonly secrets: {
    unused(used: ReadonlySet<string>): Promise<ReadonlyMap<string, string>>;
    delete(accountId: string): Promise<void>;
  };
  readonly log: { info(line: string): void; warn(line: string): void };
}

/** Between two looks, the second of which deletes: as long as an entry may be gone while somebody edits the settings. */
const graceMs = 60_000;

/** Deletes the stored keys of accounts whose entry is gone or renamed, at start and whenever an entry goes. */
export class KeySweep implements Disposable {
  readonly #ports: KeySweepPorts;
  readonly #orphans = new OrphanedKeys();
  readonly #subscription: Disposable;
  #timer: NodeJS.Timeout | undefined;
  #disposed = false;

  constructor(ports: KeySweepPorts) {
    this.#ports = ports;
    this.#subscription = ports.accounts.onDidChange(({ removed, edited }) => {
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
    const { log, secrets, setting } = this.#ports;
    const used = idsWithStoredKeys(setting.read());
    if (used === undefined) {
      return;
    }
    try {
      const unused = await secrets.unused(used);
      const orphans = this.#orphans.look(unused);
      for (const id of orphans) {
        // Another window may have written the entry while the storage was asked.
        if (idsWithStoredKeys(setting.read())?.has(id) === false) {
          await secrets.delete(id);
          log.info(`Deleted the stored keys of "${id}": no account has this id any more`);
        }
      }
      if (unused.size > orphans.length) {
        this.#lookSoon();
      }
    } catch {
      // What a storage says may hold anything. The next start tries again.
      log.warn('The keys of removed accounts could not be deleted from the secret storage');
    }
  }
}
