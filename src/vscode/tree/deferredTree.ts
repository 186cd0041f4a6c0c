import * as vscode from 'vscode';

/** Stands for a tree until it is asked for rows, and then only hands on. */
export class DeferredTree<T> implements vscode.TreeDataProvider<T>, vscode.Disposable {
  readonly #load: () => Promise<vscode.TreeDataProvider<T>>;
  readonly #changed = new vscode.EventEmitter<undefined | T | T[]>();
  #loading: Promise<vscode.TreeDataProvider<T>> | undefined;
  #tree: vscode.TreeDataProvider<T> | undefined;
  #subscription: vscode.Disposable | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(load: () => Promise<vscode.TreeDataProvider<T>>) {
    this.#load = load;
  }

  getChildren(element?: T): vscode.ProviderResult<T[]> {
    return this.#ask((tree) => tree.getChildren(element));
  }

  getTreeItem(element: T): vscode.TreeItem | Thenable<vscode.TreeItem> {
    return this.#tree?.getTreeItem(element) ?? this.#read().then((tree) => tree.getTreeItem(element));
  }

  getParent(element: T): vscode.ProviderResult<T> {
    return this.#ask((tree) => tree.getParent?.(element));
  }

  resolveTreeItem(
    item: vscode.TreeItem,
    element: T,
    token: vscode.CancellationToken,
  ): vscode.ProviderResult<vscode.TreeItem> {
    return this.#ask((tree) => tree.resolveTreeItem?.(item, element, token));
  }

  dispose(): void {
    this.#subscription?.dispose();
    this.#changed.dispose();
  }

  /** Without a detour once the tree is there: VS Code asks for every row. */
  #ask<R>(
    question: (tree: vscode.TreeDataProvider<T>) => vscode.ProviderResult<R>,
  ): vscode.ProviderResult<R> {
    return this.#tree === undefined ? this.#read().then(question) : question(this.#tree);
  }

  #read(): Promise<vscode.TreeDataProvider<T>> {
    this.#loading ??= this.#load().then((tree) => {
      this.#tree = tree;
      this.#subscription = tree.onDidChangeTreeData?.((changed) => this.#changed.fire(changed ?? undefined));
      return tree;
    });
    return this.#loading;
  }
}
