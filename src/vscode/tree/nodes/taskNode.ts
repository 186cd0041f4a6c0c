import * as vscode from 'vscode';
import type { Account } from '../../../core/model/account.ts';
import type { Instant, StatusKind, Task } from '../../../core/model/task.ts';
import type { OpenTasks } from '../../../core/session.ts';
import type { ListRow, TaskRecord } from '../../../core/tasks/listRows.ts';
import type { StatusList } from '../../../core/tasks/statusList.ts';
import type { TaskFacts } from '../../../core/tasks/taskFacts.ts';
import { rowText } from '../../text/rowText.ts';
import { taskTooltip } from '../../text/taskText.ts';
import { contextValue } from '../contextValues.ts';
import { taskIcon } from '../statusIcon.ts';
import { idPart, type TreeNode } from './node.ts';
import { openTaskCommand, PartNode } from './partNode.ts';

/** The group a row stands in. */
export interface RowHome {
  readonly id: string;
  /** What the row is right below: the group, or a range that is folded. */
  parentOf(row: ListRow): TreeNode;
}

/** The group a task's row stands in. */
export interface TaskHome extends RowHome {
  readonly group: StatusList;
  readonly service: OpenTasks;
}

/** A task. There is one for each that is listed, not for each that is loaded. */
export class TaskNode implements TreeNode {
  readonly kind = 'task';
  readonly task: TaskRecord;
  readonly #home: TaskHome;

  constructor(home: TaskHome, entry: TaskRecord) {
    this.#home = home;
    this.task = entry;
  }

  get id(): string {
    return `${this.#home.id}/${idPart(this.task.task.id)}`;
  }

  get parent(): TreeNode {
    return this.#home.parentOf(this.task);
  }

  get taskId(): string {
    return this.task.task.id;
  }

  get account(): Account {
    return this.service.account;
  }

  get service(): OpenTasks {
    return this.#home.service;
  }

  get group(): StatusList {
    return this.#home.group;
  }

  /** What its detail has told, if that was read. */
  get facts(): TaskFacts | undefined {
    return this.service.facts.get(this.taskId);
  }

  item(now: Instant): vscode.TreeItem {
    return taskItem(this.task.task, this.group.kind, this.id, now, this.facts);
  }

  resolve(item: vscode.TreeItem): vscode.TreeItem {
    item.tooltip = taskTooltip(this.task.task, this.group.kind, this.facts);
    item.command = openTaskCommand(this);
    return item;
  }

  /** The parts that have failed. */
  children(): readonly TreeNode[] {
    return (this.facts?.failures ?? []).map((part) => new PartNode(this, part));
  }

  /** Whether the row reads differently at another moment. */
  readsDifferently(now: Instant, before: Instant): boolean {
    const text = (at: Instant) => rowText(this.task.task, this.group.kind, this.facts, at).description;
    return text(now) !== text(before);
  }
}

/** A task's row, but for tooltip and command. */
export function taskItem(
  task: Task,
  kind: StatusKind,
  id: string,
  now: Instant,
  facts?: TaskFacts,
  place?: string,
): vscode.TreeItem {
  const { label, description, spoken } = rowText(task, kind, facts, now, place);
  const state =
    facts === undefined || facts.failures.length === 0
      ? vscode.TreeItemCollapsibleState.None
      : vscode.TreeItemCollapsibleState.Collapsed;
  const item = new vscode.TreeItem(label, state);
  item.id = id;
  item.description = description;
  item.iconPath = taskIcon(task, kind, facts);
  item.contextValue = contextValue.task;
  item.accessibilityInformation = { label: spoken };
  return item;
}
