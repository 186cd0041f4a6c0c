import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { foreignAccount, foreignEnv, foreignKeys } from '../ui/foreignAccounts.ts';
import { refusal, unavailable } from '../ui/foreignAnswers.ts';
import { ForeignCloud } from '../ui/foreignCloud.ts';
import { eventually } from './eventually.ts';
import { OwnWindow } from './ownWindow.ts';

const running = { TaskType: 'WorkflowTask', Status: 'PROCESSING', WorkflowTask: { Status: 'PROCESSING' } };
const ended = { TaskType: 'WorkflowTask', Status: 'FINISH', WorkflowTask: { Status: 'FINISH', ErrCode: 0 } };
/** As every id of MPS begins. */
const id = (name: string): string => `2600000-WorkflowTask-${name}`;

describe('documents of tasks', () => {
  let cloud: ForeignCloud;
  let window: OwnWindow;
  const unhandled: unknown[] = [];
  const noteUnhandled = (reason: unknown): void => void unhandled.push(reason);

  before(async () => {
    cloud = await ForeignCloud.start(foreignKeys);
    Object.assign(process.env, foreignEnv);
    await configure('accounts', [foreignAccount('Docs', cloud)]);
    await configure('refreshInterval', 5);
    await vscode.extensions.getExtension('cloud-tasks.cloud-tasks')?.activate();
    process.on('unhandledRejection', noteUnhandled);
  });

  beforeEach(() => {
    window = new OwnWindow();
  });

  afterEach(async () => {
    window.dispose();
    cloud.mend();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  after(async () => {
    process.off('unhandledRejection', noteUnhandled);
    await configure('accounts', undefined);
    await configure('refreshInterval', undefined);
    for (const name of Object.keys(foreignEnv)) {
      delete process.env[name];
    }
    await cloud.close();
  });

  async function open(taskId: string): Promise<vscode.TextEditor> {
    await vscode.commands.executeCommand('cloudTasks.openTask', { account: 'docs', service: 'mps', taskId });
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor, 'no editor is in front');
    return editor;
  }

  async function lensOf({ uri }: vscode.TextDocument): Promise<string> {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      uri,
      5,
    );
    return lenses.map(({ command }) => command?.title ?? '').join('|');
  }

  const details = (taskId: string): number =>
    cloud.requests.filter(
      ({ action, parameters }) => action === 'DescribeTaskDetail' && parameters.TaskId === taskId,
    ).length;

  describe('that nobody opened here', () => {
    it('are not asked about: a text says how to open them', async () => {
      const before = cloud.requests.length;
      const uri = vscode.Uri.parse('cloudtask:/docs/mps/package.json');
      await vscode.workspace.fs.stat(uri);
      const text = Buffer.from(await vscode.workspace.fs.readFile(uri)).toString();
      assert.match(JSON.parse(text).cloudTasks.error, /has not been opened in this workspace.*Find Task/);
      const document = await vscode.workspace.openTextDocument(uri);
      assert.match(document.getText(), /has not been opened/);
      assert.equal(cloud.requests.length, before);
    });

    it('are read once a person opens them, and from then on', async () => {
      const taskId = id('opened1');
      cloud.putDetail(taskId, ended);
      const uri = vscode.Uri.parse(`cloudtask:/docs/mps/${taskId}.json`);
      const document = await vscode.workspace.openTextDocument(uri);
      assert.match(document.getText(), /has not been opened/);
      const editor = await open(taskId);
      assert.equal(editor.document.uri.toString(), uri.toString());
      await eventually(() => assert.equal(JSON.parse(editor.document.getText()).Status, 'FINISH'));
      const text = Buffer.from(await vscode.workspace.fs.readFile(uri)).toString();
      assert.equal(JSON.parse(text).Status, 'FINISH');
    });

    it('and folders do not exist', async () => {
      const before = cloud.requests.length;
      for (const address of [
        'cloudtask:/',
        'cloudtask:/docs',
        'cloudtask:/docs/mps',
        'cloudtask:/docs/mps/.vscode/settings.json',
        'cloudtask:/docs/mps/a.txt',
        'cloudtask://elsewhere/docs/mps/a.json',
        'cloudtask:/docs/mps/.json',
        'cloudtask:/docs/mps/a.json?b',
        'cloudtask:/a/%zz/%ff.json/',
      ]) {
        const uri = vscode.Uri.parse(address);
        const isMissing = ({ code }: vscode.FileSystemError): boolean =>
          code === 'FileNotFound' || code === 'FileIsADirectory' || code === 'Unavailable';
        await assert.rejects(Promise.resolve(vscode.workspace.fs.stat(uri)), isMissing, address);
        await assert.rejects(Promise.resolve(vscode.workspace.fs.readFile(uri)), isMissing, address);
      }
      assert.equal(cloud.requests.length, before);
      assert.deepEqual(unhandled, []);
    });
  });

  it('have tabs in which their ids can be read, whatever the id', async () => {
    for (const [taskId, label] of [
      ['a/../b', 'a\u2215..\u2215b.json'],
      ['125-Live:x=1', '125-Live:x=1.json'],
      ['50%', '50\uff05.json'],
      ['\ud800', '%ud800.json'],
    ] as const) {
      cloud.putDetail(taskId, ended);
      const { document } = await open(taskId);
      assert.equal(
        JSON.parse(document.getText()).Status ?? JSON.parse(document.getText()).cloudTasks.taskId,
        'FINISH',
      );
      assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab?.label, label);
    }
    assert.deepEqual(window.texts('showErrorMessage'), []);
  });

  it('are read again while their task runs, say so, and stop when it has ended', async () => {
    const taskId = id('running1');
    cloud.putDetail(taskId, running);
    const { document } = await open(taskId);
    await eventually(async () =>
      assert.match(await lensOf(document), /(?:^|\|)As of [^|]* read again every 5 s/),
    );
    cloud.putDetail(taskId, { ...running, Progress: 40 });
    await eventually(() => assert.equal(JSON.parse(document.getText()).Progress, 40), 20_000);
    cloud.answer({ action: 'DescribeTaskDetail' }, unavailable);
    await eventually(async () => assert.match(await lensOf(document), /could not be read again/), 60_000);
    assert.equal(JSON.parse(document.getText()).Progress, 40);
    cloud.mend();
    cloud.putDetail(taskId, ended);
    await eventually(() => assert.equal(JSON.parse(document.getText()).Status, 'FINISH'), 60_000);
    await eventually(async () => assert.match(await lensOf(document), /(?:^|\|)As of [^·|]*$/));
  }).timeout(150_000);

  it('are read by a refresh where they are in sight, others when they come into sight', async () => {
    const [hidden, visible] = [id('hidden1'), id('visible1')];
    cloud.putDetail(hidden, ended).putDetail(visible, ended);
    const first = await open(hidden);
    await vscode.commands.executeCommand('workbench.action.keepEditor');
    const second = await open(visible);
    cloud.putDetail(hidden, { ...ended, Again: true }).putDetail(visible, { ...ended, Again: true });
    const before = details(hidden);
    await vscode.commands.executeCommand('cloudTasks.refresh');
    await eventually(() => assert.equal(JSON.parse(second.document.getText()).Again, true));
    assert.equal(details(hidden), before);
    await vscode.window.showTextDocument(first.document);
    await eventually(() => assert.equal(JSON.parse(first.document.getText()).Again, true));
  });

  describe('that are looked for by id', () => {
    async function find(taskId: string): Promise<void> {
      window.search(` ${taskId} `);
      await vscode.commands.executeCommand('cloudTasks.findTask');
    }

    it('are found in the service that has them, without a question', async () => {
      const taskId = id('found1');
      cloud.putDetail(taskId, ended).answer({ service: 'vod' }, refusal('ResourceNotFound'));
      await find(taskId);
      const document = vscode.window.activeTextEditor?.document;
      assert.match(document?.uri.path ?? '', new RegExp(`/${taskId}.json$`));
      assert.equal(JSON.parse(document?.getText() ?? '').Status, 'FINISH');
    });

    it('are a message with where it was looked, and no document, where there is none', async () => {
      const taskId = id('nowhere1');
      await find(taskId);
      await eventually(() => assert.equal(window.texts('showInformationMessage').length, 1));
      const [message] = window.texts('showInformationMessage');
      assert.match(
        message ?? '',
        new RegExp(`No task ${taskId} in Docs · MPS, Docs · VOD\\. MPS keeps tasks for 7 days`),
      );
      assert.equal(vscode.window.activeTextEditor, undefined);
      assert.deepEqual(window.texts('showQuickPick'), []);
      assert.deepEqual(
        cloud.requests
          .filter(({ parameters }) => parameters.TaskId === taskId)
          .map(({ service }) => service)
          .sort(),
        ['mps', 'vod'],
      );
    });
  });
});

async function configure(name: string, value: unknown): Promise<void> {
  await vscode.workspace
    .getConfiguration('cloudTasks')
    .update(name, value, vscode.ConfigurationTarget.Global);
}
