import * as vscode from 'vscode';

export const accountsSetting = 'cloudTasks.accounts';

/** As the user wrote it; what a workspace says must not redirect signed requests. */
export function writtenAccounts(): unknown {
  return vscode.workspace.getConfiguration().inspect(accountsSetting)?.globalValue;
}

/** Whether an account may have agents to watch. Reads no more of the setting than that takes. */
export function namesAgents(): boolean {
  return JSON.stringify(writtenAccounts() ?? []).includes('"cwp"');
}
