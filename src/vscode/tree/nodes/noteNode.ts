import * as vscode from 'vscode';
import type { Account } from '../../../core/model/account.ts';
import type { OpenService } from '../../../core/session.ts';
import type { TreeNode } from './node.ts';

/** A quiet line below another row. A click on it can do something about what it says. */
export class NoteNode implements TreeNode {
  readonly kind = 'note';
  readonly parent: TreeNode;
  readonly #text: string;
  readonly #command: string | undefined;

  constructor(parent: TreeNode, text: string, command?: string) {
    this.parent = parent;
    this.#text = text;
    this.#command = command;
  }

  get id(): string {
    return `note:${this.parent.id}`;
  }

  get account(): Account | undefined {
    return this.parent.account;
  }

  get service(): OpenService | undefined {
    return this.parent.service;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem('');
    item.id = this.id;
    item.description = this.#text;
    item.accessibilityInformation = { label: this.#text };
    if (this.#command !== undefined) {
      item.command = { command: this.#command, title: this.#text, arguments: [this] };
    }
    return item;
  }
}
