/**
 * Stands in front of an extension and says how long reading its code and activating it took, once that is over:
 * nothing is read here beforehand that the extension might need. Of the product it says also how long the first
 * command took, which does nothing but needs the code that was not read at start.
 */
import type * as vscode from 'vscode';

interface Extension {
  activate(context: vscode.ExtensionContext): unknown;
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const started = performance.now();
  const extension = require('./dist/extension.cjs') as Extension;
  const read = performance.now();
  await extension.activate(context);
  const activated = performance.now();
  let firstUseMs: number | undefined;
  if (context.extension.id === 'cloud-tasks.cloud-tasks') {
    const { commands } = await import('vscode');
    const asked = performance.now();
    await commands.executeCommand('cloudTasks.openUnreadable');
    firstUseMs = performance.now() - asked;
  }
  const { connect } = await import('node:net');
  const report = JSON.stringify({ readMs: read - started, activateMs: activated - read, firstUseMs });
  connect(Number(process.env.CLOUD_TASKS_BENCH_PORT), '127.0.0.1').end(report);
}
