import * as vscode from 'vscode';
import { CloudError } from '../../core/model/errors.ts';
import { findAgent } from '../../core/polling/agentAddress.ts';
import type { AgentPoller } from '../../core/polling/agentPoller.ts';
import type { WatchedAgent } from '../../core/polling/watchedAgent.ts';
import { collecting } from '../../core/providers/agentService.ts';
import { failureDetails } from '../text/failureText.ts';
import { showError } from '../ui/messages.ts';
import { chooseAgent } from './chooseAgent.ts';

export interface CollectProcessesDependencies {
  readonly poller: AgentPoller;
}

/** `cloudTasks.collectProcesses`: starts a collection on an agent, or on the one a person picks. */
export async function collectProcesses(
  target: unknown,
  { poller }: CollectProcessesDependencies,
): Promise<void> {
  const agent = findAgent(target, poller.agents) ?? (await chooseAgentToCollect(poller));
  if (agent === undefined) {
    return;
  }
  try {
    await poller.collect(agent, new AbortController().signal);
  } catch (error) {
    const failure = CloudError.of(error);
    const openLog = vscode.l10n.t('Show Log');
    const chosen = await showError(
      vscode.l10n.t(
        'The collection on {0} could not be started: {1}',
        agent.config.label,
        failureDetails(failure, agent.owner.service.name),
      ),
      openLog,
    );
    if (chosen === openLog) {
      await vscode.commands.executeCommand('cloudTasks.showLog');
    }
  }
}

async function chooseAgentToCollect({ agents }: AgentPoller): Promise<WatchedAgent | undefined> {
  return chooseAgent(
    agents.filter(({ owner, status }) => owner.retired === undefined && status !== collecting),
    vscode.l10n.t('Collect Processes'),
    agents.length === 0
      ? vscode.l10n.t('No CWP agent is configured.')
      : vscode.l10n.t('All agents are collecting already, or their service is switched off.'),
  );
}
