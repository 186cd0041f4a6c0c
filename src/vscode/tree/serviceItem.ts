import * as vscode from 'vscode';
import type { Account } from '../../core/model/account.ts';
import { infoOf, type OpenService } from '../../core/session.ts';
import { serviceContextValue } from './contextValues.ts';

/** What the row of a service shows. */
export interface ServiceRow {
  readonly id: string;
  readonly account: Account;
  readonly service: OpenService;
}

export function serviceItem({ id, account, service }: ServiceRow): vscode.TreeItem {
  const { name, place, consoleUrl } = infoOf(service);
  const item = new vscode.TreeItem(`${account.label} · ${name}`, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = id;
  item.description = place;
  // A narrow sidebar cuts the row off.
  item.tooltip = `${account.label} · ${name}\n${place}`;
  item.iconPath = new vscode.ThemeIcon('cloud');
  item.contextValue = serviceContextValue(service.config.kind, { console: consoleUrl !== undefined });
  return item;
}
