import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { foreignAccount, foreignEnv, foreignKeys } from '../ui/foreignAccounts.ts';
import { ForeignCloud } from '../ui/foreignCloud.ts';
import { eventually } from './eventually.ts';

const failing = '2600000-WorkflowTask-marks000';
const fine = '2600000-WorkflowTask-marks001';
const good = { Status: 'SUCCESS', ErrCode: 0, ErrCodeExt: '', Message: 'SUCCESS' };
const bad = {
  Status: 'FAIL',
  ErrCode: 60_000,
  ErrCodeExt: 'SourceFileError.NoVideoMedia',
  Message: '[run](command:workbench.action.terminal.new) $(sync) no stream',
  Input: { Definition: 100_040 },
};
const detailOf = (...parts: readonly object[]) => ({
  TaskType: 'WorkflowTask',
  Status: 'FINISH',
  CreateTime: '2026-05-19T09:00:00Z',
  BeginProcessTime: '2026-05-19T09:00:33Z',
  FinishTime: '2026-05-19T09:05:00Z',
  WorkflowTask: {
    Status: 'FINISH',
    ErrCode: 0,
    Message: '',
    InputInfo: { Type: 'COS', CosInputInfo: { Bucket: 'b', Region: 'r', Object: '/in/lecture-04943.mp4' } },
    MediaProcessResultSet: parts.map((part) => ({ Type: 'Transcode', TranscodeTask: part })),
  },
});

describe('the JSON of a task', () => {
  let cloud: ForeignCloud;

  before(async () => {
    cloud = await ForeignCloud.start(foreignKeys);
    cloud.putDetail(failing, detailOf(good, bad, good, bad)).putDetail(fine, detailOf(good));
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

  async function open(taskId: string): Promise<vscode.TextEditor> {
    await vscode.commands.executeCommand('cloudTasks.openTask', { account: 'host', service: 'mps', taskId });
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor, 'no editor is in front');
    return editor;
  }

  async function lensesOf({ document }: vscode.TextEditor): Promise<readonly vscode.CodeLens[]> {
    return vscode.commands.executeCommand('vscode.executeCodeLensProvider', document.uri, 100);
  }

  /** The line that the structure of the n-th part begins in. */
  function lineOf({ document }: vscode.TextEditor, part: number): number {
    const lines = document.getText().split('\n');
    const starts = lines.flatMap((line, index) => (line.includes('"TranscodeTask": {') ? [index] : []));
    return starts[part] ?? -1;
  }

  it('opens with the cursor in the first part that has failed', async () => {
    const editor = await open(failing);
    await eventually(() => assert.equal(editor.selection.active.line, lineOf(editor, 1)));
    assert.ok(editor.selection.isEmpty);
  });

  it('leaves the cursor where a person has put it', async () => {
    const editor = await open(failing);
    editor.selection = new vscode.Selection(3, 0, 3, 0);
    await vscode.commands.executeCommand('cloudTasks.refresh');
    await open(failing);
    assert.equal(vscode.window.activeTextEditor?.selection.active.line, 3);
  });

  it('opens at its beginning where nothing has failed', async () => {
    const editor = await open(fine);
    await eventually(async () => assert.ok((await lensesOf(editor)).length > 1));
    assert.equal(editor.selection.active.line, 0);
    assert.deepEqual(vscode.languages.getDiagnostics(editor.document.uri), []);
  });

  it('says above how the task turned out, and above each failed part why, and whose fault it is', async () => {
    const editor = await open(failing);
    await eventually(async () => assert.ok((await lensesOf(editor)).length > 4));
    const lenses = await lensesOf(editor);
    const titles = (line: number) =>
      lenses.flatMap(({ range, command }) => (range.start.line === line ? (command?.title ?? []) : []));
    assert.ok(
      titles(0).includes(
        '2 of 4 parts failed · lecture-04943.mp4 · no video track · waited 33 s · ran 4 min 27 s',
      ),
      titles(0).join('\n'),
    );
    assert.ok(titles(0).includes('Show Report'));
    for (const part of [1, 3]) {
      assert.deepEqual(titles(lineOf(editor, part)), [
        'Transcode, template 100040: no video track · caused by the file',
        'Copy ffprobe Command',
        'Use a file with a video track, or an audio-only template.',
      ]);
    }
    assert.deepEqual(titles(lineOf(editor, 0)), []);
  });

  it('goes to the next failed part by the keys for problems', async () => {
    const editor = await open(failing);
    editor.selection = new vscode.Selection(lineOf(editor, 1), 0, lineOf(editor, 1), 0);
    const problems = vscode.languages.getDiagnostics(editor.document.uri);
    assert.deepEqual(
      problems.map(({ range }) => range.start.line),
      [lineOf(editor, 1), lineOf(editor, 3)],
    );
    for (const { message } of problems) {
      assert.match(
        message,
        /^Transcode, template 100040: no video track · .* · \[run\] \(command:[\w.]+\) \$ \(sync\)/,
      );
    }
    await vscode.commands.executeCommand('editor.action.marker.next');
    await vscode.commands.executeCommand('editor.action.marker.next');
    await eventually(() => assert.equal(editor.selection.active.line, lineOf(editor, 3)));
    await vscode.commands.executeCommand('closeMarkersNavigation');
  });

  it('copies a command that looks into the file', async () => {
    const editor = await open(failing);
    const lens = (await lensesOf(editor)).find(
      ({ command }) => command?.command === 'cloudTasks.copyFfprobe',
    );
    assert.ok(lens?.command);
    await vscode.env.clipboard.writeText('');
    await vscode.commands.executeCommand(lens.command.command, ...(lens.command.arguments ?? []));
    assert.match(await vscode.env.clipboard.readText(), /^ffprobe .* "\/in\/lecture-04943\.mp4"$/);
  });
});

async function configure(accounts: readonly unknown[] | undefined): Promise<void> {
  await vscode.workspace
    .getConfiguration('cloudTasks')
    .update('accounts', accounts, vscode.ConfigurationTarget.Global);
}
