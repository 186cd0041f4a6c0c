import * as vscode from 'vscode';
import { ChangeBatch } from './changeBatch.ts';
import type { TreeNode } from './nodes/node.ts';
import { windowCaughtUp } from './windowCaughtUp.ts';

/** Tells VS Code which rows to ask for anew: in batches, and never of rows that are on their way to the window. */
export class TreeChanges implements vscode.Disposable {
  readonly #isShown: (node: TreeNode) => boolean;
  readonly #fired = new vscode.EventEmitter<TreeNode[] | undefined>();
  readonly #batch = new ChangeBatch<TreeNode>((changed) => void this.#tell(changed));

  readonly event = this.#fired.event;

  constructor(isShown: (node: TreeNode) => boolean) {
    this.#isShown = isShown;
  }

  add(node: TreeNode): void {
    this.#batch.add(node);
  }

  /** There are other rows at the top of the tree. */
  async addRoot(): Promise<void> {
    await windowCaughtUp();
    this.#fired.fire(undefined);
  }

  dispose(): void {
    this.#batch.dispose();
    this.#fired.dispose();
  }

  /** What is inside another changed row is shown anew with it. */
  async #tell(changed: ReadonlySet<TreeNode>): Promise<void> {
    await windowCaughtUp();
    const isInside = ({ parent }: TreeNode): boolean =>
      parent !== undefined && (changed.has(parent) || isInside(parent));
    this.#fired.fire([...changed].filter((node) => this.#isShown(node) && !isInside(node)));
  }
}
