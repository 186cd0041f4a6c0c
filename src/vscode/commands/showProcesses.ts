import * as vscode from 'vscode';
import { findWatched } from '../../core/polling/watchedAddress.ts';
import type { Watcher } from '../../core/polling/watcher.ts';
import type { TaskDocuments } from '../documents/taskDocuments.ts';
import { taskUri } from '../documents/taskUri.ts';
import { chooseAgent } from './chooseAgent.ts';
import { openDetail } from './openTask.ts';

export interface ShowProcessesDependencies {
  readonly watcher: Watcher;
  /** Reads documents that may be open already again. */
  readonly documents: Pick<TaskDocuments, 'allow' | 'reload'>;
}

/**
 * `cloudTasks.showProcesses`: opens what was collected last from an agent, or from the one a person picks.
 * A target with `preserveFocus: true` leaves the keyboard where it is.
 */
export async function showProcesses(
  target: unknown,
  { watcher, documents }: ShowProcessesDependencies,
): Promise<void> {
  const agent =
    findWatched(target, watcher.tasks) ??
    (await chooseAgent(
      watcher.tasks.filter(({ kind }) => kind?.severity === 'good'),
      vscode.l10n.t('Show Processes'),
      vscode.l10n.t('There is no agent whose collection is complete.'),
    ));
  if (agent === undefined) {
    return;
  }
  const { account, service } = agent.owner;
  const address = { account: account.id, service: service.key, taskId: agent.id };
  const uri = taskUri(address);
  if (vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString())) {
    documents.reload([uri]);
  }
  await openDetail(address, documents, preservesFocus(target));
}

function preservesFocus(target: unknown): boolean {
  return (
    typeof target === 'object' &&
    target !== null &&
    'preserveFocus' in target &&
    target.preserveFocus === true
  );
}
