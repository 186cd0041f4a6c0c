import * as vscode from 'vscode';
import type { Instant } from '../clouds/task.ts';
import type { WatchedService } from '../tasks/watchedAgent.ts';
import { agentIconName, agentSinceText, agentStateText } from './agentText.ts';
import { explanationOf } from './failureText.ts';
import { markdownText } from './markdownText.ts';

/** More agents than this do not fit on a screen; the quick pick has them all. */
const shown = 30;

/** Every agent with its state and since when that is known, account by account. */
export function agentTooltip(services: readonly WatchedService[], now: Instant): vscode.MarkdownString {
  const watching = services.filter(({ agents }) => agents.length > 0);
  const tooltip = new vscode.MarkdownString(
    watching.map((service) => accountText(service, now)).join('\n\n'),
    true,
  );
  tooltip.isTrusted = false;
  return tooltip;
}

function accountText(service: WatchedService, now: Instant): string {
  const { account, agents, resumesAt, retired } = service;
  const title = `**${markdownText(account.label)}** · ${markdownText(service.service.name)}`;
  if (retired !== undefined) {
    return `${title}\n\n$(circle-slash) ${markdownText(explanationOf(retired, service.service.name))}`;
  }
  const lines = agents.slice(0, shown).map((agent) => {
    const since = agentSinceText(agent, now);
    const state = [agentStateText(agent), since].filter((part) => part !== '').join(', ');
    return `- $(${agentIconName(agent)}) ${markdownText(agent.config.label)}: ${markdownText(state)}`;
  });
  if (agents.length > shown) {
    lines.push(`- ${markdownText(vscode.l10n.t('… and {0} more', agents.length - shown))}`);
  }
  if (resumesAt !== undefined && resumesAt > now) {
    const at = new Date(resumesAt).toLocaleTimeString(vscode.env.language);
    const text = vscode.l10n.t('The service wants fewer requests; looking again at {0}', at);
    lines.push(`\n$(watch) ${markdownText(text)}`);
  }
  return `${title}\n\n${lines.join('\n')}`;
}
