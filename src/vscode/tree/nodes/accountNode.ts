import * as vscode from 'vscode';
import { type Account, hasStoredKeys } from '../../../core/model/account.ts';
import { type ServiceState, stateText, stateTogether } from '../../text/stateText.ts';
import { contextValue } from '../contextValues.ts';
import { failureIcon } from '../statusIcon.ts';
import type { TreeNode } from './node.ts';
import type { ServiceNode } from './serviceNode.ts';
import type { WatchedServiceNode } from './watchedServiceNode.ts';

/** More accounts than this stand closed at first: one more would push the others off the screen. */
const openAtFirst = 6;

/** An account with its services below; one with a single service is shown as that service's row. */
export class AccountNode implements TreeNode {
  readonly kind = 'account';
  readonly parent = undefined;
  readonly id: string;
  /** The entry as it is now. */
  account: Account;
  services: readonly (ServiceNode | WatchedServiceNode)[] = [];
  readonly #collapsibleState: vscode.TreeItemCollapsibleState;
  #shown: string | undefined;

  constructor(account: Account, accounts: number) {
    this.id = account.id;
    this.account = account;
    this.#collapsibleState =
      accounts > openAtFirst
        ? vscode.TreeItemCollapsibleState.Collapsed
        : vscode.TreeItemCollapsibleState.Expanded;
  }

  /** What stands at the top of the tree. */
  get row(): TreeNode | undefined {
    return this.aboveServices ?? this.services[0];
  }

  /** What the services are right below. */
  get aboveServices(): AccountNode | undefined {
    return this.services.length > 1 ? this : undefined;
  }

  get state(): ServiceState {
    return stateTogether(this.services.map(({ state }) => state));
  }

  /** Whether the row says something else than VS Code was told. */
  get isStale(): boolean {
    return this.#shown !== undefined && this.#shown !== stateText(this.state);
  }

  /** How many rows VS Code lists below groups that stand open. */
  get openRows(): number {
    return this.services.reduce((rows, service) => rows + service.openRows, 0);
  }

  item(): vscode.TreeItem {
    const { label } = this.account;
    const item = new vscode.TreeItem(label, this.#collapsibleState);
    const { state } = this;
    item.id = this.id;
    this.#shown = stateText(state);
    item.description = this.#shown;
    // The row says it all, and a hover would lie over the services.
    item.tooltip = '';
    item.iconPath = state.failure === undefined ? new vscode.ThemeIcon('cloud') : failureIcon();
    item.contextValue = hasStoredKeys(this.account) ? contextValue.accountWithKeys : contextValue.account;
    item.accessibilityInformation = {
      label: [label, item.description].filter((part) => part !== '').join(', '),
    };
    return item;
  }

  children(): readonly TreeNode[] {
    return this.services;
  }

  async refresh(): Promise<void> {
    await Promise.all(this.services.map((service) => service.refresh()));
  }
}
