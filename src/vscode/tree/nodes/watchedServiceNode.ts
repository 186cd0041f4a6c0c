import * as vscode from 'vscode';
import type { Account } from '../../../core/model/account.ts';
import type { CloudError } from '../../../core/model/errors.ts';
import type { StatusKind } from '../../../core/model/task.ts';
import type { WatchedTask } from '../../../core/polling/watchedTask.ts';
import type { Watcher } from '../../../core/polling/watcher.ts';
import type { OpenWatched } from '../../../core/session.ts';
import { agentSummary } from '../../agentSummary.ts';
import type { Count, ServiceState } from '../../text/stateText.ts';
import { serviceItem } from '../serviceItem.ts';
import { type FailingNode, FailureNode } from './failureNode.ts';
import type { TreeNode } from './node.ts';
import { NoteNode } from './noteNode.ts';
import type { ServiceHome } from './serviceNode.ts';
import { WatchedGroupNode } from './watchedGroupNode.ts';
import { WatchedNode } from './watchedNode.ts';

/** A service with agents. */
export class WatchedServiceNode implements FailingNode {
  readonly kind = 'watchedService';
  readonly service: OpenWatched;
  /** An agent in another state is listed elsewhere: the service is shown anew with all of its few rows. */
  readonly isStale = false;
  readonly openRows = 0;
  readonly #home: ServiceHome;
  readonly #watcher: Watcher;
  readonly #groups = new Map<string, WatchedGroupNode>();
  readonly #agents = new WeakMap<WatchedTask, WatchedNode>();

  constructor(service: OpenWatched, home: ServiceHome, watcher: Watcher) {
    this.service = service;
    this.#home = home;
    this.#watcher = watcher;
  }

  get id(): string {
    return `${this.account.id}/${this.service.config.key}`;
  }

  get parent(): TreeNode | undefined {
    return this.#home.aboveServices;
  }

  get account(): Account {
    return this.service.account;
  }

  get state(): ServiceState {
    const { tasks, unsupported } = this.service.watched;
    const { collecting, failed } = agentSummary(tasks);
    const all = (atLeast: number): Count => ({ atLeast, isAll: true });
    return { failure: unsupported ?? commonFailure(tasks), running: all(collecting), failed: all(failed) };
  }

  item(): vscode.TreeItem {
    return serviceItem(this, this.state);
  }

  children(): readonly TreeNode[] {
    const { watched } = this.service;
    if (watched.unsupported !== undefined) {
      return [new FailureNode(this, watched.unsupported)];
    }
    if (watched.tasks.length === 0) {
      const text = vscode.l10n.t('No agents yet. Choose agents…');
      return [new NoteNode(this, text, 'cloudTasks.chooseAgents')];
    }
    const failure = commonFailure(watched.tasks);
    const unheard = watched.tasks.filter(({ status }) => status === undefined);
    return [
      ...(failure === undefined ? [] : [new FailureNode(this, failure)]),
      ...unheard.map((agent) => this.#agentNode(this, agent)),
      ...this.#kinds().map((kind) => this.#groupNode(kind)),
    ];
  }

  refresh(): Promise<void> {
    return this.#watcher.look(this.service.watched.tasks);
  }

  retry(): Promise<void> {
    return this.refresh();
  }

  /** All states but the one that may never occur, and those nobody knows, where agents are in them. */
  #kinds(): readonly StatusKind[] {
    const { service, tasks } = this.service.watched;
    const heard = new Set(tasks.flatMap(({ status }) => status ?? []));
    const kinds = service.statuses.filter(({ status, onDemand }) => onDemand !== true || heard.has(status));
    const unknown = [...heard].filter((status) => !service.statuses.some((kind) => kind.status === status));
    return [
      ...kinds,
      ...unknown.map(
        (status): StatusKind => ({ status, name: status, stage: 'running', severity: 'unknown' }),
      ),
    ];
  }

  #groupNode(kind: StatusKind): WatchedGroupNode {
    const known = this.#groups.get(kind.status);
    if (known !== undefined) {
      return known;
    }
    const node = new WatchedGroupNode(this, kind, {
      agentsOf: (status) => this.service.watched.tasks.filter((agent) => agent.status === status),
      nodeOf: (group, agent) => this.#agentNode(group, agent),
      look: (agents) => this.#watcher.look(agents),
    });
    this.#groups.set(kind.status, node);
    return node;
  }

  /** An agent in another state is another row: it stands below another one. */
  #agentNode(parent: WatchedServiceNode | WatchedGroupNode, agent: WatchedTask): WatchedNode {
    const known = this.#agents.get(agent);
    if (known?.parent === parent) {
      return known;
    }
    const node = new WatchedNode(parent, this.service, agent, () => this.#watcher.look([agent]));
    this.#agents.set(agent, node);
    return node;
  }
}

/** Why no agent could be read, where that is not to do with the agents themselves. */
function commonFailure(agents: readonly WatchedTask[]): CloudError | undefined {
  const [first] = agents;
  const error = first?.error;
  const isTheirs = error?.kind === 'gone' || error?.kind === 'caller';
  const allAlike = agents.every((agent) => agent.status === undefined && agent.error?.code === error?.code);
  return allAlike && !isTheirs ? error : undefined;
}
