import * as vscode from 'vscode';
import { markdownText } from '../../core/model/plainText.ts';
import type { Instant } from '../../core/model/task.ts';
import type { WatchedService, WatchedTask } from '../../core/polling/watchedTask.ts';
import { agentSinceText, agentStateText, agentStatusText } from '../text/agentText.ts';
import { explanationOf } from '../text/failureText.ts';
import { momentText } from '../text/timeText.ts';
import { type Tooltip, tooltip } from '../ui/markdown.ts';

/** More agents than this do not fit on a screen; the quick pick has them all. */
const shown = 30;

/** Every agent with its state and since when that is known, account by account. */
export function agentTooltip(services: readonly WatchedService[], now: Instant): Tooltip {
  const watching = services.filter(({ tasks }) => tasks.length > 0);
  return tooltip(watching.map((service) => accountText(service, now)).join('\n\n'));
}

/** One agent: what is known of it and, where the last look failed, why. */
export function agentRowTooltip(agent: WatchedTask): Tooltip {
  const { error, failingSince, id, label, owner, since } = agent;
  const rows = [`${vscode.l10n.t('Status')}: ${agentStatusText(agent)}`];
  if (since !== undefined) {
    rows.push(`${vscode.l10n.t('Since')}: ${momentText(since)}`);
  }
  const blocks = [`**${markdownText(label)}**`, markdownText(id), linesOf(rows)];
  if (error !== undefined) {
    const failure = [`${error.code}: ${explanationOf(error, owner.service.name)}`];
    if (failingSince !== undefined) {
      failure.push(`${vscode.l10n.t('Failing since')}: ${momentText(failingSince)}`);
    }
    if (error.requestId !== undefined) {
      failure.push(`RequestId: ${error.requestId}`);
    }
    blocks.push(linesOf(failure));
  }
  return tooltip(blocks.join('\n\n'));
}

function linesOf(texts: readonly string[]): string {
  return texts.map(markdownText).join('  \n');
}

function accountText(service: WatchedService, now: Instant): string {
  const { account, resumesAt, tasks, unsupported } = service;
  const title = `**${markdownText(account.label)}** · ${markdownText(service.service.name)}`;
  if (unsupported !== undefined) {
    return `${title}\n\n${markdownText(explanationOf(unsupported, service.service.name))}`;
  }
  const lines = tasks.slice(0, shown).map((agent) => {
    const since = agentSinceText(agent, now);
    const state = [agentStateText(agent), since].filter((part) => part !== '').join(', ');
    return `- ${markdownText(agent.label)}: ${markdownText(state)}`;
  });
  if (tasks.length > shown) {
    lines.push(`- ${markdownText(vscode.l10n.t('… and {0} more', tasks.length - shown))}`);
  }
  if (resumesAt !== undefined && resumesAt > now) {
    const at = new Date(resumesAt).toLocaleTimeString(vscode.env.language);
    const text = vscode.l10n.t('Rate limited; next try at {0}', at);
    lines.push(`\n${markdownText(text)}`);
  }
  return `${title}\n\n${lines.join('\n')}`;
}
