import * as vscode from 'vscode';
import type { Account } from '../../../core/model/account.ts';
import type { OpenTasks } from '../../../core/session.ts';
import type { TaskRecord } from '../../../core/tasks/listRows.ts';
import type { StatusList } from '../../../core/tasks/statusList.ts';
import type { FailedPart, TaskFacts } from '../../../core/tasks/taskFacts.ts';
import { taskUri } from '../../documents/taskUri.ts';
import { failureLine, partRow, partTitle } from '../../text/partText.ts';
import { contextValue } from '../contextValues.ts';
import { errorIcon } from '../statusIcon.ts';
import type { TreeNode } from './node.ts';

/** The row of a task that has failing parts. */
export interface PartHome extends TreeNode {
  readonly account: Account;
  readonly service: OpenTasks;
  readonly taskId: string;
  readonly facts: TaskFacts | undefined;
}

/** A part of a task that has failed. */
export class PartNode implements TreeNode {
  readonly kind = 'part';
  readonly parent: PartHome;
  readonly part: FailedPart;

  constructor(parent: PartHome, part: FailedPart) {
    this.parent = parent;
    this.part = part;
  }

  get id(): string {
    return `${this.parent.id}${this.part.pointer || '/'}`;
  }

  get account(): Account {
    return this.parent.account;
  }

  get service(): OpenTasks {
    return this.parent.service;
  }

  get group(): StatusList | undefined {
    return this.parent.group;
  }

  get task(): TaskRecord | undefined {
    return this.parent.task;
  }

  get taskId(): string {
    return this.parent.taskId;
  }

  /** The file that could not be read, where the part failed by it. */
  get brokenFile(): string | undefined {
    return this.part.fault === 'file' ? (this.parent.facts?.source ?? '') : undefined;
  }

  item(): vscode.TreeItem {
    const { label, description } = partRow(this.part);
    const item = new vscode.TreeItem(label);
    item.id = this.id;
    item.description = description;
    item.iconPath = errorIcon();
    item.contextValue = this.brokenFile === undefined ? contextValue.part : contextValue.filePart;
    item.accessibilityInformation = { label: `${label}, ${description}` };
    return item;
  }

  resolve(item: vscode.TreeItem): vscode.TreeItem {
    item.tooltip = `${partTitle(this.part)}\n${failureLine(this.part).replaceAll(' · ', '\n')}`;
    item.command = openTaskCommand(this.parent);
    return item;
  }
}

/** Opens the detail of a task, with the cursor in the first part of it that has failed. */
export function openTaskCommand({ service, taskId }: Pick<PartHome, 'service' | 'taskId'>): vscode.Command {
  const { account, config } = service;
  const uri = taskUri({ account: account.id, service: config.key, taskId });
  return { command: 'vscode.open', title: vscode.l10n.t('Open Task'), arguments: [uri] };
}
