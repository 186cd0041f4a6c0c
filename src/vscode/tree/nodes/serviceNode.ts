import type * as vscode from 'vscode';
import type { Account } from '../../../core/model/account.ts';
import type { CloudError } from '../../../core/model/errors.ts';
import type { OpenTasks } from '../../../core/session.ts';
import type { TaskGroup } from '../../../core/tasks/taskGroup.ts';
import { serviceFailure } from '../serviceFailure.ts';
import { serviceItem } from '../serviceItem.ts';
import { type FailingNode, FailureNode } from './failureNode.ts';
import { type GroupListener, GroupNode } from './groupNode.ts';
import type { TreeNode } from './node.ts';

export interface ServiceListener extends GroupListener {
  /** A row has to be shown anew. */
  changed(node: TreeNode): void;
}

/** A service with a task list. */
export class ServiceNode implements FailingNode {
  readonly kind = 'service';
  readonly service: OpenTasks;
  readonly #listener: ServiceListener;
  readonly #groups = new Map<TaskGroup, GroupNode>();
  #failure: CloudError | undefined;

  constructor(service: OpenTasks, listener: ServiceListener) {
    this.service = service;
    this.#listener = listener;
    const { events } = service.tasks;
    events.on('row', (entry) => {
      const node = this.#groups.get(entry.group)?.shownTaskNode(entry);
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

  get parent(): undefined {
    return undefined;
  }

  get account(): Account {
    return this.service.account;
  }

  item(): vscode.TreeItem {
    return serviceItem(this);
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

  groupNode(group: TaskGroup): GroupNode {
    const known = this.#groups.get(group);
    if (known !== undefined) {
      return known;
    }
    const node = new GroupNode(this, group, this.#listener);
    this.#groups.set(group, node);
    return node;
  }

  #groupChanged(group: TaskGroup): void {
    const changed = this.groupNode(group).changed();
    if (changed !== undefined) {
      this.#listener.changed(changed);
    }
    const failure = serviceFailure(this.service.tasks);
    if ((failure === undefined) !== (this.#failure === undefined)) {
      this.#listener.changed(this);
    }
    this.#failure = failure;
  }
}
