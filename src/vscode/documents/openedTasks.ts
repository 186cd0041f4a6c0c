import type * as vscode from 'vscode';

const key = 'openedTasks';
const most = 500;

/**
 * The paths of the tasks that a person has opened in this workspace, so that their tabs find them after a reload. The
 * latest ones, because a workspace is used for years.
 */
export class OpenedTasks {
  readonly #state: Pick<vscode.Memento, 'get' | 'update'>;
  readonly #paths: Set<string>;

  constructor(state: Pick<vscode.Memento, 'get' | 'update'>) {
    this.#state = state;
    const kept = state.get<unknown>(key);
    const paths = Array.isArray(kept) ? kept : [];
    this.#paths = new Set(paths.filter((path) => typeof path === 'string'));
  }

  has(path: string): boolean {
    return this.#paths.has(path);
  }

  /** @returns whether it was not there */
  add(path: string): boolean {
    const isNew = !this.#paths.delete(path);
    this.#paths.add(path);
    for (const oldest of [...this.#paths].slice(0, -most)) {
      this.#paths.delete(oldest);
    }
    // A note that is lost costs a click after the next reload, not more.
    void Promise.resolve(this.#state.update(key, [...this.#paths])).catch(() => {});
    return isNew;
  }
}
