import * as vscode from 'vscode';
import { issueText, type SettingIssue } from '../../../core/accounts/settingIssue.ts';
import { inEnglish } from '../../../core/model/phrase.ts';
import { translate } from '../../text/translate.ts';
import { contextValue } from '../contextValues.ts';
import { failureIcon } from '../statusIcon.ts';
import type { TreeNode } from './node.ts';

/** An entry of `cloudTasks.accounts` that cannot be used. */
export class ProblemNode implements TreeNode {
  readonly kind = 'problem';
  readonly parent = undefined;
  readonly issue: SettingIssue;

  constructor(issue: SettingIssue) {
    this.issue = issue;
  }

  get id(): string {
    const { id, index } = this.issue;
    return `problem:${index ?? ''}:${id ?? ''}:${issueText(this.issue, inEnglish)}`;
  }

  item(): vscode.TreeItem {
    const message = issueText(this.issue, translate);
    const item = new vscode.TreeItem(message);
    item.id = this.id;
    item.iconPath = failureIcon();
    item.tooltip = message;
    item.contextValue = contextValue.problem;
    item.command = {
      command: 'cloudTasks.openSettings',
      title: vscode.l10n.t('Open Settings'),
      arguments: [this],
    };
    return item;
  }
}
