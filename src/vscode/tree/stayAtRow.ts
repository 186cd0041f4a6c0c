import * as vscode from 'vscode';
import type { TreeNode } from './nodes/node.ts';

/**
 * Whether a person who has chosen a row is still there, so that the keyboard may be moved to what the row has brought.
 * VS Code does not tell where the keyboard is; it tells what a person does elsewhere.
 */
export class StayAtRow implements vscode.Disposable {
  readonly #subscription: vscode.Disposable;
  #stays: boolean;

  constructor(view: Pick<vscode.TreeView<TreeNode>, 'selection' | 'onDidChangeSelection'>, node: TreeNode) {
    const leave = (): void => {
      this.#stays = false;
    };
    this.#stays = view.selection.includes(node);
    this.#subscription = vscode.Disposable.from(
      view.onDidChangeSelection(({ selection }) => {
        this.#stays &&= selection.length === 0 || selection.includes(node);
      }),
      vscode.window.onDidChangeActiveTextEditor(leave),
      vscode.window.onDidChangeActiveTerminal(leave),
      vscode.window.onDidChangeTextEditorSelection(({ kind }) => {
        // An editor whose text is read anew has its selection changed too, by nobody.
        if (kind !== undefined) {
          leave();
        }
      }),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        this.#stays &&= focused;
      }),
    );
  }

  get holds(): boolean {
    return this.#stays;
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}
