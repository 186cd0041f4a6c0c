import * as vscode from 'vscode';
import { TaskRecord } from '../../../src/core/tasks/listRows.ts';
import { taskItem } from '../../../src/vscode/tree/nodes/taskNode.ts';
import type { LoadMore, Refresh } from '../hostCalls.ts';
import type { BenchList } from './benchList.ts';
import { BenchService, pageSize } from './benchService.ts';

/** A row that is no task: the group, and the pager at its end. */
interface Fixture {
  readonly id: 'group' | 'pager';
}

type FlatNode = TaskRecord | Fixture;

const groupNode: Fixture = { id: 'group' };
const pagerNode: Fixture = { id: 'pager' };

/**
 * The way of the well-known cloud trees: a group holds all loaded rows in one array with the pager behind them, a
 * further page is the group shown anew, a refresh is the whole tree shown anew. Its rows are the product's own.
 */
export class FlatList implements BenchList, vscode.TreeDataProvider<FlatNode>, vscode.Disposable {
  fires = 0;
  rowsAsked = 0;
  readonly #service = new BenchService();
  readonly #fired = new vscode.EventEmitter<FlatNode | undefined>();
  readonly #view: vscode.TreeView<FlatNode>;
  #rows: TaskRecord[] = [];
  readonly onDidChangeTreeData = this.#fired.event;

  constructor() {
    this.#view = vscode.window.createTreeView('bench.flat', { treeDataProvider: this });
  }

  getTreeItem(node: FlatNode): vscode.TreeItem {
    this.rowsAsked++;
    if (node instanceof TaskRecord) {
      return taskItem(node.task, node.list.kind, `flat/${node.task.id}`, Date.now());
    }
    const item =
      node === groupNode
        ? new vscode.TreeItem('Processing', vscode.TreeItemCollapsibleState.Expanded)
        : new vscode.TreeItem('Load more');
    item.id = node.id;
    return item;
  }

  getChildren(node?: FlatNode): FlatNode[] {
    if (node === undefined) {
      return [groupNode];
    }
    return node === groupNode ? [...this.#rows, pagerNode] : [];
  }

  getParent(node: FlatNode): FlatNode | undefined {
    return node === groupNode ? undefined : groupNode;
  }

  /** Starts over with copies of these rows, and shows them. */
  async fill(rows: readonly TaskRecord[]): Promise<void> {
    this.#rows = rows.map(({ list, task }) => new TaskRecord(list, task));
    this.#fire(undefined);
    await this.scrollToTop();
  }

  async loadMore(): Promise<LoadMore> {
    const clickedAt = Date.now();
    const { list } = this.#first;
    const from = this.#rows.length;
    for (let index = from; index < from + pageSize; index++) {
      this.#rows.push(new TaskRecord(list, this.#service.task(index)));
    }
    const firedAt = Date.now();
    this.#fire(groupNode);
    const row = this.#rows[from] ?? this.#first;
    await this.#view.reveal(row, { select: false, focus: false });
    return { taskId: row.task.id, clickedAt, firedAt, revealedAt: Date.now() };
  }

  async scrollToTop(): Promise<void> {
    await this.#view.reveal(this.#first, { select: false, focus: false });
  }

  async refresh(round: number, every: number): Promise<Refresh> {
    this.#service.change(round, every);
    for (const [index, row] of this.#rows.entries()) {
      const { subtypes } = this.#service.task(index);
      if (subtypes[0] !== row.task.subtypes[0]) {
        row.task = { ...row.task, subtypes };
      }
    }
    const firedAt = Date.now();
    this.#fire(undefined);
    return { firedAt };
  }

  dispose(): void {
    this.#view.dispose();
    this.#fired.dispose();
  }

  get #first(): TaskRecord {
    const [first] = this.#rows;
    if (first === undefined) {
      throw new Error('Nothing has been filled in');
    }
    return first;
  }

  #fire(node: FlatNode | undefined): void {
    this.fires++;
    this.#fired.fire(node);
  }
}
