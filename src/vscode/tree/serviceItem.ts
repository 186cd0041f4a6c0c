import * as vscode from 'vscode';
import type { Account } from '../../core/model/account.ts';
import { hasStoredKeys } from '../../core/model/account.ts';
import type { OpenService } from '../../core/session.ts';
import { shortened } from '../text/shortened.ts';
import { type ServiceState, stateText } from '../text/stateText.ts';
import { serviceContextValue } from './contextValues.ts';
import { failureIcon } from './statusIcon.ts';

/** Of an account's name in front of its only service, in columns: with more, 300 pixels do not show the service. */
const accountWidth = 20;

/** What the row of a service shows. */
export interface ServiceRow {
  readonly id: string;
  readonly parent: unknown;
  readonly account: Account;
  readonly service: OpenService;
}

/** The service's name stands where a narrow side bar does not cut it off. */
export function serviceItem(
  { id, parent, account, service }: ServiceRow,
  state: ServiceState,
): vscode.TreeItem {
  const { name, place, consoleUrl } = service.service;
  const isAlone = parent === undefined;
  const label = isAlone ? `${shortened(account.label, accountWidth)} · ${name}` : name;
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
  // Among several of a kind, the place is what tells one from the others.
  const isOneOfSeveral = service.config.key !== service.config.kind;
  const text = stateText(state);
  const parts = (isOneOfSeveral ? [place, text] : [text, place]).filter((part) => part !== '');
  item.id = id;
  item.description = parts.join(' · ');
  // Where the row says it all, a hover would only lie over what is below.
  item.tooltip = label.includes(account.label) || !isAlone ? '' : `${account.label} · ${name}`;
  if (state.failure !== undefined) {
    item.iconPath = failureIcon();
  } else if (isAlone) {
    item.iconPath = new vscode.ThemeIcon('cloud');
  }
  item.contextValue = serviceContextValue(service.config.kind, {
    alone: isAlone,
    keys: hasStoredKeys(account),
    console: consoleUrl !== undefined,
  });
  const spoken = [isAlone ? account.label : [], name, parts].flat();
  item.accessibilityInformation = { label: spoken.join(', ') };
  return item;
}
