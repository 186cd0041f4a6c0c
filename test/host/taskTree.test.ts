import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { loadAll } from '../../src/vscode/commands/listCommands.ts';
import type { GroupNode } from '../../src/vscode/tree/nodes/groupNode.ts';
import type { TreeNode } from '../../src/vscode/tree/nodes/node.ts';
import type { ServiceNode } from '../../src/vscode/tree/nodes/serviceNode.ts';
import type { TaskNode } from '../../src/vscode/tree/nodes/taskNode.ts';
import { ecsTasks } from '../ui/ecsTasks.ts';
import { foreignAccount, foreignKeys } from '../ui/foreignAccounts.ts';
import { ForeignAlibaba } from '../ui/foreignAlibaba.ts';
import { late, refusal } from '../ui/foreignAnswers.ts';
import { ForeignCloud } from '../ui/foreignCloud.ts';
import { idsOf, mpsTask, mpsTasks, vodTasks } from '../ui/foreignTasks.ts';
import { eventually } from './eventually.ts';
import { OwnTree } from './ownTree.ts';

describe('the tree', () => {
  let cloud: ForeignCloud;
  let own: OwnTree;

  beforeEach(async () => {
    cloud = await ForeignCloud.start(foreignKeys);
    cloud
      .put('mps', 'FINISH', undefined, { items: mpsTasks('tree', 0, 5), next: 't1' })
      .put('mps', 'FINISH', 't1', { items: mpsTasks('tree', 5, 5) })
      .put('mps', 'WAITING', undefined, { items: [{ TaskType: 'nameless' }, ...mpsTasks('wait', 0, 2)] })
      .put('vod', 'FINISH', undefined, { items: vodTasks('tree', 0, 3), next: 'again' })
      .put('vod', 'FINISH', 'again', { items: vodTasks('tree', 0, 3), next: 'again' });
    own = new OwnTree();
    own.add(foreignAccount('Tree', cloud));
    // The account itself; what a test looks at comes after that.
    await eventually(() => assert.deepEqual(own.fired, [undefined]));
  });

  afterEach(async () => {
    own.dispose();
    await cloud.close();
  });

  async function tasksOf(...path: readonly string[]): Promise<TaskNode[]> {
    const rows = await own.children(await own.find(...path));
    return rows.filter((row): row is TaskNode => row.kind === 'task');
  }

  async function groupOf(...path: readonly string[]): Promise<GroupNode> {
    const node = await own.find(...path);
    assert.ok(isGroup(node));
    return node;
  }

  it('is one row for an account with several services, and asks the cloud for nothing before one is opened', async () => {
    const roots = await own.children();
    assert.deepEqual(
      roots.map((node) => own.text(node)),
      ['Tree'],
    );
    const services = await own.children(roots[0]);
    assert.deepEqual(
      services.map((node) => own.text(node)),
      ['MPS International', 'VOD International'],
    );
    assert.equal(cloud.requests.length, 0);
    await own.children(services[0]);
    await eventually(() => assert.equal(cloud.requests.length, 4));
    assert.deepEqual(cloud.asked({ service: 'vod' }), []);
  });

  it('leaves tooltip and command of a task row until they are asked for', async () => {
    const [first] = await tasksOf('Tree', 'MPS', 'Finished');
    assert.ok(first);
    const item = own.tree.getTreeItem(first);
    assert.equal(item.tooltip, undefined);
    assert.equal(item.command, undefined);
    assert.equal(item.collapsibleState, vscode.TreeItemCollapsibleState.None);
    assert.match(
      own.text(first),
      /^Workflow …ree000 \d+ min ago · took 2 min · transcode, snapshot by time offset · 2600000-WorkflowTask-tree000$/,
    );
    const resolved = own.tree.resolveTreeItem(item, first);
    assert.ok(resolved.tooltip instanceof vscode.MarkdownString);
    assert.match(plain(resolved.tooltip), /Waited: 1 min/);
    assert.match(plain(resolved.tooltip), /Ran: 2 min/);
    assert.equal(resolved.command?.command, 'vscode.open');
    assert.equal(
      String(resolved.command?.arguments?.[0]),
      'cloudtask:/tree/mps/2600000-WorkflowTask-tree000.json',
    );
  });

  it('says "not yet" for zero times', async () => {
    const zero = { BeginProcessTime: '0000-00-00T00:00:00Z', FinishTime: '0001-01-01T00:00:00Z' };
    cloud.put('mps', 'PROCESSING', undefined, { items: [{ ...mpsTask('zero', 0), ...zero }] });
    const [entry] = await tasksOf('Tree', 'MPS', 'Processing');
    assert.ok(entry);
    const { tooltip } = own.tree.resolveTreeItem(own.tree.getTreeItem(entry), entry);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.match(plain(tooltip), /Started: not yet/);
    assert.match(plain(tooltip), /Ended: not yet/);
  });

  it('knows the parent of every row, up to the account', async () => {
    const group = await groupOf('Tree', 'MPS', 'Finished');
    const rows = await own.children(group);
    assert.equal(rows.length, 6);
    for (const row of rows) {
      assert.equal(own.tree.getParent(row), group);
    }
    const service = own.tree.getParent(group);
    assert.equal(service?.kind, 'service');
    const account = own.tree.getParent(service);
    assert.equal(account?.kind, 'account');
    assert.equal(own.tree.getParent(account), undefined);
  });

  it('gives every row an id of its own, also odd rows and rows of two accounts on one cloud', async () => {
    own.add(foreignAccount('Twin', cloud));
    cloud.answer({ service: 'mps', status: 'PROCESSING' }, refusal('UnauthorizedOperation'));
    // Ids and statuses that read like the way to another row.
    const odd = [
      { TaskId: 'failed', Status: 'FINISH' },
      { TaskId: 'b/c', Status: 'A' },
      { TaskId: 'c', Status: 'A/b' },
      { TaskId: 'd', Status: 'A%2Fb' },
    ];
    cloud.put('vod', 'WAITING', undefined, { items: odd });
    await (await groupOf('Tree', 'VOD', 'Finished')).group.loadMore();
    const ids: string[] = [];
    const walk = async (node?: TreeNode): Promise<void> => {
      for (const child of await own.children(node)) {
        const { id } = own.tree.getTreeItem(child);
        assert.ok(id, `${own.text(child)} has no id`);
        ids.push(id);
        await walk(child);
      }
    };
    await walk();
    assert.ok(ids.length > 30, `only ${ids.length} rows`);
    assert.deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
    );
  });

  it('keeps the objects of rows through a refresh, with what has changed in them', async () => {
    const group = await groupOf('Tree', 'MPS', 'Finished');
    const before = await tasksOf('Tree', 'MPS', 'Finished');
    const [first, ...others] = mpsTasks('tree', 0, 5);
    const newer = { ...mpsTask('newer', 0), CreateTime: new Date().toISOString() };
    cloud.put('mps', 'FINISH', undefined, {
      items: [newer, { ...first, TaskType: 'EditMediaTask' }, ...others],
      next: 't1',
    });
    own.fired = [];
    await group.group.refresh();
    const after = await tasksOf('Tree', 'MPS', 'Finished');
    assert.equal(after.length, 6);
    assert.equal(after[0]?.task.task.id, idsOf([newer])[0]);
    for (const [index, entry] of before.entries()) {
      assert.equal(after[index + 1], entry);
    }
    assert.match(own.text(after[1] as TaskNode), /^Edit media/);
    assert.equal(await own.find('Tree', 'MPS', 'Finished'), group);
    await eventually(() => assert.notEqual(own.fired.length, 0));
    assert.ok(!own.fired.includes(undefined), 'the whole tree was fired at VS Code');
  });

  it('lists finished tasks with a failed part in a group of their own', async () => {
    cloud.fail(...idsOf([mpsTask('tree', 1), mpsTask('tree', 3)]));
    const failed = await tasksOf('Tree', 'MPS', 'Failed');
    assert.deepEqual(
      failed.map((node) => node.task.task.id),
      idsOf([mpsTask('tree', 1), mpsTask('tree', 3)]),
    );
    assert.equal((await tasksOf('Tree', 'MPS', 'Finished')).length, 3);
  });

  it('moves a task whose detail tells of a failure, where the service has no list of those', async () => {
    const finished = await groupOf('Tree', 'VOD', 'Finished');
    const [first] = await tasksOf('Tree', 'VOD', 'Finished');
    assert.ok(first);
    own.fired = [];
    finished.service.tasks.learn(first.task.task.id, true);
    const [moved] = await tasksOf('Tree', 'VOD', 'Failed');
    assert.equal(moved?.task, first.task);
    assert.equal((await tasksOf('Tree', 'VOD', 'Finished')).length, 2);
    await eventually(() => assert.ok(own.fired.flat().some((node) => node === finished)));
    assert.ok(!own.fired.includes(undefined), 'the whole tree was fired at VS Code');
  });

  it('says that a group is being read only the first time', async () => {
    cloud.answer({ service: 'mps', status: 'FINISH', failed: false }, late(400));
    const node = await groupOf('Tree', 'MPS', 'Finished');
    assert.equal(own.text(node), 'Finished …');
    const { accessibilityInformation, tooltip } = own.tree.getTreeItem(node);
    assert.equal(accessibilityInformation?.label, 'Finished, loading…');
    assert.equal(tooltip, '');
    await own.children(node);
    assert.equal(own.text(node), 'Finished 5+');
    const refreshed = node.group.refresh();
    assert.equal(node.group.phase, 'loading');
    assert.equal(own.text(node), 'Finished 5+');
    await refreshed;
  });

  it('says in the tooltip of a group that it was not opened, or why it could not be read', async () => {
    cloud.answer({ service: 'mps', status: 'PROCESSING' }, refusal('UnauthorizedOperation', 'Not you'));
    const service = await own.find('Tree', 'MPS');
    assert.ok(isService(service));
    for (const group of service.service.tasks.groups) {
      const { description, tooltip } = own.tree.getTreeItem(own.tree.groupNode(group));
      assert.deepEqual([description, tooltip], ['', 'Expand to load']);
    }
    const failed = await groupOf('Tree', 'MPS', 'Processing');
    await own.children(failed);
    assert.equal(own.text(failed), 'Processing ⚠');
    assert.equal(
      own.tree.getTreeItem(failed).tooltip,
      'Processing\nUnauthorizedOperation: The key pair needs the permission mps:DescribeTasks. Not you',
    );
  });

  it('says "Failed" once of what is in the group of that name, and gives a group without rows no colour', async () => {
    const ecs = await ForeignAlibaba.start({
      keys: foreignKeys,
      signature: 'acs3',
      filters: ['Processing', 'Finished', 'Failed'],
    });
    try {
      ecs.tasks = ecsTasks('bad', 0, 1, 'Failed');
      own.add({
        id: 'ali',
        label: 'Ali',
        cloud: 'alibaba',
        credentials: 'environment',
        services: { ecs: { region: 'cn-hangzhou', endpoint: ecs.url } },
      });
      const [entry] = await tasksOf('Ali · ECS', 'Failed');
      assert.ok(entry);
      const item = own.tree.getTreeItem(entry);
      assert.match(item.accessibilityInformation?.label ?? '', /^Failed, .*bad000$/);
      const { tooltip } = own.tree.resolveTreeItem(item, entry);
      assert.ok(tooltip instanceof vscode.MarkdownString);
      assert.match(plain(tooltip), /Status: Failed {2}$/m);
      const { iconPath } = own.tree.getTreeItem(await groupOf('Ali · ECS', 'Paused'));
      assert.ok(iconPath instanceof vscode.ThemeIcon);
      assert.deepEqual([iconPath.id, iconPath.color?.id], ['debug-pause', 'foreground']);
    } finally {
      await ecs.close();
    }
  });

  it('names account, service and group while all of a group is loaded', async () => {
    const node = await groupOf('Tree', 'MPS', 'Finished');
    await own.children(node);
    const { withProgress } = vscode.window;
    const titles: (string | undefined)[] = [];
    vscode.window.withProgress = (options, task) => {
      titles.push(options.title);
      return withProgress(options, task);
    };
    try {
      await loadAll(node);
    } finally {
      vscode.window.withProgress = withProgress;
    }
    assert.equal(node.group.rows.size, 10);
    assert.equal(titles.length, 1);
    assert.match(titles[0] ?? '', /^Loading all: Tree · MPS.* · Finished$/);
  });

  it('drops the rows of an account that goes, and asks nothing more for it', async () => {
    const { group } = await groupOf('Tree', 'MPS', 'Finished');
    await eventually(() => assert.equal(cloud.asked({ service: 'mps' }).length, 4));
    own.accounts.removeTransient('tree');
    assert.deepEqual(await own.children(), []);
    const asked = cloud.requests.length;
    // Whatever could ask for a row that is still shown for a moment.
    await Promise.allSettled([group.refresh(), group.refreshQuietly(), group.loadMore(), group.retry()]);
    assert.equal(cloud.requests.length, asked);
  });
});

function isGroup(node: TreeNode): node is GroupNode {
  return node.kind === 'group';
}

function isService(node: TreeNode): node is ServiceNode {
  return node.kind === 'service';
}

/** A Markdown text without the escapes and entities it holds for spaces and the like. */
function plain({ value }: vscode.MarkdownString): string {
  return value.replaceAll('&nbsp;', ' ').replaceAll('\\', '');
}
