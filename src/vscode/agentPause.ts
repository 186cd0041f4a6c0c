import * as vscode from 'vscode';
import type { AgentPoller } from '../core/polling/agentPoller.ts';

/**
 * Lets the poller rest while nobody is at this window. `active` alone would rest it for a person who only watches,
 * `focused` alone for one who works beside it.
 */
export class AgentPause implements vscode.Disposable {
  readonly #poller: AgentPoller;
  readonly #subscription: vscode.Disposable;
  #attended = true;

  constructor(poller: AgentPoller) {
    this.#poller = poller;
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
      this.#poller.resume();
    } else {
      this.#poller.pause();
    }
  }
}
