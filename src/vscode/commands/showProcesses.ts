import * as vscode from 'vscode';
import { findAgent } from '../../core/polling/agentAddress.ts';
import type { AgentPoller } from '../../core/polling/agentPoller.ts';
import { complete } from '../../core/providers/agentService.ts';
import type { TaskDocuments } from '../documents/taskDocuments.ts';
import { taskUri } from '../documents/taskUri.ts';
import { chooseAgent } from './chooseAgent.ts';
import { openDetail } from './openTask.ts';

export interface ShowProcessesDependencies {
  readonly poller: AgentPoller;
  /** Reads documents that may be open already again. */
  readonly documents: Pick<TaskDocuments, 'allow' | 'reload'>;
}

/**
 * `cloudTasks.showProcesses`: opens what was collected last from an agent, or from the one a person picks.
 * A target with `preserveFocus: true` leaves the keyboard where it is.
 */
export async function showProcesses(
  target: unknown,
  { poller, documents }: ShowProcessesDependencies,
): Promise<void> {
  const agent =
    findAgent(target, poller.agents) ??
    (await chooseAgent(
      poller.agents.filter(({ owner, status }) => owner.retired === undefined && status === complete),
      vscode.l10n.t('Show Processes'),
      vscode.l10n.t('There is no agent whose collection is complete.'),
    ));
  if (agent === undefined) {
    return;
  }
  const { account, service } = agent.owner;
  const address = { account: account.id, service: service.key, taskId: agent.config.uuid };
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
