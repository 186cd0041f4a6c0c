import * as vscode from 'vscode';
import type { TaskDocuments } from '../documents/taskDocuments.ts';
import type { TaskAddress } from '../documents/taskPath.ts';
import { taskUri } from '../documents/taskUri.ts';
import { nodeOf } from '../tree/nodes/node.ts';

/** `cloudTasks.openTask`: the detail of a row, or of `{account, service, taskId}`. */
export async function openTask(target: unknown, documents: TaskDocuments): Promise<void> {
  const address = addressOf(target);
  if (address !== undefined) {
    await openDetail(address, documents);
  }
}

/** Opens a detail for a person, who may so open it again after a reload. */
export async function openDetail(
  address: TaskAddress,
  documents: Pick<TaskDocuments, 'allow' | 'reload'>,
  preserveFocus = false,
): Promise<void> {
  const uri = taskUri(address);
  if (documents.allow(address)) {
    // It may stand open with the text that it was not asked for.
    documents.reload([uri]);
  }
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: true, preserveFocus });
}

/** Which task a row is of, or `{account, service, taskId}` names. */
export function addressOf(target: unknown): TaskAddress | undefined {
  const node = nodeOf(target);
  if (node?.taskId !== undefined && node.service !== undefined) {
    const { account, config } = node.service;
    return { account: account.id, service: config.key, taskId: node.taskId };
  }
  const { account, service, taskId } = (
    typeof target === 'object' && target !== null ? target : {}
  ) as Record<string, unknown>;
  return isName(account) && isName(service) && isName(taskId) ? { account, service, taskId } : undefined;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
