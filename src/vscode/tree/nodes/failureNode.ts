import * as vscode from 'vscode';
import type { Account } from '../../../core/model/account.ts';
import type { CloudError } from '../../../core/model/errors.ts';
import type { Instant } from '../../../core/model/task.ts';
import type { OpenService } from '../../../core/session.ts';
import { explanationOf, failureDetails, failureTitle, remedyOf } from '../../text/failureText.ts';
import { clockText } from '../../text/timeText.ts';
import { contextValue } from '../contextValues.ts';
import { errorIcon } from '../statusIcon.ts';
import type { TreeNode } from './node.ts';

/** The row that a failure is shown in. */
export interface FailingNode extends TreeNode {
  readonly service: OpenService;
  /** Reads again what has failed. */
  retry(): Promise<void>;
}

/** What went wrong with a service or a group, as a row inside it. */
export class FailureNode implements TreeNode {
  readonly kind = 'failure';
  readonly parent: FailingNode;
  readonly error: CloudError;

  constructor(parent: FailingNode, error: CloudError) {
    this.parent = parent;
    this.error = error;
  }

  get id(): string {
    return `failure:${this.parent.id}`;
  }

  get account(): Account {
    return this.service.account;
  }

  get service(): OpenService {
    return this.parent.service;
  }

  item(now: Instant): vscode.TreeItem {
    const { error, parent } = this;
    const remedy = remedyOf(error, this.service);
    const { name } = this.service.service;
    const item = new vscode.TreeItem(failureTitle(error));
    const readAt = parent.group?.readAt;
    item.id = this.id;
    item.description = [
      remedy.title,
      ...(readAt === undefined ? [] : [vscode.l10n.t('showing data from {0}', clockText(readAt, now))]),
      failureDetails(error, name),
    ].join(' · ');
    item.iconPath = errorIcon();
    item.contextValue =
      remedy.command === 'cloudTasks.reenterCredentials' ? contextValue.failureOfKeys : contextValue.failure;
    item.tooltip = [
      `${this.account.label} · ${name}`,
      `${error.code}: ${explanationOf(error, name)}`,
      ...(error.requestId === undefined ? [] : [`RequestId: ${error.requestId}`]),
    ].join('\n');
    item.command = { command: remedy.command, title: remedy.title, arguments: [this] };
    item.accessibilityInformation = { label: `${item.label}, ${item.description}` };
    return item;
  }

  retry(): Promise<void> {
    return this.parent.retry();
  }
}
