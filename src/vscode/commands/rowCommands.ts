import * as vscode from 'vscode';
import { isObject } from '../../core/http/answer.ts';
import { ffprobeCommand } from '../../core/providers/explain/ffprobe.ts';
import { nodeOf } from '../tree/nodes/node.ts';

const extensionId = 'cloud-tasks.cloud-tasks';

/** `cloudTasks.openConsole`: the web console's task list of a row's service. */
export async function openConsole(target: unknown): Promise<void> {
  const service = nodeOf(target)?.service;
  const url = service?.service.consoleUrl;
  if (url !== undefined) {
    await vscode.env.openExternal(vscode.Uri.parse(url, true));
  }
}

/** `cloudTasks.copyTaskId`: of a row, or of all selected ones, a line each. */
export async function copyTaskId(target: unknown, selected: unknown): Promise<void> {
  const targets = Array.isArray(selected) && selected.length > 0 ? selected : [target];
  const ids = new Set(targets.flatMap((one) => nodeOf(one)?.taskId ?? []));
  if (ids.size > 0) {
    await vscode.env.clipboard.writeText([...ids].join('\n'));
  }
}

/** `cloudTasks.copyFfprobe`: a command that looks into the file by which a part has failed: of a row, or `{brokenFile}`. */
export async function copyFfprobe(target: unknown): Promise<void> {
  const file = isObject(target) ? target.brokenFile : undefined;
  if (typeof file === 'string') {
    await vscode.env.clipboard.writeText(ffprobeCommand(file));
  }
}

/** `cloudTasks.copyError`: code, message and RequestId, as support asks for them. */
export async function copyError(target: unknown): Promise<void> {
  const error = nodeOf(target)?.error;
  if (error !== undefined) {
    await vscode.env.clipboard.writeText(error.summary);
  }
}

/** `cloudTasks.openSettings`: all of the extension's settings; on the row of an entry that has a problem, that entry. */
export async function openSettings(target: unknown): Promise<void> {
  const issue = nodeOf(target)?.issue;
  if (issue === undefined) {
    await vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${extensionId}`);
    return;
  }
  const { showEntry } = await import('./settingsEntry.ts');
  await showEntry(issue);
}
