import * as vscode from 'vscode';

/** `1 task`, `1,204 tasks`. */
export function taskCountText(count: number): string {
  return count === 1
    ? vscode.l10n.t('1 task')
    : vscode.l10n.t('{0} tasks', count.toLocaleString(vscode.env.language));
}
