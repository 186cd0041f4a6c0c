import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { foreignAccount, foreignEnv, foreignKeys } from '../ui/foreignAccounts.ts';
import { ForeignCloud } from '../ui/foreignCloud.ts';
import { eventually } from './eventually.ts';
import { OwnWindow } from './ownWindow.ts';

const one = '2600000-WorkflowTask-aaaaaaaaaaaaaaaa';
const other = '2600000-WorkflowTask-bbbbbbbbbbbbbbbb';

describe('several tasks', () => {
  let cloud: ForeignCloud;
  let window: OwnWindow;

  before(async () => {
    cloud = await ForeignCloud.start(foreignKeys);
    cloud.putDetail(one, detailOf(one, 800)).putDetail(other, detailOf(other, 64));
    Object.assign(process.env, foreignEnv);
    await configure([foreignAccount('Several', cloud)]);
    window = new OwnWindow();
  });

  after(async () => {
    window.dispose();
    await configure(undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const name of Object.keys(foreignEnv)) {
      delete process.env[name];
    }
    await cloud.close();
  });

  const address = (taskId: string) => ({ account: 'several', service: 'mps', taskId });

  it('two are compared without what always differs', async () => {
    await vscode.commands.executeCommand('cloudTasks.compareTasks', address(one), [
      address(one),
      address(other),
    ]);
    const input = await eventually(() => {
      const shown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      assert.ok(shown instanceof vscode.TabInputTextDiff);
      return shown;
    });
    const [left, right] = await Promise.all(
      [input.original, input.modified].map(async (uri) =>
        (await vscode.workspace.openTextDocument(uri)).getText(),
      ),
    );
    const lines = right?.split('\n');
    const differing = left?.split('\n').filter((line, index) => line !== lines?.[index]);
    assert.deepEqual(
      differing?.map((line) => line.trim()),
      ['"Bitrate": 800'],
    );
  });

  it('are not compared where one cannot be read, and a message says which', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('cloudTasks.compareTasks', undefined, [
      address(one),
      address('gone'),
    ]);
    assert.match(window.texts('showErrorMessage').join(), /detail of gone could not be read/);
    assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab, undefined);
  });

  it('are found by what is known of them, as a person types', async () => {
    const offered: string[] = [];
    window.search('bbbb', offered);
    await vscode.commands.executeCommand('cloudTasks.findTask');
    assert.match(offered[0] ?? '', new RegExp(`${other}$`));
    assert.match(vscode.window.activeTextEditor?.document.uri.path ?? '', new RegExp(`/${other}.json$`));
    assert.deepEqual(window.texts('showInformationMessage'), []);
  });
});

function detailOf(taskId: string, Bitrate: number): Record<string, unknown> {
  const CreateTime = new Date(Date.now() - Bitrate * 1000).toISOString();
  const Output = { Url: `https://media.example.com/out.mp4?sign=${taskId}`, Bitrate };
  return { TaskType: 'WorkflowTask', Status: 'FINISH', WorkflowTask: { TaskId: taskId, CreateTime, Output } };
}

async function configure(accounts: unknown): Promise<void> {
  await vscode.workspace
    .getConfiguration('cloudTasks')
    .update('accounts', accounts, vscode.ConfigurationTarget.Global);
}
