import * as vscode from 'vscode';
import type { TaskRecord } from '../../core/tasks/listRows.ts';
import type { StatusList } from '../../core/tasks/statusList.ts';
import type { AttentionNode } from './nodes/attentionNode.ts';
import type { FailedTaskNode } from './nodes/failedTaskNode.ts';
import type { GroupNode } from './nodes/groupNode.ts';
import type { TreeNode } from './nodes/node.ts';
import type { TaskNode } from './nodes/taskNode.ts';
import { StayAtRow } from './stayAtRow.ts';
import type { TaskTree } from './taskTree.ts';

const listingMs = 1000;

/** What has to be known of the window. */
export type WindowOfView = Pick<typeof vscode.window, 'state' | 'onDidChangeWindowState'>;

/** The tree view: which groups stand open, and whether anybody can see them. */
export class TaskView implements vscode.Disposable {
  readonly #tree: TaskTree;
  readonly #view: vscode.TreeView<TreeNode>;
  readonly #window: WindowOfView;
  readonly #open = new Set<GroupNode>();
  readonly #looked = new vscode.EventEmitter<void>();
  readonly #openChanged = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[];

  /** Fires when the view comes into sight or goes out of it. */
  readonly onDidChangeVisibility = this.#looked.event;
  /** Fires when a group has been closed, or is gone. */
  readonly onDidChangeOpenGroups = this.#openChanged.event;

  constructor(view: vscode.TreeView<TreeNode>, tree: TaskTree, window: WindowOfView = vscode.window) {
    this.#view = view;
    this.#tree = tree;
    this.#window = window;
    this.#subscriptions = [
      this.#looked,
      this.#openChanged,
      tree.onDidOpenGroup((node) => this.#noteOpen(node)),
      this.#view.onDidCollapseElement(({ element }) => this.#noteCollapsed(element)),
      this.#view.onDidChangeVisibility(() => this.#noteVisibility()),
      window.onDidChangeWindowState(() => this.#noteVisibility()),
    ];
  }

  /** Whether a person can see the view now. "active" tells of keys and clicks: who only watches makes none. */
  get inSight(): boolean {
    return this.#view.visible && this.#window.state.focused;
  }

  /** Notices whether a person who has chosen this row goes elsewhere. */
  stayAt(node: TreeNode): StayAtRow {
    return new StayAtRow(this.#view, node);
  }

  /** Those that stand open, whether or not the view is in sight. */
  get openGroups(): ReadonlySet<GroupNode> {
    return this.#open;
  }

  /** Fires when VS Code has been told the rows of a group as they are now. */
  get onDidListGroup(): vscode.Event<GroupNode> {
    return this.#tree.onDidListGroup;
  }

  /** Scrolls a loaded task into sight. */
  async reveal(entry: TaskRecord, options: { select: boolean; focus: boolean }): Promise<void> {
    try {
      await this.#view.reveal(this.#tree.taskNode(entry), { ...options, expand: false });
    } catch {
      // VS Code does not know the row where its group was closed meanwhile: there is nothing to scroll to.
    }
  }

  /**
   * Resolves once VS Code has asked for the group's rows again, after they were loaded. It finds only rows it has
   * been told of, which happens a moment later; not at all while the group is closed.
   */
  nextListing(group: StatusList): Promise<void> {
    const node = this.#tree.groupNode(group);
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        subscription.dispose();
        setTimeout(resolve);
      };
      const timer = setTimeout(done, listingMs);
      const subscription = this.#tree.onDidListGroup((listed) => {
        if (listed === node && group.phase !== 'loading') {
          done();
        }
      });
    });
  }

  /** The row of failures, whether or not there are any. */
  get attention(): AttentionNode {
    return this.#tree.attention;
  }

  /** Fires when VS Code has asked for the rows of failures. */
  get onDidListAttention(): vscode.Event<AttentionNode> {
    return this.#tree.onDidListAttention;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
  }

  #noteOpen(node: GroupNode): void {
    this.#open.add(node);
    node.isOpen = true;
    node.group.watched = this.inSight;
  }

  #noteCollapsed(node: TreeNode): void {
    if (node === this.attention) {
      this.attention.isOpen = false;
    }
    for (const open of this.#open) {
      if (open === node || isBelow(node, open)) {
        this.#open.delete(open);
        open.isOpen = false;
        open.group.watched = false;
      }
    }
    this.#tree.showStates();
    this.#openChanged.fire();
  }

  #noteVisibility(): void {
    for (const { group } of this.#open) {
      group.watched = this.inSight;
    }
    this.#looked.fire();
  }

  /** Forgets groups whose account is gone. */
  keepOnly(isShown: (group: StatusList) => boolean): void {
    for (const node of this.#open) {
      if (!isShown(node.group)) {
        this.#open.delete(node);
      }
    }
    this.#openChanged.fire();
  }

  /** Shows the rows of accounts and services anew whose counts are others by now, whatever is listed below them. */
  repaintStates(): void {
    this.#tree.showStates(Number.POSITIVE_INFINITY);
  }

  /** Shows anew those rows of tasks that `select` picks, of failures and of open groups and not folded. */
  repaint(select: (node: TaskNode | FailedTaskNode) => boolean): void {
    if (this.attention.isOpen) {
      this.#tree.repaint(this.attention.rows.filter(select));
    }
    for (const node of this.#open) {
      this.#tree.repaint([...node.unfoldedTasks()].filter(select));
    }
  }
}

function isBelow(node: TreeNode, { parent }: TreeNode): boolean {
  return parent !== undefined && (parent === node || isBelow(node, parent));
}
