import * as vscode from 'vscode';
import type { StatusKind, Task } from '../../core/model/task.ts';
import type { WatchedTask } from '../../core/polling/watchedTask.ts';
import type { TaskFacts } from '../../core/tasks/taskFacts.ts';
import { agentIconName } from '../text/agentText.ts';
import { conclusionOf } from '../text/taskText.ts';

/** Colours that all themes have, both high-contrast ones among them; those of lists and tests are missing there. */
const colors = {
  red: 'charts.red',
  green: 'charts.green',
  yellow: 'charts.yellow',
  blue: 'charts.blue',
} as const;

interface Look {
  readonly icon: string;
  readonly color?: string;
  /** Where there is nothing to look at. */
  readonly quietColor?: string;
}

/** The icon of a status; in colour where there is something to look at. */
export function statusIcon(kind: StatusKind, colored: boolean): vscode.ThemeIcon {
  const { icon, color, quietColor } = lookOf(kind);
  return themeIcon(icon, colored ? color : quietColor);
}

/** Of a row below which, or in which, something could not be read. */
export function failureIcon(): vscode.ThemeIcon {
  return themeIcon('warning', colors.yellow);
}

/** Of a row that says what could not be read. */
export function errorIcon(): vscode.ThemeIcon {
  return themeIcon('error', colors.red);
}

/** Of what has failed; in colour while some of it is new. */
export function attentionIcon(isNew: boolean): vscode.ThemeIcon {
  return themeIcon('error', isNew ? colors.red : undefined);
}

/** Of a page that is to be asked for again. */
export function retryIcon(): vscode.ThemeIcon {
  return themeIcon('refresh', colors.yellow);
}

/** A ring that tells how it went: a cross, a tick, a bar, or nothing in it while nobody knows. */
export function taskIcon(task: Task, kind: StatusKind, facts?: TaskFacts): vscode.ThemeIcon {
  const failing = (facts?.counts.failed ?? 0) > 0;
  const conclusion = conclusionOf(task, facts) ?? (failing ? 'partial' : undefined);
  if (conclusion === 'failure' || conclusion === 'partial') {
    return themeIcon('error', colors.red);
  }
  if (kind.severity !== 'good') {
    return statusIcon(kind, true);
  }
  switch (conclusion) {
    case 'success':
      return themeIcon('pass', colors.green);
    case 'cancelled':
      return themeIcon('circle-slash', undefined);
    case 'unknown':
      return themeIcon('question', undefined);
    case undefined:
      return themeIcon('circle-large', undefined);
  }
}

export function agentIcon(agent: WatchedTask): vscode.ThemeIcon {
  const { error, isRunning, kind } = agent;
  if (isRunning && error === undefined) {
    return new vscode.ThemeIcon('sync~spin');
  }
  const color = {
    good: colors.green,
    bad: colors.red,
    attention: colors.yellow,
    unknown: undefined,
    neutral: undefined,
  }[kind?.severity ?? 'neutral'];
  return themeIcon(agentIconName(agent), error === undefined ? color : colors.yellow);
}

function themeIcon(icon: string, color: string | undefined): vscode.ThemeIcon {
  return new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
}

function lookOf({ severity, settled, stage }: StatusKind): Look {
  switch (severity) {
    case 'bad':
      return { icon: 'error', color: colors.red };
    case 'attention':
      return stage === 'done'
        ? { icon: 'circle-slash', color: colors.yellow }
        : // VS Code colours the icons of its debugger blue wherever they get no colour.
          { icon: 'debug-pause', color: colors.yellow, quietColor: 'foreground' };
    case 'unknown':
      return { icon: 'question' };
    case 'good':
    case 'neutral':
      if (stage === 'running') {
        return { icon: 'color-mode', color: colors.blue };
      }
      if (settled === true) {
        return { icon: 'dash' };
      }
      return { icon: stage === 'waiting' ? 'clock' : 'check' };
  }
}
