import * as vscode from 'vscode';
import { markdownText } from '../../core/model/plainText.ts';
import type { Instant, StatusKind, Task } from '../../core/model/task.ts';
import { type Tooltip, tooltip } from '../ui/markdown.ts';
import { agoText, durationText, momentText } from './timeText.ts';
import { typeInWords, withSubtypes } from './words.ts';

/** Letters of the end of an id that tell a task from its neighbours. */
const endLength = 6;

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

/** What a row says of a task. */
export interface TaskRow {
  readonly label: string;
  readonly description: string;
  readonly spoken: string;
}

/**
 * What a row says of a task: the one place for it. What tells a task from its neighbours comes first, where a narrow
 * side bar shows it: its type with the end of its id while its name is not known, how long ago, how long it took. The
 * whole id stands last. A screen reader says the outcome first.
 */
export function taskRow(task: Task, kind: StatusKind, now: Instant): TaskRow {
  const type = typeInWords(task.type) || vscode.l10n.t('Task');
  const subtypes = withSubtypes(type, task.subtypes).slice(type.length).replace(/^: /, '');
  const times = timesOf(task, kind, now);
  const listed = (parts: readonly string[]): readonly string[] => parts.filter((part) => part !== '');
  return {
    label: `${type} ${idEnd(task.id)}`,
    description: listed([...times, subtypes, task.id]).join(' · '),
    spoken: listed([statusText(task, kind), taskTitle(task), ...times, task.id]).join(', '),
  };
}

/** `…a8b4c1`: ids of one account begin alike. */
function idEnd(id: string): string {
  return id.length <= endLength + 4 ? id : `…${id.slice(-endLength)}`;
}

/** "waiting 9 min", "running 4 min", "2 min ago · took 3 min 39 s". */
function timesOf(task: Task, { stage }: StatusKind, now: Instant): readonly string[] {
  const { createdAt, finishedAt, startedAt } = task;
  if (stage === 'done') {
    const ended = finishedAt ?? createdAt;
    return [
      ...(ended === undefined ? [] : [agoText(ended, now)]),
      ...(startedAt === undefined || finishedAt === undefined || finishedAt < startedAt
        ? []
        : [vscode.l10n.t('took {0}', durationText(finishedAt - startedAt))]),
    ];
  }
  const since = stage === 'running' ? (startedAt ?? createdAt) : createdAt;
  if (since === undefined) {
    return [];
  }
  const duration = durationText(Math.max(0, now - since), 1);
  return [
    stage === 'running' ? vscode.l10n.t('running {0}', duration) : vscode.l10n.t('waiting {0}', duration),
  ];
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
  const lines = rows.map(([name, value]) => markdownText(`${name}: ${value}`));
  return tooltip(`**${markdownText(taskTitle(task))}**\n\n${markdownText(task.id)}\n\n${lines.join('  \n')}`);
}
