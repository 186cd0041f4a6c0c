import * as vscode from 'vscode';
import type { Notes } from '../../src/core/accounts/keyVault.ts';

/** What VS Code's own storage does, in memory: the real one belongs to an extension's context, which tests have none of. */
export class MemorySecrets implements vscode.SecretStorage {
  readonly #changed = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>();
  readonly #values = new Map<string, string>();

  readonly onDidChange = this.#changed.event;

  async keys(): Promise<string[]> {
    return [...this.#values.keys()];
  }

  async get(key: string): Promise<string | undefined> {
    return this.#values.get(key);
  }

  async store(key: string, value: string): Promise<void> {
    this.#values.set(key, value);
    this.#changed.fire({ key });
  }

  async delete(key: string): Promise<void> {
    this.#values.delete(key);
    this.#changed.fire({ key });
  }
}

/** What an extension's state does, in memory. */
export function memoryNotes(): Notes {
  const values = new Map<string, unknown>();
  return {
    get: (name) => values.get(name),
    update: async (name, value) => {
      values.set(name, value);
    },
  };
}
