import * as vscode from 'vscode';
import type { Watcher } from '../core/polling/watcher.ts';

/**
 * Lets the watcher rest while nobody is at this window. `active` alone would rest it for a person who only watches,
 * `focused` alone for one who works beside it.
 */
export class AgentPause implements vscode.Disposable {
  readonly #watcher: Watcher;
  readonly #subscription: vscode.Disposable;
  #attended = true;

  constructor(watcher: Watcher) {
    this.#watcher = watcher;
    this.#follow(vscode.window.state);
    this.#subscription = vscode.window.onDidChangeWindowState((state) => this.#follow(state));
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #follow({ active, focused }: vscode.WindowState): void {
    const attended = active || focused;
    if (attended === this.#attended) {
      return;
    }
    this.#attended = attended;
    if (attended) {
      this.#watcher.resume();
    } else {
      this.#watcher.pause();
    }
  }
}
