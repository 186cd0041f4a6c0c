import * as vscode from 'vscode';
import type { Instant, StatusKind, Task } from '../../core/model/task.ts';
import type { TaskEntry } from '../../core/tasks/taskEntry.ts';
import { taskUri } from '../documents/taskUri.ts';
import { ageText, durationText, momentText } from '../text/timeText.ts';
import { typeInWords, withSubtypes } from '../text/words.ts';
import { statusIcon } from './statusIcon.ts';

/** A task's row. VS Code asks for all rows of a group at once: whatever can wait is left to {@link resolveTaskItem}. */
export function taskItem(entry: TaskEntry, id: string, now: Instant): vscode.TreeItem {
  const { task, group } = entry;
  const item = new vscode.TreeItem(taskTitle(task));
  item.id = id;
  item.description = task.createdAt === undefined ? task.id : `${ageText(task.createdAt, now)} · ${task.id}`;
  item.iconPath = taskIcon(task, group.kind);
  item.contextValue = 'task';
  item.accessibilityInformation = { label: spoken(task, group.kind, now) };
  return item;
}

/** The parts of a row that only hovering or opening it needs. */
export function resolveTaskItem(item: vscode.TreeItem, entry: TaskEntry, accountId: string): vscode.TreeItem {
  const uri = taskUri({ account: accountId, service: entry.group.service.key, taskId: entry.task.id });
  item.tooltip = tooltip(entry.task, entry.group.kind);
  item.command = { command: 'vscode.open', title: vscode.l10n.t('Open Task'), arguments: [uri] };
  return item;
}

/** "Workflow: transcode, snapshot" */
export function taskTitle(task: Task): string {
  return withSubtypes(typeInWords(task.type) || vscode.l10n.t('Task'), task.subtypes);
}

/** What a status is called, with what is known of the outcome where the status does not tell it by itself. */
export function statusText(task: Task, kind: StatusKind): string {
  return task.failed === true && kind.mood !== 'bad'
    ? vscode.l10n.t('{0}, with failures', vscode.l10n.t(kind.name))
    : vscode.l10n.t(kind.name);
}

function taskIcon(task: Task, kind: StatusKind): vscode.ThemeIcon {
  if (task.failed === true) {
    return new vscode.ThemeIcon('error', new vscode.ThemeColor('testing.iconFailed'));
  }
  // A service that does not tell whether parts failed gets no green tick: ended is not the same as good.
  return task.failed === false && kind.mood === 'good'
    ? new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'))
    : statusIcon(kind, true);
}

function spoken(task: Task, kind: StatusKind, now: Instant): string {
  const age = task.createdAt === undefined ? '' : `, ${ageText(task.createdAt, now)}`;
  return `${taskTitle(task)}, ${statusText(task, kind)}${age}, ${task.id}`;
}

function tooltip(task: Task, kind: StatusKind): vscode.MarkdownString {
  const notYet = vscode.l10n.t('not yet');
  const moment = (instant: Instant | undefined): string =>
    instant === undefined ? notYet : momentText(instant);
  const now = Date.now();
  const rows: [string, string][] = [
    [vscode.l10n.t('Status'), statusText(task, kind)],
    [vscode.l10n.t('Created'), moment(task.createdAt)],
    [vscode.l10n.t('Started'), moment(task.startedAt)],
    [vscode.l10n.t('Ended'), moment(task.finishedAt)],
  ];
  const queueEnd = task.startedAt ?? (kind.stage === 'waiting' ? now : undefined);
  if (task.createdAt !== undefined && queueEnd !== undefined && queueEnd >= task.createdAt) {
    rows.push([vscode.l10n.t('Waited'), durationText(queueEnd - task.createdAt)]);
  }
  const runEnd = kind.stage === 'done' ? task.finishedAt : kind.stage === 'running' ? now : undefined;
  if (task.startedAt !== undefined && runEnd !== undefined && runEnd >= task.startedAt) {
    rows.push([vscode.l10n.t('Ran'), durationText(runEnd - task.startedAt)]);
  }
  const markdown = new vscode.MarkdownString();
  markdown.appendMarkdown('**').appendText(taskTitle(task)).appendMarkdown('**\n\n');
  markdown.appendText(task.id).appendMarkdown('\n\n');
  for (const [name, value] of rows) {
    markdown.appendText(`${name}: ${value}`).appendMarkdown('  \n');
  }
  return markdown;
}
