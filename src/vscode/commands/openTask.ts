import * as vscode from 'vscode';
import type { OpenTasks, Session } from '../../core/session.ts';
import { type TaskAddress, taskUri } from '../documents/taskUri.ts';
import { nodeOf } from '../tree/nodes/node.ts';
import type { TaskView } from '../tree/taskView.ts';
import { inputText, pick } from '../ui/inputs.ts';
import { showInformation } from '../ui/messages.ts';

/** `cloudTasks.openTask`: the detail of a row, or of `{account, service, taskId}`. */
export async function openTask(target: unknown): Promise<void> {
  const address = addressOf(target);
  if (address !== undefined) {
    await openDetail(address);
  }
}

/** `cloudTasks.findTask`: a task by its id, whether or not it is listed. */
export async function findTask(services: Session, view: TaskView): Promise<void> {
  if (services.lists.length === 0) {
    await showInformation(vscode.l10n.t('There is no account to look in yet.'));
    return;
  }
  const typed = await inputText({
    title: vscode.l10n.t('Find Task'),
    prompt: vscode.l10n.t('The TaskId, listed or not'),
    check: (value) => (value.trim() === '' ? vscode.l10n.t('Enter a TaskId.') : undefined),
  });
  const taskId = typed?.trim();
  const open = taskId === undefined ? undefined : await whereIs(taskId, services);
  if (taskId === undefined || open === undefined) {
    return;
  }
  await openDetail({ account: open.account.id, service: open.config.key, taskId });
  const entry = open.tasks.find(taskId);
  if (entry !== undefined) {
    await view.reveal(entry, { select: true, focus: false });
  }
}

async function openDetail(address: TaskAddress): Promise<void> {
  const document = await vscode.workspace.openTextDocument(taskUri(address));
  await vscode.window.showTextDocument(document, { preview: true });
}

async function whereIs(taskId: string, services: Session): Promise<OpenTasks | undefined> {
  const [listed, another] = services.lists.filter(({ tasks }) => tasks.find(taskId) !== undefined);
  if (listed !== undefined && another === undefined) {
    return listed;
  }
  if (services.lists.length === 1) {
    return services.lists[0];
  }
  const picked = await pick(
    services.lists.map((open) => ({
      open,
      label: `${open.account.label} · ${open.tasks.service.name}`,
      description: open.tasks.service.place,
    })),
    { title: vscode.l10n.t('Find Task'), placeHolder: vscode.l10n.t('Where is {0}?', taskId) },
  );
  return picked?.open;
}

/** Which task a row is of, or `{account, service, taskId}` names. */
export function addressOf(target: unknown): TaskAddress | undefined {
  const node = nodeOf(target);
  if (node?.task !== undefined && node.service !== undefined) {
    const { account, config } = node.service;
    return { account: account.id, service: config.key, taskId: node.task.task.id };
  }
  const { account, service, taskId } = (
    typeof target === 'object' && target !== null ? target : {}
  ) as Record<string, unknown>;
  return typeof account === 'string' && typeof service === 'string' && typeof taskId === 'string'
    ? { account, service, taskId }
    : undefined;
}
