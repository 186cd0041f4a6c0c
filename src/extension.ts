import * as vscode from 'vscode';
import { accountsSetting, namesAgents } from './accounts/accountsSetting.ts';
import { commandNames } from './commands/commandNames.ts';
import { demoWanted } from './commands/demoState.ts';
import type { Product } from './product.ts';
import { DeferredTree } from './views/deferredTree.ts';
import type { TreeNode } from './views/nodes.ts';
import { TaskFiles } from './views/taskFiles.ts';

/**
 * Registers what VS Code can ask for. The product behind it is read when it is asked for the first time, or at once
 * where agents are to be watched while nobody looks.
 */
export function activate(context: vscode.ExtensionContext): void {
  let starting: Promise<Product> | undefined;
  const product = (): Promise<Product> => {
    starting ??= import('./product.ts').then(({ startProduct }) => startProduct(context, view));
    return starting;
  };
  const tree = new DeferredTree<TreeNode>(async () => (await product()).tree);
  const view = vscode.window.createTreeView('cloudTasks.tasks', {
    treeDataProvider: tree,
    showCollapseAll: true,
  });
  context.subscriptions.push(
    view,
    tree,
    new TaskFiles(async () => (await product()).documents),
    ...commandNames.map((name) =>
      vscode.commands.registerCommand(`cloudTasks.${name}`, async (target: unknown) =>
        (await product()).commands[name](target),
      ),
    ),
    // What is wrong with the setting is said as soon as it is written.
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(accountsSetting)) {
        void product();
      }
    }),
  );
  if (namesAgents()) {
    void product();
  }
  if (demoWanted(context)) {
    void vscode.commands.executeCommand('cloudTasks.startDemo');
  }
}
