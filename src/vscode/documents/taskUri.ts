import * as vscode from 'vscode';
import { addressIn, type TaskAddress, taskPath } from './taskPath.ts';

export const taskScheme = 'cloudtask';

/** `cloudtask:/<account id>/<service>/<task id>.json`: the same for the same task, so the same tab. */
export function taskUri(address: TaskAddress): vscode.Uri {
  return vscode.Uri.from({ scheme: taskScheme, path: taskPath(address) });
}

export function taskAddress({ authority, path, query }: vscode.Uri): TaskAddress | undefined {
  return authority === '' && query === '' ? addressIn(path) : undefined;
}
