import * as vscode from 'vscode';
import { markdownText } from '../../core/model/plainText.ts';
import type { Instant, StatusKind, Task } from '../../core/model/task.ts';
import { type Tooltip, tooltip } from '../ui/markdown.ts';
import { ageText, durationText, momentText } from './timeText.ts';
import { typeInWords, withSubtypes } from './words.ts';

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

/** What a screen reader says. */
export function spokenTask(task: Task, kind: StatusKind, now: Instant): string {
  const age = task.createdAt === undefined ? '' : `, ${ageText(task.createdAt, now)}`;
  return `${taskTitle(task)}, ${statusText(task, kind)}${age}, ${task.id}`;
}

export function taskTooltip(task: Task, kind: StatusKind): Tooltip {
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
  const lines = rows.map(([name, value]) => markdownText(`${name}: ${value}`));
  return tooltip(`**${markdownText(taskTitle(task))}**\n\n${markdownText(task.id)}\n\n${lines.join('  \n')}`);
}
