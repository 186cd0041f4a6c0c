import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** Of the contract: names that users, other extensions and outside tests rely on. */
const promised = [
  'cloudTasks.refresh',
  'cloudTasks.loadMore',
  'cloudTasks.openTask',
  'cloudTasks.addAccount',
  'cloudTasks.removeAccount',
  'cloudTasks.startDemo',
  'cloudTasks.stopDemo',
  'cloudTasks.findTask',
  'cloudTasks.collectProcesses',
  'cloudTasks.showProcesses',
  'cloudTasks.showLog',
];

interface Contributed {
  readonly command: string;
  readonly category?: string;
}

describe('commands', () => {
  const extension = vscode.extensions.getExtension('cloud-tasks.cloud-tasks');
  const contributed: readonly Contributed[] = extension?.packageJSON.contributes.commands;

  before(() => extension?.activate());

  it('of the contract are registered', async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      promised.filter((command) => !registered.has(command)),
      [],
    );
  });

  it('that are contributed are registered, in the category of the product', async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      contributed.filter(({ command }) => !registered.has(command)),
      [],
    );
    assert.deepEqual(
      contributed.filter(({ category }) => category !== 'Cloud Tasks' && category !== '%category%'),
      [],
    );
  });

  it('refresh, load more and open take a call without anything to work on', async () => {
    for (const command of [
      'refresh',
      'retry',
      'loadMore',
      'loadAll',
      'openTask',
      'copyTaskId',
      'openConsole',
    ]) {
      await vscode.commands.executeCommand(`cloudTasks.${command}`);
      await vscode.commands.executeCommand(`cloudTasks.${command}`, { no: 'row' });
    }
  });

  it('stopping a demo that does not run does nothing', async () => {
    await vscode.commands.executeCommand('cloudTasks.stopDemo');
  });
});
