import * as vscode from 'vscode';
import type { AccountProblem } from '../../../core/accounts/accountProblem.ts';
import { contextValue } from '../contextValues.ts';
import type { TreeNode } from './node.ts';

/** An entry of `cloudTasks.accounts` that cannot be used. */
export class ProblemNode implements TreeNode {
  readonly kind = 'problem';
  readonly parent = undefined;
  readonly problem: AccountProblem;

  constructor(problem: AccountProblem) {
    this.problem = problem;
  }

  get id(): string {
    const { id, index, message } = this.problem;
    return `problem:${index ?? ''}:${id ?? ''}:${message}`;
  }

  item(): vscode.TreeItem {
    const { message } = this.problem;
    const item = new vscode.TreeItem(message);
    item.id = this.id;
    item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
    item.tooltip = message;
    item.contextValue = contextValue.problem;
    item.command = { command: 'cloudTasks.openSettings', title: vscode.l10n.t('Open settings') };
    return item;
  }
}
