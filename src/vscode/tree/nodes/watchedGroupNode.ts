import * as vscode from 'vscode';
import type { StatusKind } from '../../../core/model/task.ts';
import type { WatchedTask } from '../../../core/polling/watchedTask.ts';
import type { OpenService } from '../../../core/session.ts';
import { contextValue } from '../contextValues.ts';
import { statusIcon } from '../statusIcon.ts';
import { idPart, type TreeNode } from './node.ts';
import { NoteNode } from './noteNode.ts';

/** The service whose agents a group shows. */
export interface WatchedSource {
  agentsOf(status: string): readonly WatchedTask[];
  nodeOf(group: WatchedGroupNode, agent: WatchedTask): TreeNode;
  look(agents: readonly WatchedTask[]): Promise<void>;
}

/** The agents of one status. */
export class WatchedGroupNode implements TreeNode {
  readonly kind = 'watchedGroup';
  readonly parent: TreeNode;
  readonly #status: StatusKind;
  readonly #source: WatchedSource;

  constructor(parent: TreeNode, status: StatusKind, source: WatchedSource) {
    this.parent = parent;
    this.#status = status;
    this.#source = source;
  }

  get id(): string {
    return `${this.parent.id}/${idPart(this.#status.status)}`;
  }

  get service(): OpenService | undefined {
    return this.parent.service;
  }

  item(): vscode.TreeItem {
    const kind = this.#status;
    const name = vscode.l10n.t(kind.name);
    const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
    const { length } = this.#agents;
    item.id = this.id;
    item.description = String(length);
    item.iconPath = statusIcon(kind, length > 0);
    item.contextValue = contextValue.agentGroup;
    return item;
  }

  children(): readonly TreeNode[] {
    const agents = this.#agents;
    return agents.length === 0
      ? [new NoteNode(this, vscode.l10n.t('No agents'))]
      : agents.map((agent) => this.#source.nodeOf(this, agent));
  }

  refresh(): Promise<void> {
    return this.#source.look(this.#agents);
  }

  get #agents(): readonly WatchedTask[] {
    return this.#source.agentsOf(this.#status.status);
  }
}
