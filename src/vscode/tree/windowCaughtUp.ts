import * as vscode from 'vscode';

/**
 * Resolves once the window has handled what it was sent before.
 *
 * VS Code loses a change to a tree that reaches the window together with rows it had asked for: those arrive by
 * promise, after the change, and are kept as the newer ones. A command that the window runs is answered after both.
 */
export async function windowCaughtUp(): Promise<void> {
  await vscode.commands.executeCommand('setContext', 'cloudTasks.caughtUp', true);
}
