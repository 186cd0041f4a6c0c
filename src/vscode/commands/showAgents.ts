import * as vscode from 'vscode';
import type { WatchedTask } from '../../core/polling/watchedTask.ts';
import type { Watcher } from '../../core/polling/watcher.ts';
import { agentIconName, agentSinceText, agentStateText } from '../text/agentText.ts';
import { pick, quickPick } from '../ui/inputs.ts';
import { showInformation } from '../ui/messages.ts';

interface AgentItem extends vscode.QuickPickItem {
  readonly agent: WatchedTask;
}

interface Action extends vscode.QuickPickItem {
  readonly run: () => unknown;
}

export interface ShowAgentsDependencies {
  readonly watcher: Watcher;
  readonly now: () => number;
}

/** `cloudTasks.showAgents`, behind the status-bar item: all agents as they are now, then what can be done with one. */
export async function showAgents({ watcher, now }: ShowAgentsDependencies): Promise<void> {
  if (watcher.tasks.length === 0) {
    await offerAgents();
    return;
  }
  const agent = await pickAgent(watcher, now);
  if (agent === undefined) {
    return;
  }
  const action = await pick(actionsOf(agent, watcher), {
    title: agent.label,
    placeHolder: agentStateText(agent),
  });
  await action?.run();
}

/** There is nothing to show: says so, with the way to have some. */
async function offerAgents(): Promise<void> {
  const choose = vscode.l10n.t('Choose Agents');
  if ((await showInformation(vscode.l10n.t('No CWP agent is configured.'), choose)) === choose) {
    await vscode.commands.executeCommand('cloudTasks.chooseAgents');
  }
}

function pickAgent(watcher: Watcher, now: () => number): Promise<WatchedTask | undefined> {
  const list = quickPick<AgentItem>();
  list.title = vscode.l10n.t('CWP Agents');
  list.placeholder = vscode.l10n.t('Which agent?');
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  const update = (): void => {
    const before = list.activeItems[0]?.agent;
    list.items = watcher.tasks.map((agent) => itemOf(agent, now()));
    const active = list.items.find((item) => item.agent === before);
    // An empty list here would take the highlight from the first item, and Enter would do nothing.
    if (active !== undefined) {
      list.activeItems = [active];
    }
  };
  update();
  return new Promise((resolve) => {
    const finish = (agent: WatchedTask | undefined): void => {
      watcher.events.off('task', update);
      watcher.events.off('tasks', update);
      resolve(agent);
      list.dispose();
    };
    watcher.events.on('task', update);
    watcher.events.on('tasks', update);
    list.onDidAccept(() => finish(list.selectedItems[0]?.agent));
    list.onDidHide(() => finish(undefined));
    list.show();
  });
}

function itemOf(agent: WatchedTask, now: number): AgentItem {
  const since = agentSinceText(agent, now);
  return {
    agent,
    label: agent.label,
    iconPath: new vscode.ThemeIcon(agentIconName(agent)),
    description: [agentStateText(agent), since].filter((part) => part !== '').join(', '),
    detail: `${agent.owner.account.label} · ${agent.id}`,
  };
}

/** What makes sense for an agent in its state. */
function actionsOf(agent: WatchedTask, watcher: Watcher): readonly Action[] {
  const { isRunning, kind, owner } = agent;
  const { consoleUrl } = owner.service;
  const actions: Action[] = [];
  if (kind?.severity === 'good') {
    actions.push({
      label: vscode.l10n.t('Show Processes'),
      iconPath: new vscode.ThemeIcon('json'),
      run: () => vscode.commands.executeCommand('cloudTasks.showProcesses', agent),
    });
  }
  if (!isRunning) {
    actions.push({
      label: vscode.l10n.t('Collect Processes'),
      iconPath: new vscode.ThemeIcon('play'),
      run: () => vscode.commands.executeCommand('cloudTasks.collectProcesses', agent),
    });
  }
  actions.push({
    label: vscode.l10n.t('Refresh'),
    iconPath: new vscode.ThemeIcon('refresh'),
    run: () => watcher.look([agent]),
  });
  if (consoleUrl !== undefined) {
    actions.push({
      label: vscode.l10n.t('Open Console'),
      iconPath: new vscode.ThemeIcon('link-external'),
      run: () => vscode.env.openExternal(vscode.Uri.parse(consoleUrl, true)),
    });
  }
  actions.push({
    label: vscode.l10n.t('Copy UUID'),
    iconPath: new vscode.ThemeIcon('copy'),
    run: () => vscode.env.clipboard.writeText(agent.id),
  });
  return actions;
}
