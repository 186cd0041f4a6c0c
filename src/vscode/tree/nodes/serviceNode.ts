import type * as vscode from 'vscode';
import type { Account } from '../../../core/model/account.ts';
import type { CloudError } from '../../../core/model/errors.ts';
import type { StatusKind } from '../../../core/model/task.ts';
import type { OpenTasks } from '../../../core/session.ts';
import type { StatusList } from '../../../core/tasks/statusList.ts';
import { groupSize } from '../../text/groupText.ts';
import { type Count, type ServiceState, stateText, sum } from '../../text/stateText.ts';
import { serviceFailure } from '../serviceFailure.ts';
import { serviceItem } from '../serviceItem.ts';
import { type FailingNode, FailureNode } from './failureNode.ts';
import { type GroupListener, GroupNode } from './groupNode.ts';
import type { TreeNode } from './node.ts';

export interface ServiceListener extends GroupListener {
  /** A row has to be shown anew. */
  changed(node: TreeNode): void;
  /** What the row of the service says in short may be another. */
  stateChanged(): void;
}

/** The account a service belongs to. */
export interface ServiceHome {
  /** What the service is right below; `undefined` where it stands at the top of the tree. */
  readonly aboveServices: TreeNode | undefined;
}

/** How many of a service's tasks have failed, where that was told without reading its lists. */
export type FailedTotal = (service: OpenTasks) => number | undefined;

/** A service with a task list. */
export class ServiceNode implements FailingNode {
  readonly kind = 'service';
  readonly service: OpenTasks;
  readonly #home: ServiceHome;
  readonly #listener: ServiceListener;
  readonly #failedTotal: FailedTotal;
  readonly #groups = new Map<StatusList, GroupNode>();
  #failure: CloudError | undefined;
  #shown: string | undefined;

  constructor(service: OpenTasks, home: ServiceHome, listener: ServiceListener, failedTotal: FailedTotal) {
    this.service = service;
    this.#failedTotal = failedTotal;
    this.#home = home;
    this.#listener = listener;
    const { events } = service.tasks;
    events.on('row', (record, group) => {
      const node = this.#groups.get(group)?.shownTaskNode(record);
      if (node !== undefined) {
        listener.changed(node);
      }
    });
    service.facts.events.on('changed', (taskId) => {
      const entry = service.tasks.find(taskId);
      const node = entry && this.#groups.get(service.tasks.groupOf(entry))?.shownTaskNode(entry);
      if (node !== undefined) {
        listener.changed(node);
      }
    });
    events.on('groups', () => listener.changed(this));
    events.on('group', (group) => this.#groupChanged(group));
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
    const { groups } = this.service.tasks;
    const told = this.#failedTotal(this.service);
    const isRead = groups.some(({ kind, readAt }) => kind.severity === 'bad' && readAt !== undefined);
    const inStage = (holds: (kind: StatusKind) => boolean): Count =>
      sum(groups.filter(({ kind }) => holds(kind)).map(groupSize));
    return {
      failure: serviceFailure(this.service.tasks) ?? groups.find(failsToRead)?.failure?.error,
      running: inStage(({ severity, stage }) => stage === 'running' && severity === 'neutral'),
      failed:
        told === undefined || isRead
          ? inStage(({ severity }) => severity === 'bad')
          : { atLeast: told, isAll: true },
    };
  }

  /** Whether the row says something else than VS Code was told. */
  get isStale(): boolean {
    return this.#shown !== undefined && this.#shown !== stateText(this.state);
  }

  /** How many rows VS Code lists below groups that stand open. */
  get openRows(): number {
    return [...this.#groups.values()]
      .filter(({ isOpen }) => isOpen)
      .reduce((rows, { group }) => rows + group.rows.size, 0);
  }

  item(): vscode.TreeItem {
    const { state } = this;
    this.#shown = stateText(state);
    return serviceItem(this, state);
  }

  /** Reads the service unless that was done before. */
  children(): readonly TreeNode[] {
    const { tasks } = this.service;
    void tasks.open();
    const failure = serviceFailure(tasks);
    const groups = tasks.groups.map((group) => this.groupNode(group));
    return failure === undefined ? groups : [new FailureNode(this, failure), ...groups];
  }

  refresh(): Promise<void> {
    return this.service.tasks.refresh();
  }

  retry(): Promise<void> {
    return this.refresh();
  }

  groupNode(group: StatusList): GroupNode {
    const known = this.#groups.get(group);
    if (known !== undefined) {
      return known;
    }
    const node = new GroupNode(this, group, this.#listener);
    this.#groups.set(group, node);
    return node;
  }

  #groupChanged(group: StatusList): void {
    const changed = this.groupNode(group).changed();
    if (changed !== undefined) {
      this.#listener.changed(changed);
    }
    const failure = serviceFailure(this.service.tasks);
    if ((failure === undefined) !== (this.#failure === undefined)) {
      this.#listener.changed(this);
    }
    this.#failure = failure;
    this.#listener.stateChanged();
  }
}

/** A page that could not be loaded is told of by the pager. */
function failsToRead({ failure }: StatusList): boolean {
  return failure?.during === 'refresh';
}
