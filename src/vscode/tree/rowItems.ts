import * as vscode from 'vscode';
import type { Instant } from '../../core/model/task.ts';
import type { UnreadableEntry } from '../../core/tasks/taskEntry.ts';
import { infoOf } from '../openServices.ts';
import { explanationOf, failureDetails, remedyOf } from '../text/failureText.ts';
import { taskCountText } from '../text/taskCountText.ts';
import { clockText } from '../text/timeText.ts';
import { groupCount } from './groupItem.ts';
import {
  type BlockNode,
  type FailureNode,
  GroupNode,
  type NoteNode,
  type PagerNode,
  type ProblemNode,
  type RangeNode,
} from './nodes.ts';

export function pagerItem(node: PagerNode): vscode.TreeItem {
  const { group } = node.parent;
  const failure = group.failure?.during === 'more' ? group.failure : undefined;
  const loading = group.phase === 'loading';
  const item = new vscode.TreeItem(
    failure === undefined ? vscode.l10n.t('Load more') : vscode.l10n.t('Retry'),
  );
  item.id = `pager:${node.parent.id}`;
  item.contextValue = 'pager';
  if (loading) {
    item.description = vscode.l10n.t('loading…');
    item.iconPath = new vscode.ThemeIcon('loading~spin');
  } else if (failure === undefined) {
    item.description = groupCount(group);
    item.iconPath = new vscode.ThemeIcon('fold-down');
  } else {
    const details = failureDetails(failure.error, group.service.name);
    item.description = vscode.l10n.t('Load more failed: {0} · {1}', failure.error.code, details);
    item.iconPath = new vscode.ThemeIcon('refresh', new vscode.ThemeColor('list.warningForeground'));
    item.tooltip = `${failure.error.code}\n${details}`;
    // Without it a screen reader says the tooltip alone, which does not tell that this is the row to retry with.
    item.accessibilityInformation = { label: `${item.label}, ${item.description}` };
  }
  item.command = { command: 'cloudTasks.loadMore', title: vscode.l10n.t('Load more'), arguments: [node] };
  return item;
}

export function failureItem(node: FailureNode, now: Instant): vscode.TreeItem {
  const { error, parent } = node;
  const remedy = remedyOf(error);
  const { account, open } = node.service;
  const { name } = infoOf(open);
  const item = new vscode.TreeItem(error.code);
  const readAt = parent instanceof GroupNode ? parent.group.readAt : undefined;
  item.id = `failure:${parent.id}`;
  item.description = [
    remedy.title,
    ...(readAt === undefined ? [] : [vscode.l10n.t('these rows are of {0}', clockText(readAt, now))]),
    failureDetails(error, name),
  ].join(' · ');
  item.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  item.contextValue = 'failure';
  item.tooltip = [
    `${account.label} · ${name}`,
    `${error.code}: ${explanationOf(error, name)}`,
    ...(error.requestId === undefined ? [] : [`RequestId: ${error.requestId}`]),
  ].join('\n');
  item.command = { command: remedy.command, title: remedy.title, arguments: [node] };
  item.accessibilityInformation = { label: `${error.code}, ${item.description}` };
  return item;
}

export function rangeItem(node: RangeNode | BlockNode, now: Instant): vscode.TreeItem {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let count = 0;
  for (const { rows } of node.chunks) {
    count += rows.length;
    for (const { task } of [rows.at(0), rows.at(-1)].filter((row) => row !== undefined)) {
      first = Math.min(first, task.createdAt ?? first);
      last = Math.max(last, task.createdAt ?? last);
    }
  }
  const label =
    last < first ? vscode.l10n.t('Earlier tasks') : `${clockText(first, now)} – ${clockText(last, now)}`;
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = node.id;
  item.description = taskCountText(count);
  item.iconPath = new vscode.ThemeIcon('history');
  item.contextValue = 'range';
  return item;
}

export function noteItem(node: NoteNode): vscode.TreeItem {
  const item = new vscode.TreeItem('');
  item.id = `note:${node.parent.id}`;
  item.description = node.text;
  item.accessibilityInformation = { label: node.text };
  if (node.command !== undefined) {
    item.command = { command: node.command, title: node.text, arguments: [node.parent] };
  }
  return item;
}

export function unreadableItem(entry: UnreadableEntry, id: string): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Unreadable entry'));
  item.id = id;
  item.description = entry.item.reason;
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  item.contextValue = 'unreadable';
  item.command = {
    command: 'cloudTasks.openUnreadable',
    title: vscode.l10n.t('Open Unreadable Entry'),
    arguments: [entry],
  };
  return item;
}

export function problemItem(node: ProblemNode): vscode.TreeItem {
  const { id, index, message } = node.problem;
  const item = new vscode.TreeItem(message);
  item.id = `problem:${index ?? ''}:${id ?? ''}:${message}`;
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  item.tooltip = message;
  item.contextValue = 'problem';
  item.command = { command: 'cloudTasks.openSettings', title: vscode.l10n.t('Open settings') };
  return item;
}
