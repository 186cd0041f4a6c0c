import * as vscode from 'vscode';
import type { Account, ServiceConfig } from '../clouds/account.ts';
import type { ServiceTasks } from '../tasks/serviceTasks.ts';
import type { Accounts } from './accounts.ts';

/** A service of an account, with what has been loaded of it. */
export interface OpenService {
  readonly account: Account;
  readonly config: ServiceConfig;
  readonly tasks: ServiceTasks;
}

/** The services of all accounts, in the order of the setting. Keeps what is loaded while an account stays the same. */
export class OpenServices implements vscode.Disposable {
  readonly #accounts: Accounts;
  readonly #open: (account: Account, config: ServiceConfig) => ServiceTasks | undefined;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  #all: readonly OpenService[] = [];

  /** Fires when services have come or gone, or when the complaints about the setting are others. */
  readonly onDidChange = this.#changed.event;

  /** `open` makes the service of an account; nothing for one that has no task list. */
  constructor(
    accounts: Accounts,
    open: (account: Account, config: ServiceConfig) => ServiceTasks | undefined,
  ) {
    this.#accounts = accounts;
    this.#open = open;
    this.#reconcile();
    this.#subscription = accounts.onDidChange(({ rekeyed }) => {
      this.#reconcile();
      this.#changed.fire();
      for (const { account, tasks } of this.#all) {
        if (rekeyed.includes(account.id)) {
          void tasks.refresh();
        }
      }
    });
  }

  get all(): readonly OpenService[] {
    return this.#all;
  }

  find(accountId: string, serviceKey: string): OpenService | undefined {
    return this.#all.find(({ account, config }) => account.id === accountId && config.key === serviceKey);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
    for (const { tasks } of this.#all) {
      tasks.dispose();
    }
  }

  #reconcile(): void {
    const before = new Set(this.#all);
    this.#all = this.#accounts.all.flatMap((account) =>
      account.services.flatMap((config) => {
        const kept = this.#all.find((open) => open.account === account && open.config === config);
        const tasks = kept === undefined ? this.#open(account, config) : undefined;
        return kept ?? (tasks === undefined ? [] : { account, config, tasks });
      }),
    );
    for (const open of this.#all) {
      before.delete(open);
    }
    for (const { tasks } of before) {
      tasks.dispose();
    }
  }
}
