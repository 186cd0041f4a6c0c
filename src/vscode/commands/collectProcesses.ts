import * as vscode from 'vscode';
import { CloudError } from '../../core/model/errors.ts';
import { findWatched } from '../../core/polling/watchedAddress.ts';
import type { WatchedTask } from '../../core/polling/watchedTask.ts';
import type { Watcher } from '../../core/polling/watcher.ts';
import { failureDetails } from '../text/failureText.ts';
import { ask, showError } from '../ui/messages.ts';
import { chooseAgent } from './chooseAgent.ts';

export interface CollectProcessesDependencies {
  readonly watcher: Watcher;
}

/** `cloudTasks.collectProcesses`: starts a collection on an agent, or on the one a person picks. */
export async function collectProcesses(
  target: unknown,
  { watcher }: CollectProcessesDependencies,
): Promise<void> {
  const agent = findWatched(target, watcher.tasks) ?? (await chooseAgentToCollect(watcher));
  const isNamed = findWatched(target, watcher.tasks) !== undefined;
  if (agent === undefined || (isNamed && !isOwn(target, watcher) && !(await confirmed(agent)))) {
    return;
  }
  try {
    await watcher.start(agent, new AbortController().signal);
  } catch (error) {
    const failure = CloudError.of(error);
    const openLog = vscode.l10n.t('Show Log');
    const chosen = await showError(
      vscode.l10n.t(
        'The collection on {0} could not be started: {1}',
        agent.label,
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
function isOwn(target: unknown, watcher: Watcher): boolean {
  return watcher.tasks.some((agent) => agent === target);
}

/** A task of a workspace, a link or another extension may name an agent: a person has the last word. */
async function confirmed({ label, owner }: WatchedTask): Promise<boolean> {
  const collect = vscode.l10n.t('Collect Processes');
  const question = vscode.l10n.t('Collect the processes of {0}?', label);
  const detail = vscode.l10n.t(
    'Something other than a row of Cloud Tasks asks for it. The collection runs on the machine, in the account "{0}".',
    owner.account.label,
  );
  return (await ask('warning', question, detail, collect)) === collect;
}

async function chooseAgentToCollect({ tasks }: Watcher): Promise<WatchedTask | undefined> {
  return chooseAgent(
    tasks.filter(({ isRunning }) => !isRunning),
    vscode.l10n.t('Collect Processes'),
    tasks.length === 0
      ? vscode.l10n.t('No CWP agent is configured.')
      : vscode.l10n.t('All agents are collecting already.'),
  );
}
