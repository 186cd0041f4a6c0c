import * as vscode from 'vscode';
import { CloudError } from '../../core/model/errors.ts';
import { findAgent } from '../../core/polling/agentAddress.ts';
import type { AgentPoller } from '../../core/polling/agentPoller.ts';
import type { WatchedAgent } from '../../core/polling/watchedAgent.ts';
import { collecting } from '../../core/providers/agentService.ts';
import { failureDetails } from '../text/failureText.ts';
import { ask, showError } from '../ui/messages.ts';
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
  const isNamed = findAgent(target, poller.agents) !== undefined;
  if (agent === undefined || (isNamed && !isOwn(target, poller) && !(await confirmed(agent)))) {
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

/** Whether a row of ours was clicked: nobody else has the agents that are watched. */
function isOwn(target: unknown, poller: AgentPoller): boolean {
  return poller.agents.some((agent) => agent === target);
}

/** A task of a workspace, a link or another extension may name an agent: a person has the last word. */
async function confirmed({ config, owner }: WatchedAgent): Promise<boolean> {
  const collect = vscode.l10n.t('Collect Processes');
  const question = vscode.l10n.t('Collect the processes of {0}?', config.label);
  const detail = vscode.l10n.t(
    'Something other than a row of Cloud Tasks asks for it. The collection runs on the machine, in the account "{0}".',
    owner.account.label,
  );
  return (await ask('warning', question, detail, collect)) === collect;
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
