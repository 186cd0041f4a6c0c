import * as vscode from 'vscode';
import type { UnreadableEntry } from '../../../core/tasks/taskEntry.ts';
import { contextValue } from '../contextValues.ts';
import { failureIcon } from '../statusIcon.ts';
import type { TreeNode } from './node.ts';

/** A list item that is no task. */
export class UnreadableNode implements TreeNode {
  readonly kind = 'unreadable';
  readonly parent: TreeNode;
  readonly unreadable: UnreadableEntry;

  constructor(parent: TreeNode, entry: UnreadableEntry) {
    this.parent = parent;
    this.unreadable = entry;
  }

  get id(): string {
    return `unreadable:${this.parent.id}/${this.unreadable.key}`;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(vscode.l10n.t('Unreadable entry'));
    item.id = this.id;
    item.description = this.unreadable.item.reason;
    item.iconPath = failureIcon();
    item.contextValue = contextValue.unreadable;
    item.command = {
      command: 'cloudTasks.openUnreadable',
      title: vscode.l10n.t('Open Unreadable Entry'),
      arguments: [this],
    };
    return item;
  }
}
