import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openSettings } from '../../src/vscode/commands/rowCommands.ts';
import { LiveRefresh } from '../../src/vscode/tree/liveRefresh.ts';
import type { TreeNode } from '../../src/vscode/tree/nodes/node.ts';
import { StayAtRow } from '../../src/vscode/tree/stayAtRow.ts';
import { TaskView } from '../../src/vscode/tree/taskView.ts';
import { foreignAccount, foreignKeys } from '../ui/foreignAccounts.ts';
import { ForeignCloud } from '../ui/foreignCloud.ts';
import { mpsTasks } from '../ui/foreignTasks.ts';
import { FakeClock } from '../unit/fakeClock.ts';
import { eventually } from './eventually.ts';
import { OwnTree } from './ownTree.ts';

/** A view that is shown, and a window, as a test says they are. */
class FakeWindow {
  state: vscode.WindowState = { focused: true, active: true };
  selection: readonly TreeNode[] = [];
  readonly #stateChanged = new vscode.EventEmitter<vscode.WindowState>();
  readonly #selected = new vscode.EventEmitter<vscode.TreeViewSelectionChangeEvent<TreeNode>>();
  readonly onDidChangeWindowState = this.#stateChanged.event;
  readonly view = {
    visible: true,
    selection: this.selection,
    onDidChangeSelection: this.#selected.event,
    onDidChangeVisibility: new vscode.EventEmitter<vscode.TreeViewVisibilityChangeEvent>().event,
    onDidCollapseElement: new vscode.EventEmitter<vscode.TreeViewExpansionEvent<TreeNode>>().event,
  } as unknown as vscode.TreeView<TreeNode>;

  become(state: vscode.WindowState): void {
    this.state = state;
    this.#stateChanged.fire(state);
  }

  select(node: TreeNode): void {
    this.#selected.fire({ selection: [node] });
  }
}

describe('the view', () => {
  let cloud: ForeignCloud;
  let own: OwnTree;
  let window: FakeWindow;

  beforeEach(async () => {
    cloud = await ForeignCloud.start(foreignKeys);
    cloud.put('mps', 'PROCESSING', undefined, { items: mpsTasks('seen', 0, 3) });
    own = new OwnTree();
    own.add(foreignAccount('Seen', cloud, ['mps']));
    window = new FakeWindow();
  });

  afterEach(async () => {
    own.dispose();
    await cloud.close();
  });

  it('is in sight while its window has the focus, although nobody touches a key', () => {
    const view = new TaskView(window.view, own.tree, window);
    const seen: boolean[] = [];
    view.onDidChangeVisibility(() => seen.push(view.inSight));
    window.become({ focused: true, active: false });
    window.become({ focused: false, active: false });
    window.become({ focused: true, active: true });
    assert.deepEqual(seen, [true, false, true]);
    view.dispose();
  });

  it('is read again for ever for a person who only watches, and not behind another window', async () => {
    const clock = new FakeClock();
    const view = new TaskView(window.view, own.tree, window);
    await own.children(await own.find('Seen · MPS', 'Processing'));
    const live = new LiveRefresh(view, own.services, clock);
    window.become({ focused: true, active: false });
    const asked = (): number => cloud.asked({ status: 'PROCESSING' }).length;
    for (let look = 0; look < 25; look++) {
      const before = asked();
      await clock.advance(15_000);
      await eventually(() => assert.ok(asked() > before, `the list was left alone after ${look} looks`));
      await eventually(() => assert.equal(clock.timers, 1));
    }
    window.become({ focused: false, active: false });
    assert.equal(clock.timers, 0);
    live.dispose();
    view.dispose();
  });

  it('knows whether a person stays at a row while it does its work', async () => {
    const row = await own.find('Seen · MPS');
    const other = await own.find('Seen · MPS', 'Processing');
    const stayed = new StayAtRow(
      { selection: [row], onDidChangeSelection: window.view.onDidChangeSelection },
      row,
    );
    window.select(row);
    assert.equal(stayed.holds, true);
    window.select(other);
    assert.equal(stayed.holds, false);
    stayed.dispose();
    const never = new StayAtRow(
      { selection: [], onDidChangeSelection: window.view.onDidChangeSelection },
      row,
    );
    assert.equal(never.holds, false);
    never.dispose();
  });
});

describe('the row of an entry that cannot be used', () => {
  it('opens the settings at what is wrong in it', async () => {
    const accounts = vscode.workspace.getConfiguration('cloudTasks');
    const entries = [
      { id: 'first', cloud: 'tencent', site: 'china', credentials: 'environment', services: { mps: {} } },
      { id: 'second', cloud: 'nimbus', credentials: 'environment', services: { mps: {} } },
    ];
    await accounts.update('accounts', entries, vscode.ConfigurationTarget.Global);
    const own = new OwnTree();
    try {
      const problem = (await own.children()).find(({ kind }) => kind === 'problem');
      assert.ok(problem);
      await openSettings(problem);
      const editor = vscode.window.activeTextEditor;
      assert.ok(editor);
      const { document } = editor;
      await eventually(() => {
        const rest = document.getText().slice(document.offsetAt(editor.selection.start));
        assert.ok(rest.startsWith('"nimbus"'), rest.slice(0, 60));
      });
    } finally {
      own.dispose();
      await accounts.update('accounts', undefined, vscode.ConfigurationTarget.Global);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    }
  });
});
