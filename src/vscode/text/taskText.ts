import * as vscode from 'vscode';
import type { Conclusion } from '../../core/model/explanation.ts';
import { markdownText } from '../../core/model/plainText.ts';
import type { Instant, StatusKind, Task } from '../../core/model/task.ts';
import type { TaskFacts } from '../../core/tasks/taskFacts.ts';
import { type Tooltip, tooltip } from '../ui/markdown.ts';
import { failureLine, partTitle } from './partText.ts';
import { durationText, momentText, zonelessText } from './timeText.ts';
import { typeInWords, withSubtypes } from './words.ts';

/** "Workflow: transcode, snapshot" */
export function taskTitle(task: Task): string {
  return withSubtypes(typeInWords(task.type) || vscode.l10n.t('Task'), task.subtypes);
}

/** What a status is called, with what is known of the outcome where the status does not tell it by itself. */
export function statusText(task: Task, kind: StatusKind, facts?: TaskFacts): string {
  // The group of all statuses beyond the bound has none of its own.
  const name = kind.status === '' ? task.status : vscode.l10n.t(kind.name);
  switch (kind.severity === 'bad' ? undefined : conclusionOf(task, facts)) {
    case 'failure':
    case 'partial':
      return vscode.l10n.t('{0}, with failures', name);
    case 'success':
      return vscode.l10n.t('{0}, succeeded', name);
    case 'cancelled':
    case 'unknown':
    case undefined:
      return name;
  }
}

/** How a task turned out, as far as its detail or its list has told. */
export function conclusionOf(task: Task, facts: TaskFacts | undefined): Conclusion | undefined {
  if (facts?.conclusion !== undefined) {
    return facts.conclusion;
  }
  return task.failed === undefined ? undefined : task.failed ? 'partial' : 'success';
}

/** `place`: whose task it is, where the rows around do not tell. */
export function taskTooltip(task: Task, kind: StatusKind, facts?: TaskFacts, place?: string): Tooltip {
  const notYet = vscode.l10n.t('not yet');
  const moment = (instant: Instant | undefined): string =>
    instant === undefined ? notYet : task.zoneless ? zonelessText(instant) : momentText(instant);
  // A time without a zone cannot be held against the clock of this machine.
  const now = task.zoneless ? undefined : Date.now();
  const rows: [string, string][] = [
    ...(place === undefined ? [] : [[vscode.l10n.t('Account'), place] satisfies [string, string]]),
    [vscode.l10n.t('Status'), statusText(task, kind, facts)],
    [vscode.l10n.t('Created'), moment(task.createdAt)],
    [vscode.l10n.t('Started'), moment(task.startedAt)],
    [vscode.l10n.t('Ended'), moment(task.finishedAt)],
  ];
  const queueEnd = task.startedAt ?? (kind.stage === 'waiting' ? now : undefined);
  if (task.createdAt !== undefined && queueEnd !== undefined && queueEnd >= task.createdAt) {
    const waits = task.startedAt === undefined;
    rows.push([
      waits ? vscode.l10n.t('Waiting for') : vscode.l10n.t('Waited'),
      durationText(queueEnd - task.createdAt),
    ]);
  }
  const runEnd = kind.stage === 'done' ? task.finishedAt : kind.stage === 'running' ? now : undefined;
  if (task.startedAt !== undefined && runEnd !== undefined && runEnd >= task.startedAt) {
    const runs = kind.stage === 'running';
    rows.push([
      runs ? vscode.l10n.t('Running for') : vscode.l10n.t('Ran'),
      durationText(runEnd - task.startedAt),
    ]);
  }
  for (const part of facts?.failures ?? []) {
    rows.push([partTitle(part), failureLine(part)]);
  }
  const lines = rows.map(([name, value]) => markdownText(`${name}: ${value}`));
  const name = facts?.name === undefined ? '' : `**${markdownText(facts.name)}**\n\n`;
  return tooltip(
    `${name}**${markdownText(taskTitle(task))}**\n\n${markdownText(task.id)}\n\n${lines.join('  \n')}`,
  );
}
