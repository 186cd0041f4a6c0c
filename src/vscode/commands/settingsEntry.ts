import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import * as vscode from 'vscode';
import type { SettingIssue } from '../../core/accounts/settingIssue.ts';
import { accountsSetting } from '../accountsSetting.ts';

/** Opens the user's settings as text, at the part of an entry that an issue is about. */
export async function showEntry({ index, path }: Pick<SettingIssue, 'index' | 'path'>): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettingsJson');
  const editor = vscode.window.activeTextEditor;
  const found = editor && placeOf(editor.document.getText(), index, path);
  if (editor === undefined || found === undefined) {
    return;
  }
  const { document } = editor;
  const range = new vscode.Range(
    document.positionAt(found.offset),
    document.positionAt(found.offset + found.length),
  );
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Where in a text of settings a part of an entry stands; what it is missing from, where it is not there. */
function placeOf(text: string, index: number | undefined, path: SettingIssue['path']): Node | undefined {
  const root = parseTree(text);
  const whole = [accountsSetting, ...(index === undefined ? [] : [index, ...path])];
  for (let length = whole.length; root !== undefined && length > 0; length--) {
    const node = findNodeAtLocation(root, whole.slice(0, length));
    if (node !== undefined) {
      return node;
    }
  }
  return undefined;
}
