import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { OwnWindow } from './ownWindow.ts';

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

  it('take a call without anything to work on, and one with nothing of ours, in silence', async () => {
    const window = new OwnWindow();
    try {
      for (const name of [
        ...['refresh', 'retry', 'loadMore', 'loadAll', 'openTask', 'openUnreadable'],
        ...['copyTaskId', 'copyError', 'openConsole', 'reenterCredentials'],
      ]) {
        for (const target of [
          undefined,
          null,
          'text',
          { no: 'row' },
          { account: 1, service: {}, taskId: [] },
        ]) {
          const answer = await vscode.commands.executeCommand(`cloudTasks.${name}`, target);
          assert.equal(answer, undefined, name);
        }
      }
      assert.deepEqual(window.shown, []);
      assert.equal(vscode.window.activeTextEditor, undefined);
    } finally {
      window.dispose();
    }
  });

  it('stop a demo that does not run without a word', async () => {
    const window = new OwnWindow();
    try {
      await vscode.commands.executeCommand('cloudTasks.stopDemo');
      assert.deepEqual(window.shown, []);
    } finally {
      window.dispose();
    }
  });

  it('show once, plainly and with the log, what they did not expect, and do not reject', async () => {
    const window = new OwnWindow();
    const clipboard = Object.getOwnPropertyDescriptor(vscode.env, 'clipboard');
    const message = '[all is well](command:workbench.action.terminal.new)\n$(bug)';
    try {
      Object.defineProperty(vscode.env, 'clipboard', {
        configurable: true,
        get: () => {
          throw new Error(message);
        },
      });
      const row = { kind: 'task', id: 'x', item: () => ({}), taskId: 'x' };
      await vscode.commands.executeCommand('cloudTasks.copyTaskId', row);
      assert.deepEqual(window.texts('showErrorMessage'), [
        'The command failed: UnexpectedError: [all is well] (command:workbench.action.terminal.new) $ (bug)',
      ]);
    } finally {
      Object.defineProperty(vscode.env, 'clipboard', clipboard ?? {});
      window.dispose();
    }
  });
});
