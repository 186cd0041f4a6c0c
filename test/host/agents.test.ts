import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TreeNode } from '../../src/vscode/tree/nodes/node.ts';
import { foreignAccount, foreignEnv, foreignKeys } from '../ui/foreignAccounts.ts';
import { ForeignCloud } from '../ui/foreignCloud.ts';
import { ForeignCwp } from '../ui/foreignCwp.ts';
import { eventually } from './eventually.ts';
import { OwnTree } from './ownTree.ts';
import { OwnWindow } from './ownWindow.ts';

const complete = '6b6cd843-6bc1-4011-a74c-000000000001';
const never = '6b6cd843-6bc1-4011-a74c-000000000002';
const ghost = '6b6cd843-6bc1-4011-a74c-000000000003';

let vod: ForeignCloud;
let cwp: ForeignCwp;
let strict: ForeignCwp;

function entry(id: string, cloud: ForeignCwp, uuids: readonly string[]): Record<string, unknown> {
  const agents = uuids.map((uuid) => ({ uuid, label: `web-${uuid.at(-1)}` }));
  return { ...foreignAccount(id, vod, []), services: { cwp: { endpoint: cloud.url, agents } } };
}

describe('agents', () => {
  before(async () => {
    vod = await ForeignCloud.start(foreignKeys);
    cwp = await ForeignCwp.start(foreignKeys);
    strict = await ForeignCwp.start({ ...foreignKeys, secret: 'another' });
    cwp.agents.set(complete, 'COMPLETE').set(never, 'FailedOperation.ProcessTaskNotFound');
    cwp.processes.set(complete, 250);
  });

  after(async () => {
    await Promise.all([vod, cwp, strict].map((cloud) => cloud.close()));
  });

  describe('of an account in the settings', () => {
    before(async () => {
      Object.assign(process.env, foreignEnv);
      await configure([entry('watch', cwp, [complete, never])]);
      await eventually(() => assert.equal(cwp.asked('DescribeProcessTaskStatus').length, 2));
    });

    after(async () => {
      await configure(undefined);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      for (const name of Object.keys(foreignEnv)) {
        delete process.env[name];
      }
    });

    it('show all pages of their processes by account, service and Uuid', async () => {
      const address = { account: 'watch', service: 'cwp', uuid: complete };
      await vscode.commands.executeCommand('cloudTasks.showProcesses', address);
      const document = vscode.window.activeTextEditor?.document;
      assert.equal(document?.uri.toString(), `cloudtask:/watch/cwp/${complete}.json`);
      const { agent, collected, machine, processes } = JSON.parse(document.getText());
      assert.deepEqual(agent, { uuid: complete, label: 'web-1' });
      assert.deepEqual(machine, { name: 'web-1', ip: '10.0.0.7' });
      assert.equal(collected, 250);
      const ids = new Set(processes.map(({ Id }: { Id: number }) => Id));
      assert.deepEqual([ids.size, processes[249].ProcessName], [250, 'worker-249']);
    });

    it('show them anew, in the same tab, when they are asked for again', async () => {
      cwp.processes.set(complete, 2);
      const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs).length;
      const address = { account: 'watch', service: 'cwp', uuid: complete };
      await vscode.commands.executeCommand('cloudTasks.showProcesses', address);
      const document = vscode.window.activeTextEditor?.document;
      await eventually(() => assert.equal(JSON.parse(document?.getText() ?? '{}').collected, 2));
      assert.equal(vscode.window.tabGroups.all.flatMap((group) => group.tabs).length, tabs);
    });

    it('are not touched by a call from outside that a person does not confirm', async () => {
      const window = new OwnWindow();
      try {
        for (const target of [
          { account: 'watch', service: 'cwp', uuid: never },
          { kind: 'watched', id: 'watch/cwp', item: () => ({}), watched: lookAlike(never) },
        ]) {
          await vscode.commands.executeCommand('cloudTasks.collectProcesses', target);
        }
        assert.deepEqual(
          window.shown.map(({ by, modal, text }) => [by, modal, text]),
          [
            ['showWarningMessage', true, 'Collect the processes of web-2?'],
            ['showQuickPick', false, 'Which agent?'],
          ],
        );
        assert.equal(cwp.asked('CreateProcessTask').length, 0);
      } finally {
        window.dispose();
      }
    });

    it('are followed once a collection was started by account, service and Uuid, and confirmed', async () => {
      const window = new OwnWindow().answer('showWarningMessage', 'Collect Processes');
      try {
        const address = { account: 'watch', service: 'cwp', uuid: never };
        await vscode.commands.executeCommand('cloudTasks.collectProcesses', address);
        assert.equal(cwp.asked('CreateProcessTask', never).length, 1);
        await eventually(() => assert.ok(cwp.asked('DescribeProcessTaskStatus', never).length > 2));
        cwp.agents.set(never, 'COMPLETE');
        await eventually(() =>
          assert.deepEqual(window.texts('showInformationMessage'), [
            'The processes of web-2 have been collected.',
          ]),
        );
      } finally {
        window.dispose();
      }
    });
  });

  describe('in the tree', () => {
    let own: OwnTree;

    beforeEach(() => {
      own = new OwnTree();
    });
    afterEach(() => own.dispose());

    it('show their processes on a click, or the choice of agents where the service does not know them', async () => {
      own.add(entry('rows', cwp, [complete, ghost]));
      const first = await eventually(async () => {
        const [row] = await own.children(await own.find('rows · CWP'));
        assert.ok(row);
        assert.match(own.text(row), /^web-3 Not found · Choose Agents · ResourceNotFound: /);
        return row;
      });
      assert.equal(own.tree.getTreeItem(first).command?.command, 'cloudTasks.chooseAgents');
      const agent = await own.find('rows · CWP', 'Complete', 'web-1');
      const item = own.tree.getTreeItem(agent);
      assert.equal(item.command?.command, 'cloudTasks.showProcesses');
      assert.deepEqual(item.command?.arguments, [
        { account: 'rows', service: 'cwp', uuid: complete, preserveFocus: true },
      ]);
      assert.equal(item.contextValue, 'agent.complete');
      assert.match(item.accessibilityInformation?.label ?? '', /^web-1, Complete, since .*000000000001$/);
    });

    it('leave their tooltips until they are asked for', async () => {
      own.add(entry('hover', cwp, [complete]));
      const agent = await eventually(() => own.find('hover · CWP', 'Complete', 'web-1'));
      const item = own.tree.getTreeItem(agent);
      const before = item.command;
      assert.equal(item.tooltip, undefined);
      const tooltip = resolvedTooltip(own, agent);
      assert.match(
        tooltip,
        /^\*\*web-1\*\*\n\n6b6cd843-6bc1-4011-a74c-000000000001\n\nStatus: Complete {2}\nSince: \S/,
      );
      assert.doesNotMatch(tooltip, /RequestId/);
      assert.deepEqual(own.tree.resolveTreeItem(item, agent).command, before);
    });

    it('say in tooltip and to the ear why the last look failed', async () => {
      own.add(entry('why', cwp, [complete, ghost]));
      const agent = await eventually(() => own.find('why · CWP', 'ResourceNotFound'));
      const item = own.tree.getTreeItem(agent);
      assert.match(
        item.accessibilityInformation?.label ?? '',
        /^web-3, not read yet · ResourceNotFound, since .*, The request was refused: ResourceNotFound, Choose Agents, /,
      );
      const [asked] = cwp.asked('DescribeProcessTaskStatus', ghost).slice(-1);
      assert.match(
        resolvedTooltip(own, agent),
        new RegExp(
          `Status: not read yet\n\nResourceNotFound: The request was refused: ResourceNotFound {2}\n` +
            `Failing since: \\S.* {2}\nRequestId: ${asked?.requestId}$`,
        ),
      );
    });

    it('have tooltips in which a label is no Markdown', async () => {
      const evil = '**a** [b](command:c) <img> $(bug)';
      const agents = [{ uuid: complete, label: evil }];
      const services = { cwp: { endpoint: cwp.url, agents } };
      own.add({ ...foreignAccount('evil', vod, []), services });
      const agent = await eventually(() => own.find('evil · CWP', 'Complete', '**a**'));
      const { tooltip } = own.tree.resolveTreeItem(own.tree.getTreeItem(agent), agent);
      assert.ok(tooltip instanceof vscode.MarkdownString);
      assert.ok(tooltip.value.includes('\\*\\*a\\*\\* \\[b\\] \\(command\\:c\\) \\<img\\> \\$ \\(bug\\)'));
      assert.ok(!tooltip.isTrusted && !tooltip.supportHtml && !tooltip.supportThemeIcons);
    });

    it('that nobody may read have one row that says why, and reads again once the keys are others', async () => {
      own.add(entry('keys', strict, [complete, never]));
      const first = await eventually(async () => {
        const [row] = await own.children(await own.find('keys · CWP'));
        assert.ok(row);
        assert.match(own.text(row), /^Keys refused Retry · AuthFailure.SignatureFailure: .*RequestId/);
        return row;
      });
      assert.equal(own.tree.getTreeItem(first).command?.command, 'cloudTasks.retry');
    });

    it('that are none yet are a row that offers to choose some', async () => {
      own.add(entry('none', cwp, []));
      const [note, ...others] = await own.children(await own.find('none · CWP'));
      assert.ok(note);
      assert.equal(own.tree.getTreeItem(note).command?.command, 'cloudTasks.chooseAgents');
      assert.deepEqual(others, []);
    });
  });
});

/** What another extension can make up of an agent. */
function lookAlike(uuid: string): unknown {
  return {
    config: { uuid, label: 'web-2' },
    owner: { account: { id: 'watch', label: 'watch' }, service: { key: 'cwp' } },
  };
}

function resolvedTooltip(own: OwnTree, agent: TreeNode): string {
  const { tooltip } = own.tree.resolveTreeItem(own.tree.getTreeItem(agent), agent);
  assert.ok(tooltip instanceof vscode.MarkdownString);
  return tooltip.value.replaceAll('\\', '');
}

async function configure(accounts: readonly unknown[] | undefined): Promise<void> {
  await vscode.workspace
    .getConfiguration('cloudTasks')
    .update('accounts', accounts, vscode.ConfigurationTarget.Global);
}
