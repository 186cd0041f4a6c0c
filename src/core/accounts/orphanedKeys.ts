import { isObject } from '../http/answer.ts';

/**
 * The ids whose stored keys an entry of `cloudTasks.accounts` uses, or may use: an entry that cannot be read keeps
 * what it has. `undefined` when the setting as a whole cannot be read, so that nothing can be said.
 */
export function idsWithStoredKeys(setting: unknown): ReadonlySet<string> | undefined {
  if (setting !== undefined && !Array.isArray(setting)) {
    return undefined;
  }
  const entries: readonly unknown[] = setting ?? [];
  return new Set(
    entries.flatMap((entry) => {
      const { id, credentials } = isObject(entry) ? entry : {};
      const elsewhere = typeof credentials === 'string' && credentials !== 'stored';
      return typeof id === 'string' && !elsewhere ? [id] : [];
    }),
  );
}

/**
 * Finds keys that no account uses. Keys are stored before their entry is written, maybe by another window, and an
 * entry can be gone for a moment while somebody edits the settings: only what two looks in a row find, unchanged, is
 * an orphan.
 */
export class OrphanedKeys {
  #before: ReadonlyMap<string, string> = new Map();

  /**
   * @param unused The ids without an entry, each with something that differs for other keys.
   * @returns Those that were in the look before, too.
   */
  look(unused: ReadonlyMap<string, string>): readonly string[] {
    const orphans = [...unused].filter(([id, keys]) => this.#before.get(id) === keys).map(([id]) => id);
    this.#before = unused;
    return orphans;
  }
}
