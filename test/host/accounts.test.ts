import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { foreignAccount, foreignKeys } from '../ui/foreignAccounts.ts';
import { ForeignCloud } from '../ui/foreignCloud.ts';
import { eventually } from './eventually.ts';
import { OwnTree } from './ownTree.ts';

describe('the setting cloudTasks.accounts, changed while VS Code runs', () => {
  let cloud: ForeignCloud;
  let own: OwnTree;

  before(async () => {
    cloud = await ForeignCloud.start(foreignKeys);
    own = new OwnTree();
  });

  after(async () => {
    await configure(undefined);
    own.dispose();
    await cloud.close();
  });

  async function roots(): Promise<readonly string[]> {
    return (await own.children()).map((node) => own.text(node));
  }

  it('adds rows', async () => {
    assert.deepEqual(await roots(), []);
    await configure([foreignAccount('First', cloud, ['mps'])]);
    await eventually(async () => assert.deepEqual(await roots(), ['First · MPS International']));
  });

  it('keeps what is loaded of accounts that stay the same', async () => {
    const [kept] = await own.children();
    await configure([foreignAccount('First', cloud, ['mps']), foreignAccount('Second', cloud, ['vod'])]);
    await eventually(async () =>
      assert.deepEqual(await roots(), ['First · MPS International', 'Second · VOD International']),
    );
    assert.equal((await own.children())[0], kept);
  });

  it('shows what is wrong with it, beside what works', async () => {
    await configure([foreignAccount('First', cloud, ['mps']), { id: 'second', cloud: 'nimbus' }]);
    await eventually(async () => {
      const [problem, first, ...others] = await roots();
      assert.match(problem ?? '', /^Account 2 \("second"\): "cloud" is "nimbus"/);
      assert.equal(first, 'First · MPS International');
      assert.deepEqual(others, []);
    });
  });

  it('removes rows', async () => {
    await configure([]);
    await eventually(async () => assert.deepEqual(await roots(), []));
  });
});

async function configure(accounts: readonly unknown[] | undefined): Promise<void> {
  await vscode.workspace
    .getConfiguration('cloudTasks')
    .update('accounts', accounts, vscode.ConfigurationTarget.Global);
}
