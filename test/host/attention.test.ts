import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { systemClock } from '../../src/core/model/clock.ts';
import type { AttentionNode } from '../../src/vscode/tree/nodes/attentionNode.ts';
import type { TreeNode } from '../../src/vscode/tree/nodes/node.ts';
import { type SummarizedView, ViewSummary } from '../../src/vscode/tree/viewSummary.ts';
import { foreignAccount, foreignKeys } from '../ui/foreignAccounts.ts';
import { ForeignCloud } from '../ui/foreignCloud.ts';
import { mpsTask, mpsTasks } from '../ui/foreignTasks.ts';
import { eventually } from './eventually.ts';
import { OwnTree } from './ownTree.ts';

const failedId = '2600000-WorkflowTask-bad001';

describe('needs attention', () => {
  let cloud: ForeignCloud;
  let own: OwnTree;

  beforeEach(async () => {
    cloud = await ForeignCloud.start(foreignKeys);
    cloud
      .put('mps', 'FINISH', undefined, { items: [...mpsTasks('good', 0, 3), ...mpsTasks('bad', 0, 2)] })
      .fail('2600000-WorkflowTask-bad000', failedId);
    own = new OwnTree();
    own.add(foreignAccount('Tree', cloud));
  });

  afterEach(async () => {
    own.dispose();
    await cloud.close();
  });

  const first = async (): Promise<AttentionNode> => {
    const [node] = await own.children();
    assert.ok(isAttention(node), 'it is not the first row');
    return node;
  };

  /** Resolves when VS Code has been told of the failures, and nothing more is on its way to it. */
  async function opened(): Promise<AttentionNode> {
    const told = new Promise<void>((resolve) => {
      own.failures.onDidChange(() => {
        if (own.failures.newest.length > 0) {
          resolve();
        }
      });
    });
    await own.children(await own.find('Tree', 'MPS', 'Failed'));
    await told;
    const node = await first();
    own.tree.repaint([node]);
    await eventually(() => assert.ok(own.fired.some((nodes) => nodes?.includes(node))));
    return node;
  }

  /** Asks for rows as VS Code does. */
  async function shown(node: TreeNode): Promise<TreeNode[]> {
    own.text(node);
    const rows = await own.children(node);
    for (const row of rows) {
      own.text(row);
    }
    return rows;
  }

  it('is no row while nothing is known to have failed', async () => {
    assert.deepEqual(
      (await own.children()).map((node) => own.text(node)),
      ['Tree'],
    );
  });

  it('is the first row, lists failures newest first, and says which are new', async () => {
    const node = await opened();
    assert.match(own.text(node), /^Needs attention 2 new( · \d today)?$/);
    const rows = await own.children(node);
    assert.deepEqual(
      rows.map((row) => row.taskId),
      ['2600000-WorkflowTask-bad000', failedId],
    );
    for (const row of rows) {
      assert.match(own.text(row), /^Workflow …bad00\d new · \d+ min ago .* 2600000-WorkflowTask-bad00\d$/);
      assert.match(
        own.tree.getTreeItem(row).accessibilityInformation?.label ?? '',
        /^new, Failed, .*, Tree · MPS International, 2600000-WorkflowTask-bad00\d$/,
      );
    }
    const group = await own.children(await own.find('Tree', 'MPS', 'Failed'));
    const ids = [...rows, ...group].map(({ id }) => id);
    assert.equal(new Set(ids).size, 4);
    for (const row of rows) {
      assert.equal(own.tree.getParent(row), node);
    }
  });

  it('names a row with its reason as soon as its detail is known, and shows only that row anew', async () => {
    const node = await opened();
    const [, row] = await shown(node);
    assert.ok(row);
    own.fired = [];
    const open = own.services.find('tree', 'mps');
    assert.ok(open);
    cloud.putDetail(failedId, detailOf('lecture-04943.mp4'));
    await own.services.detail(open, failedId, new AbortController().signal);
    // What stands inside of another changed row is not told of by itself.
    await eventually(() => assert.ok(own.fired.some((nodes) => nodes?.includes(row))));
    assert.match(own.text(row), /^lecture-04943\.mp4 new · no video track · .* 2600000-WorkflowTask-bad001$/);
    const [part] = await own.children(row);
    assert.ok(part);
    assert.match(own.text(part), /Transcode.*no video track|no video track.*/);
  });

  it('no longer marks what was looked at', async () => {
    const node = await opened();
    const rows = await shown(node);
    own.fired = [];
    own.failures.see({ account: 'tree', service: 'mps', id: failedId });
    await eventually(() => assert.ok(own.fired.some((nodes) => nodes?.includes(node))));
    assert.match(own.text(node), /^Needs attention 1 new/);
    assert.doesNotMatch(own.text(rows[1] as TreeNode), / new /);
    own.failures.seeAll();
    assert.doesNotMatch(own.text(node), /new/);
  });

  it('opens a row by a command that names no row of the list', async () => {
    const [row] = await own.children(await opened());
    assert.ok(row);
    const item = own.tree.resolveTreeItem(own.tree.getTreeItem(row), row);
    assert.equal(item.command?.command, 'cloudTasks.openTask');
    assert.ok(item.tooltip instanceof vscode.MarkdownString);
    assert.match(item.tooltip.value.replaceAll('\\', ''), /Account: Tree · MPS International/);
  });

  it('is a row no more when its account is gone', async () => {
    await opened();
    own.accounts.removeTransient('tree');
    await eventually(async () => assert.deepEqual(await own.children(), []));
  });

  it('lists the newest 200, and says so', async () => {
    const items = Array.from({ length: 100 }, (_, nth) => mpsTask('many', nth));
    const more = Array.from({ length: 101 }, (_, nth) => mpsTask('more', nth + 100));
    cloud
      .put('mps', 'FINISH', undefined, { items: [...items, ...more] })
      .fail(...[...items, ...more].map(({ TaskId }) => String(TaskId)));
    const rows = await own.children(await opened());
    assert.equal(rows.length, 201);
    assert.equal(own.text(rows[200] as TreeNode), 'Only the newest 200 are listed');
  });

  it('counts failed tasks on closed rows before a service is opened, once a look has told', async () => {
    const service = await own.find('Tree', 'MPS');
    const account = own.tree.getParent(service);
    assert.ok(account);
    assert.equal(own.text(service), 'MPS International');
    own.fired = [];
    const page = { tasks: [], malformed: [], next: undefined, requestId: undefined };
    own.failures.services[0]?.take({ ...page, total: 3821 });
    await eventually(() => assert.ok(own.fired.some((nodes) => nodes?.includes(account))));
    assert.match(own.text(service), /^MPS .*3,821 failed/);
    assert.match(own.text(account), /^Tree .*3,821 failed$/);
    await own.children(await own.find('Tree', 'MPS', 'Failed'));
    assert.match(own.text(service), /^MPS .*\b2 failed/);
  });

  it('is counted on the badge, and in words beside the title, with the age of what is shown', async () => {
    const view: SummarizedView = { badge: undefined };
    const badge = (): vscode.ViewBadge | undefined => view.badge;
    const seen = new vscode.EventEmitter<void>();
    const sight = { inSight: true, onDidChangeVisibility: seen.event };
    let updated: number | undefined;
    const summary = new ViewSummary(view, sight, own.failures, () => updated, systemClock);
    assert.equal(badge(), undefined);
    await opened();
    updated = Date.now() - 12_000;
    await eventually(() => assert.equal(badge()?.value, 2));
    assert.equal(badge()?.tooltip, '2 new failures');
    seen.fire();
    assert.equal(view.description, '2 new failures · updated 12 s ago');
    own.failures.see({ account: 'tree', service: 'mps', id: failedId });
    await eventually(() => assert.match(view.description ?? '', /^1 new failure · updated/));
    own.failures.seeAll();
    await eventually(() => assert.match(view.description ?? '', /^updated \d+ s ago$/));
    assert.equal(badge(), undefined);
    summary.dispose();
    seen.dispose();
  });
});

function isAttention(node: TreeNode | undefined): node is AttentionNode {
  return node?.kind === 'attention';
}

function detailOf(name: string): Record<string, unknown> {
  const InputInfo = { Type: 'COS', CosInputInfo: { Bucket: 'b-1', Region: 'r', Object: `/in/${name}` } };
  const TranscodeTask = {
    Status: 'FAIL',
    ErrCodeExt: 'SourceFileError.NoVideoMedia',
    ErrCode: 60000,
    Message: 'no video',
    Input: { Definition: 10 },
  };
  const MediaProcessResultSet = [{ Type: 'Transcode', TranscodeTask }];
  return {
    TaskType: 'WorkflowTask',
    Status: 'FINISH',
    WorkflowTask: { TaskId: failedId, Status: 'FINISH', ErrCode: 0, InputInfo, MediaProcessResultSet },
  };
}
