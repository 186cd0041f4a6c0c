import * as vscode from 'vscode';
import type { TaskGroup } from '../../core/tasks/taskGroup.ts';
import { infoOf } from '../openServices.ts';
import { explanationOf } from '../text/failureText.ts';
import { clockText } from '../text/timeText.ts';
import type { AgentServiceNode, GroupNode, ServiceNode } from './nodes.ts';
import { statusIcon } from './statusIcon.ts';

export function serviceItem(node: ServiceNode | AgentServiceNode): vscode.TreeItem {
  const { name, place, consoleUrl } = infoOf(node.open);
  const item = new vscode.TreeItem(
    `${node.account.label} · ${name}`,
    vscode.TreeItemCollapsibleState.Collapsed,
  );
  item.id = node.id;
  item.description = place;
  // A narrow sidebar cuts the row off.
  item.tooltip = `${node.account.label} · ${name}\n${place}`;
  item.iconPath = new vscode.ThemeIcon('cloud');
  item.contextValue = `service.${node.open.config.kind}${consoleUrl === undefined ? '' : '.console'}`;
  return item;
}

export function groupItem(node: GroupNode): vscode.TreeItem {
  const { group } = node;
  const name = vscode.l10n.t(group.kind.name);
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
  const count = groupCount(group);
  item.id = node.id;
  item.description = group.failure === undefined ? count : `${count} ⚠`.trim();
  item.iconPath = statusIcon(group.kind, group.rows.size > 0);
  item.contextValue = group.hasMore ? 'group.more' : 'group';
  item.tooltip = groupTooltip(group, name);
  const spokenCount = isFirstRead(group) ? vscode.l10n.t('loading…') : count;
  const parts = [name, spokenCount, group.failure?.error.code ?? ''].filter((part) => part !== '');
  item.accessibilityInformation = { label: parts.join(', ') };
  return item;
}

/** "12", "50+", "50 of 1,204": how many are loaded, and how many there may be; "…" while that is first being read. */
export function groupCount(group: TaskGroup): string {
  if (isFirstRead(group)) {
    return '…';
  }
  if (group.phase === 'idle' || (group.phase !== 'loaded' && group.readAt === undefined)) {
    return '';
  }
  const loaded = group.rows.size;
  const count = (value: number): string => value.toLocaleString(vscode.env.language);
  if (!group.hasMore) {
    return count(loaded);
  }
  return group.total !== undefined && group.total > loaded
    ? vscode.l10n.t('{0} of {1}', count(loaded), count(group.total))
    : `${count(loaded)}+`;
}

function isFirstRead(group: TaskGroup): boolean {
  return group.phase === 'loading' && group.readAt === undefined;
}

function groupTooltip({ failure, phase, readAt, service }: TaskGroup, name: string): string {
  if (phase === 'idle') {
    return vscode.l10n.t('Open it to read its tasks');
  }
  if (failure === undefined) {
    return name;
  }
  const title =
    failure.during === 'refresh' && readAt !== undefined
      ? vscode.l10n.t('{0}, as of {1}', name, clockText(readAt, Date.now()))
      : name;
  return `${title}\n${failure.error.code}: ${explanationOf(failure.error, service.name)}`;
}
