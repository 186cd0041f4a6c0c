import * as vscode from 'vscode';
import type { StatusKind, Task } from '../../core/model/task.ts';
import type { WatchedAgent } from '../../core/polling/watchedAgent.ts';
import { collecting } from '../../core/providers/agentService.ts';
import { agentIconName } from '../text/agentText.ts';

interface Look {
  readonly icon: string;
  readonly color?: string;
  /** Where there is nothing to look at. */
  readonly quietColor?: string;
}

/** The icon of a status; in colour where there is something to look at. */
export function statusIcon(kind: StatusKind, colored: boolean): vscode.ThemeIcon {
  const { icon, color, quietColor } = lookOf(kind);
  const shown = colored ? color : quietColor;
  return new vscode.ThemeIcon(icon, shown === undefined ? undefined : new vscode.ThemeColor(shown));
}

export function taskIcon(task: Task, kind: StatusKind): vscode.ThemeIcon {
  if (task.failed === true) {
    return new vscode.ThemeIcon('error', new vscode.ThemeColor('testing.iconFailed'));
  }
  // A service that does not tell whether parts failed gets no green tick: ended is not the same as good.
  return task.failed === false && kind.mood === 'good'
    ? new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'))
    : statusIcon(kind, true);
}

export function agentIcon(agent: WatchedAgent): vscode.ThemeIcon {
  const { error, owner, status } = agent;
  if (status === collecting && error === undefined) {
    return new vscode.ThemeIcon('sync~spin');
  }
  const mood = owner.service.statuses.find((kind) => kind.status === status)?.mood;
  const colors = {
    good: 'testing.iconPassed',
    bad: 'testing.iconFailed',
    attention: 'charts.yellow',
    unknown: undefined,
    neutral: undefined,
  };
  const color = error === undefined ? colors[mood ?? 'neutral'] : 'list.warningForeground';
  return new vscode.ThemeIcon(
    agentIconName(agent),
    color === undefined ? undefined : new vscode.ThemeColor(color),
  );
}

function lookOf({ mood, stage }: StatusKind): Look {
  switch (mood) {
    case 'bad':
      return { icon: 'error', color: 'testing.iconFailed' };
    case 'attention':
      return stage === 'done'
        ? { icon: 'circle-slash', color: 'charts.yellow' }
        : // VS Code colours the icons of its debugger blue wherever they get no colour.
          { icon: 'debug-pause', color: 'charts.yellow', quietColor: 'foreground' };
    case 'unknown':
      return { icon: 'question' };
    case 'good':
    case 'neutral':
      return stage === 'running'
        ? { icon: 'play-circle', color: 'charts.blue' }
        : { icon: stage === 'waiting' ? 'clock' : 'check' };
  }
}
