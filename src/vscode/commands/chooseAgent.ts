import * as vscode from 'vscode';
import type { WatchedTask } from '../../core/polling/watchedTask.ts';
import { agentIconName, agentStateText } from '../text/agentText.ts';
import { pick } from '../ui/inputs.ts';
import { showInformation } from '../ui/messages.ts';

/** Asks which agent is meant, where there is a choice; says `whyNone` where there is not even one. */
export async function chooseAgent(
  agents: readonly WatchedTask[],
  title: string,
  whyNone: string,
): Promise<WatchedTask | undefined> {
  if (agents.length === 0) {
    await showInformation(whyNone);
    return undefined;
  }
  const picked = await pick(
    agents.map((agent) => ({
      agent,
      label: agent.label,
      iconPath: new vscode.ThemeIcon(agentIconName(agent)),
      description: `${agentStateText(agent)} · ${agent.owner.account.label}`,
      detail: agent.id,
    })),
    {
      title,
      placeHolder: vscode.l10n.t('Which agent?'),
    },
  );
  return picked?.agent;
}
