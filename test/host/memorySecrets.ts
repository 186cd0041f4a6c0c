import * as vscode from 'vscode';

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
