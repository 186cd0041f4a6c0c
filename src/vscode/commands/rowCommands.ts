import * as vscode from 'vscode';
import type { Account } from '../../core/model/account.ts';
import { WatchedAgent } from '../../core/polling/watchedAgent.ts';
import { TaskEntry } from '../../core/tasks/taskEntry.ts';
import { infoOf } from '../openServices.ts';
import { AgentServiceNode, FailureNode, ServiceNode } from '../tree/nodes.ts';

/** `cloudTasks.openConsole`: the web console's task list of a row's service. */
export async function openConsole(target: unknown): Promise<void> {
  const open = serviceOf(target)?.open;
  const info = target instanceof WatchedAgent ? target.owner.service : open && infoOf(open);
  const url = info?.consoleUrl;
  if (url !== undefined) {
    await vscode.env.openExternal(vscode.Uri.parse(url, true));
  }
}

/** `cloudTasks.copyTaskId` */
export async function copyTaskId(target: unknown): Promise<void> {
  if (target instanceof TaskEntry) {
    await vscode.env.clipboard.writeText(target.task.id);
  }
}

/** `cloudTasks.copyError`: code, message and RequestId, as support asks for them. */
export async function copyError(target: unknown): Promise<void> {
  if (target instanceof FailureNode) {
    await vscode.env.clipboard.writeText(target.error.summary);
  }
}

/** `cloudTasks.openSettings`: the accounts, where they can be edited. */
export async function openSettings(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettings', 'cloudTasks.accounts');
}

export function accountOf(target: unknown): Account | undefined {
  return target instanceof WatchedAgent ? target.owner.account : serviceOf(target)?.account;
}

function serviceOf(target: unknown): ServiceNode | AgentServiceNode | undefined {
  if (target instanceof FailureNode) {
    return target.service;
  }
  return target instanceof ServiceNode || target instanceof AgentServiceNode ? target : undefined;
}
