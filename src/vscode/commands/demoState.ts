import * as vscode from 'vscode';

const runningKey = 'demoRunning';
/** A demo that began longer ago begins anew: it has more tasks than anybody wants to try things with. */
const maxAge = 12 * 3_600_000;

/** Whether the demo cloud ran when the window was last open, or is asked for by whoever started VS Code. */
export function demoWanted({ extensionMode, workspaceState }: vscode.ExtensionContext): boolean {
  const asked =
    extensionMode === vscode.ExtensionMode.Development && process.env.CLOUD_TASKS_START_DEMO === '1';
  return asked || runningSince(workspaceState) !== undefined;
}

/** When the demo began that ran when the window was last open: with the same start it has the same tasks. */
export function demoStart(state: vscode.Memento, now: number): number {
  const since = runningSince(state) ?? now;
  return since <= now && now - since < maxAge ? since : now;
}

/** Notes for the menus of this window, and for the next time it is opened. */
export async function noteDemoRunning(since: number | undefined, state: vscode.Memento): Promise<void> {
  await vscode.commands.executeCommand('setContext', 'cloudTasks.demoRunning', since !== undefined);
  await state.update(runningKey, since);
}

function runningSince(state: vscode.Memento): number | undefined {
  const since = state.get<unknown>(runningKey);
  return typeof since === 'number' ? since : undefined;
}
