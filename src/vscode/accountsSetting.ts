import * as vscode from 'vscode';
import type { AccountsSettingPort } from '../core/accounts/accountList.ts';

export const accountsSetting = 'cloudTasks.accounts';

/** As the user wrote it; what a workspace says must not redirect signed requests. */
export function writtenAccounts(): unknown {
  return vscode.workspace.getConfiguration().inspect(accountsSetting)?.globalValue;
}

/** Whether an account may have agents to watch. Reads no more of the setting than that takes. */
export function namesAgents(): boolean {
  return JSON.stringify(writtenAccounts() ?? []).includes('"cwp"');
}

/** The setting as a session reads it. */
export const accountsSettingPort: AccountsSettingPort = {
  read: writtenAccounts,
  onDidChange: (listener) =>
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(accountsSetting)) {
        listener();
      }
    }),
};

/** `cloudTasks.pageSize`, within what every service accepts. */
export function pageSize(): number {
  const size = vscode.workspace.getConfiguration('cloudTasks').get('pageSize', 50);
  return Number.isFinite(size) ? Math.min(100, Math.max(10, Math.trunc(size))) : 50;
}
