import * as vscode from 'vscode';
import { ChangeBatch } from './changeBatch.ts';
import type { TreeNode } from './nodes.ts';
import { windowCaughtUp } from './windowCaughtUp.ts';

/** What has to be known of the rows that changed. */
export interface Rows {
  getParent(node: TreeNode): TreeNode | undefined;
  /** Whether the row still belongs to the tree; its account may have been removed since it changed. */
  isShown(node: TreeNode): boolean;
}

/** Tells VS Code which rows to ask for anew: in batches, and never of rows that are on their way to the window. */
export class TreeChanges implements vscode.Disposable {
  readonly #rows: Rows;
  readonly #fired = new vscode.EventEmitter<TreeNode[] | undefined>();
  readonly #batch = new ChangeBatch<TreeNode>((changed) => void this.#tell(changed));

  readonly event = this.#fired.event;

  constructor(rows: Rows) {
    this.#rows = rows;
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
    const isInside = (node: TreeNode): boolean => {
      const parent = this.#rows.getParent(node);
      return parent !== undefined && (changed.has(parent) || isInside(parent));
    };
    this.#fired.fire([...changed].filter((node) => this.#rows.isShown(node) && !isInside(node)));
  }
}
