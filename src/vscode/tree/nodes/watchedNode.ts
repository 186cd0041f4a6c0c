import * as vscode from 'vscode';
import type { Account } from '../../../core/model/account.ts';
import type { CloudError } from '../../../core/model/errors.ts';
import type { Instant } from '../../../core/model/task.ts';
import type { WatchedTask } from '../../../core/polling/watchedTask.ts';
import type { OpenService } from '../../../core/session.ts';
import { agentSinceText, agentStateText } from '../../text/agentText.ts';
import {
  explanationOf,
  type FailedService,
  failureDetails,
  failureTitle,
  type Remedy,
  remedyOf,
} from '../../text/failureText.ts';
import { agentRowTooltip } from '../agentTooltip.ts';
import { contextValue } from '../contextValues.ts';
import { agentIcon } from '../statusIcon.ts';
import type { TreeNode } from './node.ts';

/** An agent and its state. */
export class WatchedNode implements TreeNode {
  readonly kind = 'watched';
  readonly parent: TreeNode;
  readonly service: OpenService;
  readonly watched: WatchedTask;
  readonly #look: () => Promise<void>;

  constructor(parent: TreeNode, service: OpenService, agent: WatchedTask, look: () => Promise<void>) {
    this.parent = parent;
    this.service = service;
    this.watched = agent;
    this.#look = look;
  }

  get id(): string {
    return `${this.parent.id}/${this.watched.id}`;
  }

  get account(): Account {
    return this.service.account;
  }

  item(now: Instant): vscode.TreeItem {
    const { watched: agent } = this;
    const { error, id, isRunning, kind, label, owner } = agent;
    const item = new vscode.TreeItem(label);
    const since = agentSinceText(agent, now);
    const remedy = error && agentRemedyOf(error, this.service);
    const details = error && failureDetails(error, owner.service.name);
    const explanation = error === undefined ? '' : explanationOf(error, owner.service.name);
    const spoken = [label, agentStateText(agent), since, explanation, remedy?.title ?? '', id];
    item.id = this.id;
    item.description =
      error === undefined
        ? [since, id].filter((part) => part !== '').join(' · ')
        : [failureTitle(error), remedy?.title, details, id].join(' · ');
    item.accessibilityInformation = { label: spoken.filter((part) => part !== '').join(', ') };
    item.iconPath = agentIcon(agent);
    item.contextValue =
      kind?.severity === 'good'
        ? contextValue.completeAgent
        : isRunning
          ? contextValue.collectingAgent
          : contextValue.agent;
    if (remedy !== undefined) {
      item.command = { ...remedy, arguments: [this] };
    } else if (kind?.severity === 'good') {
      const title = vscode.l10n.t('Show Processes');
      const { account, service } = owner;
      // As on a task's row, where VS Code itself opens the document: a click leaves the keyboard in the tree.
      const target = { account: account.id, service: service.key, uuid: id, preserveFocus: true };
      item.command = { command: 'cloudTasks.showProcesses', title, arguments: [target] };
    }
    return item;
  }

  resolve(item: vscode.TreeItem): vscode.TreeItem {
    item.tooltip = agentRowTooltip(this.watched);
    return item;
  }

  refresh(): Promise<void> {
    return this.#look();
  }

  retry(): Promise<void> {
    return this.#look();
  }
}

/** An agent the service does not know is one to choose anew. */
function agentRemedyOf(error: CloudError, service: FailedService): Remedy {
  return error.kind === 'gone' || error.kind === 'caller'
    ? { title: vscode.l10n.t('Choose Agents'), command: 'cloudTasks.chooseAgents' }
    : remedyOf(error, service);
}
