import * as vscode from 'vscode';
import type { WatchedAgent } from '../../core/polling/watchedAgent.ts';
import { agentIconName, agentStateText } from '../text/agentText.ts';

/** Asks which agent is meant, where there is a choice; says `whyNone` where there is not even one. */
export async function chooseAgent(
  agents: readonly WatchedAgent[],
  title: string,
  whyNone: string,
): Promise<WatchedAgent | undefined> {
  if (agents.length === 0) {
    await vscode.window.showInformationMessage(whyNone);
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(
    agents.map((agent) => ({
      agent,
      label: `$(${agentIconName(agent)}) ${agent.config.label}`,
      description: `${agentStateText(agent)} · ${agent.owner.account.label}`,
      detail: agent.config.uuid,
    })),
    {
      title,
      placeHolder: vscode.l10n.t('Which agent?'),
      matchOnDescription: true,
      matchOnDetail: true,
    },
  );
  return picked?.agent;
}
