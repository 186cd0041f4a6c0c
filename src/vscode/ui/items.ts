import * as vscode from 'vscode';
import { plainLines, plainText } from '../../core/model/plainText.ts';
import { plainly, unlessAbsent } from './plainly.ts';

/** A row of a tree with its texts made plain. */
export function plainRow(item: vscode.TreeItem): vscode.TreeItem {
  if (typeof item.label === 'string') {
    item.label = plainText(item.label);
  } else if (item.label !== undefined) {
    const label = plainText(item.label.label);
    // What is marked is the whole label: places in it may be others by now.
    item.label = { label, highlights: item.label.highlights === undefined ? [] : [[0, label.length]] };
  }
  if (typeof item.description === 'string') {
    item.description = plainText(item.description);
  }
  if (typeof item.tooltip === 'string') {
    item.tooltip = plainLines(item.tooltip);
  }
  if (item.accessibilityInformation !== undefined) {
    item.accessibilityInformation = plainSpeech(item.accessibilityInformation);
  }
  return item;
}

/** A tree's view, whose rows are plain wherever they come from. */
export function treeView<T>(id: string, provider: vscode.TreeDataProvider<T>): vscode.TreeView<T> {
  const view = vscode.window.createTreeView(id, {
    showCollapseAll: true,
    canSelectMany: true,
    treeDataProvider: plainRows(provider),
  });
  return plainly(view, {
    title: unlessAbsent((text) => plainText(text)),
    description: unlessAbsent((text) => plainText(text)),
    message: unlessAbsent((text) => plainText(text)),
    badge: unlessAbsent((badge) => ({ ...badge, tooltip: plainText(badge.tooltip) })),
  });
}

function plainRows<T>(provider: vscode.TreeDataProvider<T>): vscode.TreeDataProvider<T> {
  return {
    ...(provider.onDidChangeTreeData === undefined
      ? {}
      : { onDidChangeTreeData: provider.onDidChangeTreeData }),
    getChildren: (element) => provider.getChildren(element),
    getParent: (element) => provider.getParent?.(element),
    getTreeItem: (element) => {
      const item = provider.getTreeItem(element);
      return 'then' in item ? Promise.resolve(item).then(plainRow) : plainRow(item);
    },
    resolveTreeItem: async (item, element, token) =>
      plainRow((await provider.resolveTreeItem?.(item, element, token)) ?? item),
  };
}

/** An item of the status bar. `icon` is a codicon of ours, in front of the text. */
export interface StatusItem extends vscode.Disposable {
  show(shown: StatusTexts): void;
  hide(): void;
}

export interface StatusTexts {
  readonly icon: string;
  readonly text: string;
  readonly spoken: string;
  readonly tooltip: vscode.MarkdownString;
  readonly isError: boolean;
}

export function statusItem(id: string, name: string, command: string): StatusItem {
  const item = vscode.window.createStatusBarItem(id, vscode.StatusBarAlignment.Left);
  item.name = plainText(name);
  item.command = command;
  return {
    show: ({ icon, isError, spoken, text, tooltip }) => {
      item.text = `$(${icon}) ${plainText(text)}`;
      item.backgroundColor = isError ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
      item.tooltip = tooltip;
      item.accessibilityInformation = plainSpeech({ label: spoken, role: 'button' });
      item.show();
    },
    hide: () => item.hide(),
    dispose: () => item.dispose(),
  };
}

function plainSpeech(speech: vscode.AccessibilityInformation): vscode.AccessibilityInformation {
  return { ...speech, label: plainText(speech.label) };
}
