import * as vscode from 'vscode';
import type { UnreadableRecord } from '../../../core/tasks/listRows.ts';
import { contextValue } from '../contextValues.ts';
import { failureIcon } from '../statusIcon.ts';
import type { TreeNode } from './node.ts';
import type { RowHome } from './taskNode.ts';

/** A list item that is no task. */
export class UnreadableNode implements TreeNode {
  readonly kind = 'unreadable';
  readonly #home: RowHome;
  readonly unreadable: UnreadableRecord;

  constructor(home: RowHome, entry: UnreadableRecord) {
    this.#home = home;
    this.unreadable = entry;
  }

  get id(): string {
    return `unreadable:${this.#home.id}/${this.unreadable.key}`;
  }

  get parent(): TreeNode {
    return this.#home.parentOf(this.unreadable);
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
