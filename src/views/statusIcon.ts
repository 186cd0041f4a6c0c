import * as vscode from 'vscode';
import type { StatusKind } from '../clouds/task.ts';

interface Look {
  readonly icon: string;
  readonly color?: string;
}

/** The icon of a status; in colour where there is something to look at. */
export function statusIcon(kind: StatusKind, colored: boolean): vscode.ThemeIcon {
  const { icon, color } = lookOf(kind);
  return new vscode.ThemeIcon(
    icon,
    colored && color !== undefined ? new vscode.ThemeColor(color) : undefined,
  );
}

function lookOf({ mood, stage }: StatusKind): Look {
  switch (mood) {
    case 'bad':
      return { icon: 'error', color: 'testing.iconFailed' };
    case 'attention':
      return { icon: stage === 'done' ? 'circle-slash' : 'debug-pause', color: 'charts.yellow' };
    case 'unknown':
      return { icon: 'question' };
    case 'good':
    case 'neutral':
      return stage === 'running'
        ? { icon: 'play-circle', color: 'charts.blue' }
        : { icon: stage === 'waiting' ? 'clock' : 'check' };
  }
}
