import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import { serveCalls } from '../../vscode/serveCalls.ts';
import type { HostCalls } from '../hostCalls.ts';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

const calls: HostCalls = {
  measure: async () => {
    for (let round = 0; round < 3; round++) {
      // Finalizers run between two collections, and free what the next one finds.
      await sleep(50);
      gc();
    }
    const resources: Record<string, number> = {};
    for (const kind of process.getActiveResourcesInfo()) {
      resources[kind] = (resources[kind] ?? 0) + 1;
    }
    return { pid: process.pid, heapUsed: process.memoryUsage().heapUsed, resources };
  },
  setAccounts: async (accounts) => {
    const settings = vscode.workspace.getConfiguration('cloudTasks');
    await settings.update('accounts', accounts, vscode.ConfigurationTarget.Global);
  },
  rejectUnhandled: async (message) => {
    void Promise.reject(new Error(message));
  },
};

/** The probe: shares the extension host with the product, and does what the driver at the given port asks for. */
export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(serveCalls(calls, Number(process.env.CLOUD_TASKS_SOAK_PORT)));
}
