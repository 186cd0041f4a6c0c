import * as vscode from 'vscode';
import type { StatusKind } from '../../core/model/task.ts';

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
