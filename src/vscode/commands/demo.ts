import type * as vscode from 'vscode';
import { demoAccounts } from '../../demo/demoAccounts.ts';
import type { DemoCloud } from '../../demo/demoCloud.ts';
import type { Accounts } from '../accounts.ts';
import { demoStart, noteDemoRunning } from './demoState.ts';

/** The embedded demo cloud: a local server that speaks the clouds' protocols, and accounts that point at it. */
export class Demo implements vscode.Disposable {
  readonly #accounts: Accounts;
  readonly #state: vscode.Memento;
  #cloud: Promise<DemoCloud> | undefined;
  #accountIds: readonly string[] = [];

  constructor(accounts: Accounts, state: vscode.Memento) {
    this.#accounts = accounts;
    this.#state = state;
  }

  async start(): Promise<void> {
    if (this.#cloud !== undefined) {
      return;
    }
    const start = demoStart(this.#state, Date.now());
    this.#cloud = import('../../demo/demoCloud.ts').then(({ startDemoCloud }) => startDemoCloud({ start }));
    const cloud = await this.#cloud;
    const demos = demoAccounts(cloud);
    this.#accountIds = demos.map(({ id }) => id);
    for (const { id, entry, credentials } of demos) {
      this.#accounts.addTransient(id, entry, credentials);
    }
    await noteDemoRunning(start, this.#state);
  }

  async stop(): Promise<void> {
    const cloud = this.#cloud;
    this.#cloud = undefined;
    for (const id of this.#accountIds) {
      this.#accounts.removeTransient(id);
    }
    await (await cloud)?.close();
    await noteDemoRunning(undefined, this.#state);
  }

  dispose(): void {
    void this.#cloud?.then((cloud) => cloud.close());
  }
}
