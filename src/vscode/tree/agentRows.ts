import * as vscode from 'vscode';
import type { CloudError } from '../../core/model/errors.ts';
import type { Instant, StatusKind } from '../../core/model/task.ts';
import type { WatchedAgent } from '../../core/polling/watchedAgent.ts';
import { collecting, complete, neverCollected } from '../../core/providers/agentService.ts';
import type { OpenAgents } from '../openServices.ts';
import { agentIconName, agentSinceText, agentStateText } from '../text/agentText.ts';
import { explanationOf, failureDetails, type Remedy, remedyOf } from '../text/failureText.ts';
import { agentRowTooltip } from './agentTooltip.ts';
import { AgentGroupNode, AgentServiceNode, FailureNode, NoteNode, type TreeNode } from './nodes.ts';
import { statusIcon } from './statusIcon.ts';

/** The rows of a service with agents: service → status → agent. */
export class AgentRows {
  readonly #services = new Map<OpenAgents, AgentServiceNode>();
  readonly #groups = new Map<string, AgentGroupNode>();

  serviceNode(open: OpenAgents): AgentServiceNode {
    const known = this.#services.get(open);
    if (known !== undefined) {
      return known;
    }
    const node = new AgentServiceNode(open);
    this.#services.set(open, node);
    return node;
  }

  /** Forgets the services that are gone. */
  keepOnly(all: ReadonlySet<unknown>): void {
    for (const open of this.#services.keys()) {
      if (!all.has(open)) {
        this.#services.delete(open);
      }
    }
    for (const [id, { parent }] of this.#groups) {
      if (this.#services.get(parent.open) !== parent) {
        this.#groups.delete(id);
      }
    }
  }

  serviceOf(agent: WatchedAgent): AgentServiceNode | undefined {
    return [...this.#services.values()].find(({ open }) => open.watched === agent.owner);
  }

  childrenOfService(node: AgentServiceNode): TreeNode[] {
    const { watched } = node.open;
    if (watched.retired !== undefined) {
      return [new FailureNode(node, watched.retired)];
    }
    if (watched.agents.length === 0) {
      const text = vscode.l10n.t('No agents yet. Choose agents…');
      return [new NoteNode(node, text, 'cloudTasks.chooseAgents')];
    }
    const failure = commonFailure(watched.agents);
    const { statuses } = watched.service;
    const heard = new Set(watched.agents.flatMap(({ status }) => status ?? []));
    const kinds: StatusKind[] = statuses.filter(
      ({ status }) => status !== neverCollected || heard.has(status),
    );
    for (const status of heard) {
      if (!statuses.some((kind) => kind.status === status)) {
        kinds.push({ status, name: status, stage: 'running', mood: 'unknown' });
      }
    }
    const unheard = watched.agents.filter(({ status }) => status === undefined);
    return [
      ...(failure === undefined ? [] : [new FailureNode(node, failure)]),
      ...unheard,
      ...kinds.map((kind) => this.#groupNode(node, kind)),
    ];
  }

  childrenOfGroup(node: AgentGroupNode): TreeNode[] {
    const { agents } = node;
    return agents.length === 0 ? [new NoteNode(node, vscode.l10n.t('No agents'))] : [...agents];
  }

  parentOf(agent: WatchedAgent): AgentServiceNode | AgentGroupNode | undefined {
    const service = this.serviceOf(agent);
    const group = service && this.#groups.get(`${service.id}/${agent.status}`);
    return agent.status === undefined ? service : group;
  }

  #groupNode(parent: AgentServiceNode, kind: StatusKind): AgentGroupNode {
    const made = new AgentGroupNode(parent, kind);
    const known = this.#groups.get(made.id);
    if (known?.parent === parent) {
      return known;
    }
    this.#groups.set(made.id, made);
    return made;
  }
}

export function agentGroupItem(node: AgentGroupNode): vscode.TreeItem {
  const name = vscode.l10n.t(node.kind.name);
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = node.id;
  item.description = String(node.agents.length);
  item.iconPath = statusIcon(node.kind, node.agents.length > 0);
  item.contextValue = 'agentGroup';
  return item;
}

/** An agent's row. Its tooltip is left to {@link resolveAgentItem}. */
export function agentItem(agent: WatchedAgent, id: string, now: Instant): vscode.TreeItem {
  const { config, error, status } = agent;
  const item = new vscode.TreeItem(config.label);
  const since = agentSinceText(agent, now);
  item.id = id;
  const remedy = error && agentRemedyOf(error);
  const details = error && failureDetails(error, agent.owner.service.name);
  item.description =
    error === undefined
      ? [since, config.uuid].filter((part) => part !== '').join(' · ')
      : [error.code, remedy?.title, details, config.uuid].join(' · ');
  const explanation = error === undefined ? '' : explanationOf(error, agent.owner.service.name);
  item.accessibilityInformation = {
    label: [config.label, agentStateText(agent), since, explanation, remedy?.title ?? '', config.uuid]
      .filter((part) => part !== '')
      .join(', '),
  };
  if (remedy !== undefined) {
    item.command = { ...remedy, arguments: [agent] };
  } else if (status === complete) {
    const title = vscode.l10n.t('Show Processes');
    const { account, service } = agent.owner;
    // As on a task's row, where VS Code itself opens the document: a click leaves the keyboard in the tree.
    const target = { account: account.id, service: service.key, uuid: config.uuid, preserveFocus: true };
    item.command = { command: 'cloudTasks.showProcesses', title, arguments: [target] };
  }
  item.iconPath = agentIcon(agent);
  item.contextValue =
    status === complete ? 'agent.complete' : status === collecting ? 'agent.collecting' : 'agent';
  return item;
}

/** The part of an agent's row that only hovering needs. */
export function resolveAgentItem(item: vscode.TreeItem, agent: WatchedAgent): vscode.TreeItem {
  item.tooltip = agentRowTooltip(agent);
  return item;
}

/** Why no agent could be read, where that is not to do with the agents themselves. */
function commonFailure(agents: readonly WatchedAgent[]): CloudError | undefined {
  const [first] = agents;
  const error = first?.error;
  const isTheirs = error?.kind === 'gone' || error?.kind === 'caller';
  const allAlike = agents.every((agent) => agent.status === undefined && agent.error?.code === error?.code);
  return allAlike && !isTheirs ? error : undefined;
}

/** An agent the service does not know is one to choose anew. */
function agentRemedyOf(error: CloudError): Remedy {
  return error.kind === 'gone' || error.kind === 'caller'
    ? { title: vscode.l10n.t('Choose agents'), command: 'cloudTasks.chooseAgents' }
    : remedyOf(error);
}

function agentIcon(agent: WatchedAgent): vscode.ThemeIcon {
  const { error, owner, status } = agent;
  if (status === collecting && error === undefined) {
    return new vscode.ThemeIcon('sync~spin');
  }
  const mood = owner.service.statuses.find((kind) => kind.status === status)?.mood;
  const colors = {
    good: 'testing.iconPassed',
    bad: 'testing.iconFailed',
    attention: 'charts.yellow',
    unknown: undefined,
    neutral: undefined,
  };
  const color = error === undefined ? colors[mood ?? 'neutral'] : 'list.warningForeground';
  return new vscode.ThemeIcon(
    agentIconName(agent),
    color === undefined ? undefined : new vscode.ThemeColor(color),
  );
}
