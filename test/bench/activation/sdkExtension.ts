import { mps } from 'tencentcloud-sdk-nodejs-mps';
import type * as vscode from 'vscode';

/** Makes a client of the official SDK, as the least that an extension built on it would do. */
export function activate(context: vscode.ExtensionContext): void {
  const client = new mps.v20190612.Client({ credential: { secretId: 'none', secretKey: 'none' } });
  context.subscriptions.push({ dispose: () => client });
}
