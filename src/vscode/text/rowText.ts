import * as vscode from 'vscode';
import type { Instant, StatusKind, Task } from '../../core/model/task.ts';
import type { TaskFacts } from '../../core/tasks/taskFacts.ts';
import { reasonText } from './partText.ts';
import { statusText, taskTitle } from './taskText.ts';
import { agoText, durationText, zonelessText } from './timeText.ts';
import { typeInWords } from './words.ts';

export interface RowText {
  readonly label: string;
  readonly description: string;
  /** What a screen reader says: outcome, name and reason first, the id last. */
  readonly spoken: string;
}

/** Letters of the end of an id that tell a task from its neighbours. */
const endLength = 6;

/**
 * A task's row: what it works on, then what matters now, then what is done with it, and the id last. Until the name is
 * known the type and the end of the id stand for it, so that rows differ where a narrow view cuts them off. `place` is
 * said where the rows around do not tell whose task it is.
 */
export function rowText(
  task: Task,
  kind: StatusKind,
  facts: TaskFacts | undefined,
  now: Instant,
  place?: string,
): RowText {
  const type = typeInWords(task.type) || vscode.l10n.t('Task');
  const title = taskTitle(task);
  // A file that has gone from the library has no name any more.
  const name = facts?.name ?? task.resource ?? (facts === undefined ? undefined : task.fileId);
  const reason = failureText(facts);
  const times = timesOf(task, kind, facts, now);
  const done = name === undefined ? title.slice(type.length).replace(/^: /, '') : title;
  const spoken = [
    statusText(task, kind, facts),
    name ?? title,
    reason,
    ...times,
    name === undefined ? undefined : title,
    place,
    task.id,
  ];
  return {
    label: name ?? `${type} ${idEnd(task.id)}`,
    description: joined([reason, ...times, done, task.id], ' · '),
    spoken: joined(spoken, ', '),
  };
}

/** `…a8b4c1`: ids of one account begin alike. */
function idEnd(id: string): string {
  return id.length <= endLength + 4 ? id : `…${id.slice(-endLength)}`;
}

/** "no video track", "2 of 5 parts · no video track" */
export function failureText(facts: TaskFacts | undefined): string | undefined {
  const [first] = facts?.failures ?? [];
  if (facts === undefined || first === undefined) {
    return undefined;
  }
  const { failed, running, succeeded } = facts.counts;
  const reason = reasonText(first);
  return failed > 1
    ? `${vscode.l10n.t('{0} of {1} parts', failed, failed + running + succeeded)} · ${reason}`
    : reason;
}

/** "waiting 9 min", "27 %, running 4 min", "2 min ago, took 3 min 39 s" */
function timesOf(
  { createdAt, finishedAt, startedAt, zoneless }: Task,
  { stage }: StatusKind,
  facts: TaskFacts | undefined,
  now: Instant,
): readonly (string | undefined)[] {
  const ended = finishedAt ?? createdAt;
  if (stage === 'done') {
    const ran = startedAt === undefined || finishedAt === undefined ? -1 : finishedAt - startedAt;
    return [
      ended === undefined ? undefined : zoneless ? zonelessText(ended) : agoText(ended, now),
      ran < 0 ? undefined : vscode.l10n.t('took {0}', durationText(ran)),
    ];
  }
  const since = stage === 'running' ? (startedAt ?? createdAt) : createdAt;
  const duration = since === undefined || zoneless ? undefined : durationText(Math.max(0, now - since), 1);
  if (stage === 'waiting') {
    return [duration === undefined ? undefined : vscode.l10n.t('waiting {0}', duration)];
  }
  return [
    facts?.progress === undefined ? undefined : vscode.l10n.t('{0} %', facts.progress),
    duration === undefined ? undefined : vscode.l10n.t('running {0}', duration),
  ];
}

function joined(parts: readonly (string | undefined)[], separator: string): string {
  return parts.filter((part) => part !== undefined && part !== '').join(separator);
}
