import * as vscode from 'vscode';
import type { Account } from '../../../core/model/account.ts';
import type { Instant, StatusKind, Task } from '../../../core/model/task.ts';
import type { OpenTasks } from '../../../core/session.ts';
import type { TaskEntry } from '../../../core/tasks/taskEntry.ts';
import type { TaskGroup } from '../../../core/tasks/taskGroup.ts';
import { taskUri } from '../../documents/taskUri.ts';
import { taskRow, taskTooltip } from '../../text/taskText.ts';
import { contextValue } from '../contextValues.ts';
import { taskIcon } from '../statusIcon.ts';
import type { TreeNode } from './node.ts';

/** The group a task's row stands in. */
export interface TaskHome {
  readonly id: string;
  readonly group: TaskGroup;
  readonly service: OpenTasks;
  /** What the row is right below: the group, or a range that is folded. */
  parentOf(entry: TaskEntry): TreeNode;
}

/** A task. There is one for each that is listed, not for each that is loaded. */
export class TaskNode implements TreeNode {
  readonly kind = 'task';
  readonly task: TaskEntry;
  readonly #home: TaskHome;

  constructor(home: TaskHome, entry: TaskEntry) {
    this.#home = home;
    this.task = entry;
  }

  get id(): string {
    return `${this.#home.id}/${this.task.task.id}`;
  }

  get parent(): TreeNode {
    return this.#home.parentOf(this.task);
  }

  get account(): Account {
    return this.service.account;
  }

  get service(): OpenTasks {
    return this.#home.service;
  }

  get group(): TaskGroup {
    return this.#home.group;
  }

  item(now: Instant): vscode.TreeItem {
    return taskItem(this.task.task, this.group.kind, this.id, now);
  }

  /** Whether the row reads differently than it did then. */
  readsDifferently(now: Instant, then: Instant): boolean {
    const text = (at: Instant): string => taskRow(this.task.task, this.group.kind, at).description;
    return text(now) !== text(then);
  }

  resolve(item: vscode.TreeItem): vscode.TreeItem {
    const { task } = this.task;
    const { account, config } = this.service;
    const uri = taskUri({ account: account.id, service: config.key, taskId: task.id });
    item.tooltip = taskTooltip(task, this.group.kind);
    item.command = { command: 'vscode.open', title: vscode.l10n.t('Open Task'), arguments: [uri] };
    return item;
  }
}

/** A task's row, but for tooltip and command. */
export function taskItem(task: Task, kind: StatusKind, id: string, now: Instant): vscode.TreeItem {
  const { label, description, spoken } = taskRow(task, kind, now);
  const item = new vscode.TreeItem(label);
  item.id = id;
  item.description = description;
  item.iconPath = taskIcon(task, kind);
  item.contextValue = contextValue.task;
  item.accessibilityInformation = { label: spoken };
  return item;
}
