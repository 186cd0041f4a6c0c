import * as vscode from 'vscode';

const runningKey = 'demoRunning';

/** Whether the demo cloud ran when the window was last open, or is asked for by whoever started VS Code. */
export function demoWanted({ extensionMode, workspaceState }: vscode.ExtensionContext): boolean {
  const asked =
    extensionMode === vscode.ExtensionMode.Development && process.env.CLOUD_TASKS_START_DEMO === '1';
  return asked || workspaceState.get(runningKey, false);
}

/** Notes for the menus of this window, and for the next time it is opened. */
export async function noteDemoRunning(running: boolean, state: vscode.Memento): Promise<void> {
  await vscode.commands.executeCommand('setContext', 'cloudTasks.demoRunning', running);
  await state.update(runningKey, running);
}
