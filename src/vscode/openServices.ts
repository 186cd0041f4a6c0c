import * as vscode from 'vscode';
import type { Account, ServiceConfig } from '../core/model/account.ts';
import type { WatchedService } from '../core/polling/watchedAgent.ts';
import type { ServiceTasks } from '../core/tasks/serviceTasks.ts';
import type { Accounts } from './accounts.ts';

/** A service with a task list, with what has been loaded of it. */
export interface OpenTasks {
  readonly account: Account;
  readonly config: ServiceConfig;
  readonly tasks: ServiceTasks;
}

/** A service with agents, with what is known of them. */
export interface OpenAgents {
  readonly account: Account;
  readonly config: ServiceConfig;
  readonly watched: WatchedService;
}

export type OpenService = OpenTasks | OpenAgents;

/** What all services can say of themselves. */
export interface ServiceInfo {
  readonly name: string;
  readonly place: string;
  readonly consoleUrl: string | undefined;
}

export function infoOf(open: OpenService): ServiceInfo {
  return 'tasks' in open ? open.tasks.service : open.watched.service;
}

/** Makes and ends the services of accounts. */
export interface ServiceOpener {
  open(account: Account, config: ServiceConfig): OpenService | undefined;
  close(service: OpenService): void;
  /** The key pair is another one. */
  rekeyed(service: OpenService): void;
}

/** The services of all accounts, in the order of the setting. Keeps what is loaded while an account stays the same. */
export class OpenServices implements vscode.Disposable {
  readonly #accounts: Accounts;
  readonly #opener: ServiceOpener;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  #all: readonly OpenService[] = [];

  /** Fires when services have come or gone, or when the complaints about the setting are others. */
  readonly onDidChange = this.#changed.event;

  constructor(accounts: Accounts, opener: ServiceOpener) {
    this.#accounts = accounts;
    this.#opener = opener;
    this.#update([]);
    this.#subscription = accounts.onDidChange(({ rekeyed }) => this.#update(rekeyed));
  }

  get all(): readonly OpenService[] {
    return this.#all;
  }

  /** Those with a task list. */
  get lists(): readonly OpenTasks[] {
    return this.#all.filter((service) => 'tasks' in service);
  }

  find(accountId: string, serviceKey: string): OpenService | undefined {
    return this.#all.find(({ account, config }) => account.id === accountId && config.key === serviceKey);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
    for (const service of this.#all) {
      this.#opener.close(service);
    }
  }

  #update(rekeyed: readonly string[]): void {
    this.#reconcile();
    this.#changed.fire();
    for (const service of this.#all) {
      if (rekeyed.includes(service.account.id)) {
        this.#opener.rekeyed(service);
      }
    }
  }

  #reconcile(): void {
    const gone = new Set(this.#all);
    this.#all = this.#accounts.all.flatMap((account) =>
      account.services.flatMap((config) => {
        const kept = this.#all.find((open) => open.account === account && open.config === config);
        return kept ?? this.#opener.open(account, config) ?? [];
      }),
    );
    for (const service of this.#all) {
      gone.delete(service);
    }
    for (const service of gone) {
      this.#opener.close(service);
    }
  }
}
