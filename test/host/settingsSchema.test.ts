import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './eventually.ts';

const setting = () => vscode.workspace.getConfiguration('cloudTasks');

async function write(accounts: readonly unknown[] | undefined): Promise<void> {
  await setting().update('accounts', accounts, vscode.ConfigurationTarget.Global);
}

/** The user's settings.json as an editor shows it. */
async function settingsDocument(): Promise<vscode.TextDocument> {
  await vscode.commands.executeCommand('workbench.action.openSettingsJson');
  return await eventually(() => {
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    assert.ok(document.fileName.endsWith('settings.json'));
    assert.ok(document.getText().includes('cloudTasks.accounts'));
    return document;
  });
}

const entry = (services: object, cloud: object): object => ({
  id: 'a',
  credentials: 'stored',
  services,
  ...cloud,
});
const tencent = { cloud: 'tencent', site: 'china' };
const stack = { endpoint: 'https://gateway.example.com', region: 'cn-qingdao' };

describe('cloudTasks.accounts in settings.json', () => {
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await write(undefined);
  });

  it('has what is wrong with a field said in its own words', async () => {
    await write([
      entry({ vod: { subAppId: 'one' }, mps: { unknown: 1 } }, tencent),
      entry({ ecs: { region: 'a/b' } }, { cloud: 'alibaba' }),
      entry({ ecs: { ...stack, signature: 'v4' } }, { cloud: 'apsaraStack' }),
      entry({ ecs: {} }, tencent),
    ]);
    const { uri } = await settingsDocument();
    await eventually(() => {
      const told = vscode.languages.getDiagnostics(uri).map(({ message }) => message);
      for (const expected of [
        /^Write the application's number/,
        /^Write a region id/,
        /^Use "apiGateway", "rpc" or "acs3"/,
        /unknown is not allowed/,
        /ecs is not allowed/,
      ]) {
        assert.ok(
          told.some((message) => expected.test(message)),
          `${expected} is not among: ${told.join(' | ')}`,
        );
      }
    }, 20_000);
  });

  it('has its fields completed', async () => {
    await write([entry({ vod: {} }, tencent)]);
    const document = await settingsDocument();
    const offset = document.getText().indexOf('"vod": {') + '"vod": {'.length;
    await eventually(async () => {
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        document.positionAt(offset),
      );
      const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      for (const name of ['subAppId', 'label', 'endpoint', 'allowHttp', 'caFile']) {
        assert.ok(labels.includes(name), `${name} is not among: ${labels.join(' | ')}`);
      }
    }, 20_000);
  });
});
