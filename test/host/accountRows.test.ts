import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TreeNode } from '../../src/vscode/tree/nodes/node.ts';
import { foreignAccount, foreignKeys } from '../ui/foreignAccounts.ts';
import { refusal } from '../ui/foreignAnswers.ts';
import { ForeignCloud } from '../ui/foreignCloud.ts';
import { mpsTasks, vodTasks } from '../ui/foreignTasks.ts';
import { eventually } from './eventually.ts';
import { OwnTree } from './ownTree.ts';

describe('the row of an account', () => {
  let cloud: ForeignCloud;
  let own: OwnTree;

  beforeEach(async () => {
    cloud = await ForeignCloud.start(foreignKeys);
    own = new OwnTree();
  });

  afterEach(async () => {
    own.dispose();
    await cloud.close();
  });

  function threeServices(label: string): Record<string, unknown> {
    const endpoint = cloud.url;
    const vod = [
      { endpoint, subAppId: 1 },
      { endpoint, subAppId: 2, label: 'media-library' },
    ];
    return { ...foreignAccount(label, cloud), services: { mps: { endpoint }, vod } };
  }

  const stateOf = (node: TreeNode) => own.tree.getTreeItem(node).collapsibleState;

  it('is one of 30 for 30 accounts with three services each, closed, and nothing is asked', async () => {
    for (let index = 0; index < 30; index++) {
      own.add(threeServices(`Account ${index}`));
    }
    const roots = await own.children();
    assert.equal(roots.length, 30);
    assert.equal(new Set(roots.map(({ id }) => id)).size, 30);
    assert.equal(stateOf(roots[29] as TreeNode), vscode.TreeItemCollapsibleState.Collapsed);
    assert.equal(cloud.requests.length, 0);
  });

  it('stands open at first where there are few, with its services below it by name', async () => {
    own.add(threeServices('Films'));
    const [account, ...others] = await own.children();
    assert.ok(account);
    assert.deepEqual(others, []);
    assert.equal(stateOf(account), vscode.TreeItemCollapsibleState.Expanded);
    const services = await own.children(account);
    assert.deepEqual(
      services.map((node) => own.text(node)),
      ['MPS International', 'VOD 1 · International', 'VOD media-library · International'],
    );
    assert.ok(services.every((node) => stateOf(node) === vscode.TreeItemCollapsibleState.Collapsed));
    assert.ok(services.every((node) => own.tree.getParent(node) === account));
  });

  it('is that of its service where it has one, whose name is not cut off by a long label', async () => {
    own.add({ ...foreignAccount('Media of the north-western branch', cloud, ['mps']), id: 'long' });
    const [row] = await own.children();
    assert.ok(row);
    assert.equal(own.text(row), 'Media of the north-… · MPS International');
    assert.equal(own.tree.getTreeItem(row).tooltip, 'Media of the north-western branch · MPS');
    assert.equal(row.parent, undefined);
    assert.deepEqual([row.kind, row.id], ['service', 'long/mps']);
  });

  it('says how many tasks run, on the service and on the account', async () => {
    cloud
      .put('mps', 'PROCESSING', undefined, { items: mpsTasks('run', 0, 3) })
      .put('vod', 'PROCESSING', undefined, {
        items: vodTasks('run', 0, 4).map((task) => ({ ...task, Status: 'PROCESSING' })),
      });
    own.add(foreignAccount('Busy', cloud));
    await own.children(await own.find('Busy', 'MPS'));
    await own.children(await own.find('Busy', 'VOD'));
    await eventually(async () => {
      assert.equal(own.text(await own.find('Busy')), 'Busy 7 running');
      assert.equal(own.text(await own.find('Busy', 'MPS')), 'MPS 3 running · International');
    });
    const account = await own.find('Busy');
    await eventually(() => assert.ok(own.fired.flat().includes(account), 'the row was not shown anew'));
  });

  it('says of one list that it could not be read, though the others were', async () => {
    cloud.answer({ service: 'mps', status: 'WAITING' }, refusal('UnauthorizedOperation'));
    own.add(foreignAccount('Partly', cloud));
    await own.children(await own.find('Partly', 'MPS'));
    await eventually(async () => {
      assert.equal(own.text(await own.find('Partly')), 'Partly Permission missing');
      assert.equal(own.text(await own.find('Partly', 'MPS')), 'MPS Permission missing · International');
    });
  });

  it('says what is wrong, for the eye and the ear', async () => {
    cloud.answer({ service: 'mps' }, refusal('AuthFailure.SignatureFailure'));
    own.add(foreignAccount('Locked', cloud));
    await own.children(await own.find('Locked', 'MPS'));
    await eventually(async () => {
      const item = own.tree.getTreeItem(await own.find('Locked'));
      assert.equal(item.description, 'Keys refused');
      assert.equal(item.accessibilityInformation?.label, 'Locked, Keys refused');
      assert.ok(item.iconPath instanceof vscode.ThemeIcon);
      assert.equal(item.iconPath.id, 'warning');
    });
    assert.equal(own.text(await own.find('Locked', 'MPS')), 'MPS Keys refused · International');
    assert.equal(own.text(await own.find('Locked', 'VOD')), 'VOD International');
  });
});
