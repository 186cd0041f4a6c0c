import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { foreignAccount, foreignEnv, foreignKeys } from '../ui/foreignAccounts.ts';
import { unavailable } from '../ui/foreignAnswers.ts';
import { ForeignCloud } from '../ui/foreignCloud.ts';
import { eventually } from './eventually.ts';

const taskId = '2600000-WorkflowTask-host000';
const detail = {
  TaskType: 'WorkflowTask',
  Status: 'FINISH',
  WorkflowTask: { Message: 'Größe "1080p" ✓', ErrCode: 0 },
};

describe('cloudTasks.openTask', () => {
  let cloud: ForeignCloud;

  before(async () => {
    cloud = await ForeignCloud.start(foreignKeys);
    cloud.putDetail(taskId, detail);
    Object.assign(process.env, foreignEnv);
    await configure([foreignAccount('Host', cloud)]);
  });

  after(async () => {
    await configure(undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const name of Object.keys(foreignEnv)) {
      delete process.env[name];
    }
    await cloud.close();
  });

  async function open(id: string, service = 'mps', account = 'host'): Promise<vscode.TextDocument> {
    await vscode.commands.executeCommand('cloudTasks.openTask', { account, service, taskId: id });
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document, 'no editor is in front');
    return document;
  }

  it('opens the whole detail as formatted JSON under a URI that tells where it comes from', async () => {
    const document = await open(taskId);
    assert.equal(document.uri.toString(), `cloudtask:/host/mps/${taskId}.json`);
    assert.equal(document.languageId, 'json');
    const { RequestId, ...shown } = JSON.parse(document.getText());
    assert.deepEqual(shown, detail);
    assert.equal(RequestId, cloud.asked({ action: 'DescribeTaskDetail' }).at(-1)?.requestId);
    assert.ok(document.lineCount > 5);
  });

  it('shows the same document, in the same tab, when it is called again', async () => {
    const first = await open(taskId);
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs).length;
    assert.equal(await open(taskId), first);
    assert.equal(vscode.window.tabGroups.all.flatMap((group) => group.tabs).length, tabs);
  });

  it('says in valid JSON that a task has aged out, and of which service', async () => {
    const mps = JSON.parse((await open('gone-from-mps')).getText()).cloudTasks;
    assert.match(mps.error, /aged out/);
    assert.equal(mps.code, 'InvalidParameterValue.TaskId');
    assert.equal(mps.taskId, 'gone-from-mps');
    assert.equal(mps.requestId, cloud.requests.at(-1)?.requestId);
    assert.equal(JSON.parse((await open('gone', 'vod')).getText()).cloudTasks.code, 'ResourceNotFound');
  });

  it('says in valid JSON that a detail could not be read, and reads it on the next refresh', async () => {
    const id = '2600000-WorkflowTask-host001';
    cloud.putDetail(id, detail).answer({ action: 'DescribeTaskDetail' }, unavailable);
    const document = await open(id);
    assert.equal(JSON.parse(document.getText()).cloudTasks.code, 'HTTP 503');
    cloud.mend();
    await vscode.commands.executeCommand('cloudTasks.refresh');
    await eventually(() => assert.equal(JSON.parse(document.getText()).TaskType, 'WorkflowTask'));
  }).timeout(40_000);

  it('opens documents that cannot be written, deleted or renamed', async () => {
    const { uri } = await open(taskId);
    assert.equal(vscode.workspace.fs.isWritableFileSystem('cloudtask'), false);
    await assert.rejects(Promise.resolve(vscode.workspace.fs.writeFile(uri, Buffer.from('{}'))));
    await assert.rejects(Promise.resolve(vscode.workspace.fs.delete(uri)));
    await assert.rejects(
      Promise.resolve(vscode.workspace.fs.rename(uri, uri.with({ path: '/host/mps/x.json' }))),
    );
    const text = Buffer.from(await vscode.workspace.fs.readFile(uri)).toString();
    assert.equal(JSON.parse(text).Status, 'FINISH');
  });

  it('follows the accounts as they come and go while VS Code runs', async () => {
    const document = await open(taskId, 'mps', 'later');
    assert.match(JSON.parse(document.getText()).cloudTasks.error, /no account "later"/);
    await configure([foreignAccount('Later', cloud)]);
    await eventually(() => assert.equal(JSON.parse(document.getText()).Status, 'FINISH'));
    assert.match(
      JSON.parse((await open('another', 'mps', 'host')).getText()).cloudTasks.error,
      /no account "host"/,
    );
  });
});

async function configure(accounts: readonly unknown[] | undefined): Promise<void> {
  await vscode.workspace
    .getConfiguration('cloudTasks')
    .update('accounts', accounts, vscode.ConfigurationTarget.Global);
}
