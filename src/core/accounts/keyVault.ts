import type { Account } from '../model/account.ts';
import { phrase } from '../model/phrase.ts';
import { waitFor } from '../model/waitFor.ts';
import { words } from '../model/words.ts';
import type { Credentials } from '../providers/service.ts';
import { credentialsError } from './credentials/credentialErrors.ts';
import {
  keysOwner,
  mayUse,
  type StoredKeys,
  storedKeysFromText,
  storedKeysToText,
} from './storedCredentials.ts';

/** What keeps secrets for this user: VS Code's secret storage, which asks the keyring of the system. */
export interface Secrets {
  get(name: string): PromiseLike<string | undefined>;
  store(name: string, value: string): PromiseLike<void>;
  delete(name: string): PromiseLike<void>;
  /** All names; VS Code has it since 1.106. */
  keys?(): PromiseLike<readonly string[]>;
}

/** Notes without secrets that outlive the window. */
export interface Notes {
  get(name: string): unknown;
  update(name: string, value: unknown): PromiseLike<void>;
}

type Owned = Pick<Account, 'id' | 'label' | 'cloud' | 'site' | 'services'>;

const prefix = 'cloudTasks.credentials.';
/** Ids that keys were stored for: before 1.106, VS Code does not tell. */
const storedIds = 'storedKeys';
/** Ids whose keys could not be deleted, and are not used any more. */
const revokedIds = 'revokedKeys';
/** A keyring can wait for somebody who unlocks it. */
const longestWaitMs = 10_000;

/**
 * Key pairs by account id. They belong to the account they were typed for: another one that takes its id gets none.
 * Every method rejects with a CloudError `KeyringLocked` or `SecretStorageUnavailable` where the storage fails or
 * does not answer; the storage's own words are not repeated.
 */
export class KeyVault {
  readonly #secrets: Secrets;
  readonly #notes: Notes;

  constructor(secrets: Secrets, notes: Notes) {
    this.#secrets = secrets;
    this.#notes = notes;
  }

  /** The account id that a secret of this name belongs to; `undefined` for secrets of others. */
  static idOf(name: string): string | undefined {
    return name.startsWith(prefix) ? name.slice(prefix.length) : undefined;
  }

  /** @throws CloudError `CredentialsMissing` when what is stored was typed for another cloud, site or host. */
  async read(account: Owned, signal: AbortSignal): Promise<Credentials | undefined> {
    const keys = await this.#keys(account.id, signal);
    if (keys === undefined || this.#noted(revokedIds).has(account.id)) {
      return undefined;
    }
    const owner = keysOwner(account);
    if (keys.owner === undefined) {
      // Stored by an earlier version: from now on they belong to this account.
      await this.store(account, keys.credentials).catch(() => {});
    } else if (!mayUse(owner, keys.owner)) {
      throw credentialsError(
        'CredentialsMissing',
        words(
          phrase(
            'The keys that VS Code holds for "{0}" were entered for another cloud, site or host; enter them again.',
          ),
          account.label,
        ),
      );
    }
    return keys.credentials;
  }

  /** What is stored for an id, whoever it was typed for. */
  async peek(id: string): Promise<Credentials | undefined> {
    return (await this.#keys(id, new AbortController().signal))?.credentials;
  }

  async store(account: Owned, credentials: Credentials): Promise<void> {
    const text = storedKeysToText(credentials, keysOwner(account));
    await answered((secrets) => secrets.store(prefix + account.id, text), this.#secrets);
    await this.#note(storedIds, account.id, true);
    await this.#note(revokedIds, account.id, false);
  }

  /** Keys that cannot be deleted are not used any more all the same: the rejection says so to nobody else. */
  async delete(id: string): Promise<void> {
    try {
      await answered((secrets) => secrets.delete(prefix + id), this.#secrets);
    } catch (error) {
      await this.#note(revokedIds, id, true);
      throw error;
    }
    await this.#note(storedIds, id, false);
    await this.#note(revokedIds, id, false);
  }

  /** The ids that keys are stored for. */
  async ids(): Promise<ReadonlySet<string>> {
    const names = await answered(async (secrets) => (await secrets.keys?.()) ?? [], this.#secrets);
    const ids = names.flatMap((name) => KeyVault.idOf(name) ?? []);
    return new Set([...ids, ...this.#noted(storedIds), ...this.#noted(revokedIds)]);
  }

  async #keys(id: string, signal: AbortSignal): Promise<StoredKeys | undefined> {
    const text = await answered((secrets) => secrets.get(prefix + id), this.#secrets, signal);
    return text === undefined ? undefined : storedKeysFromText(text);
  }

  #noted(name: string): ReadonlySet<string> {
    const ids = this.#notes.get(name);
    return new Set(Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []);
  }

  async #note(name: string, id: string, noted: boolean): Promise<void> {
    const ids = new Set(this.#noted(name));
    if (ids.has(id) === noted) {
      return;
    }
    if (noted) {
      ids.add(id);
    } else {
      ids.delete(id);
    }
    await this.#notes.update(name, [...ids]);
  }
}

async function answered<T>(
  ask: (secrets: Secrets) => PromiseLike<T>,
  secrets: Secrets,
  signal = new AbortController().signal,
): Promise<T> {
  try {
    return await waitFor(
      async () => await ask(secrets),
      longestWaitMs,
      signal,
      () => new Late(),
    );
  } catch (error) {
    signal.throwIfAborted();
    throw storageError(error);
  }
}

class Late extends Error {}

// What a keyring says can be anything, in any language, and hold what was to be stored.
const lockedWords =
  /lock|keyring|keychain|password|dbus|d-bus|libsecret|secret service|dismissed|interaction/i;

function storageError(error: unknown): Error {
  if (error instanceof Late) {
    return credentialsError(
      'SecretStorageUnavailable',
      words(
        phrase(
          "VS Code's secret storage does not answer: see whether the keyring of this computer asks for its password, then refresh.",
        ),
      ),
    );
  }
  return error instanceof Error && lockedWords.test(error.message)
    ? credentialsError(
        'KeyringLocked',
        words(phrase('The keyring of this computer is locked or cannot be opened: unlock it, then refresh.')),
      )
    : credentialsError(
        'SecretStorageUnavailable',
        words(
          phrase(
            "VS Code's secret storage cannot be used: restart VS Code, or keep the keys in another place.",
          ),
        ),
      );
}
