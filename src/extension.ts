import * as vscode from 'vscode';
import { accountsSetting, namesAgents } from './vscode/accountsSetting.ts';
import { commandNames } from './vscode/commands/commandNames.ts';
import { demoWanted } from './vscode/commands/demoState.ts';
import { registerCommand } from './vscode/commands/registerCommand.ts';
import type { Product } from './vscode/container.ts';
import { TaskFiles } from './vscode/documents/taskFiles.ts';
import { DeferredTree } from './vscode/tree/deferredTree.ts';
import type { TreeNode } from './vscode/tree/nodes/node.ts';
import { treeView } from './vscode/ui/items.ts';
import { createLog } from './vscode/ui/log.ts';

/**
 * Registers what VS Code can ask for. The product behind it is read when it is asked for the first time, or at once
 * where agents are to be watched while nobody looks.
 */
export function activate(context: vscode.ExtensionContext): void {
  const log = createLog('Cloud Tasks');
  let starting: Promise<Product> | undefined;
  const product = (): Promise<Product> => {
    starting ??= import('./vscode/container.ts').then(({ startProduct }) => startProduct(context, view, log));
    return starting;
  };
  const tree = new DeferredTree<TreeNode>(async () => (await product()).tree);
  const view = treeView('cloudTasks.tasks', tree);
  context.subscriptions.push(
    log,
    view,
    tree,
    new TaskFiles(async () => (await product()).documents),
    ...commandNames.map((name) =>
      registerCommand(name, log, async (target, selected) =>
        (await product()).commands[name](target, selected),
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
