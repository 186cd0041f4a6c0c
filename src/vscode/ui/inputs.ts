import * as vscode from 'vscode';
import { plainText } from '../../core/model/plainText.ts';
import { plainly, unlessAbsent } from './plainly.ts';

/*
 * Labels, descriptions and placeholders turn `$(name)` into pictures, prompts and complaints turn Markdown links
 * into links: here they are plain. An own picture goes into `iconPath`.
 */

export interface PickQuestion {
  readonly title?: string;
  readonly placeHolder: string;
}

/** One of several. `undefined` when the person gives up. Also searches descriptions and details. */
export async function pick<T extends vscode.QuickPickItem>(
  items: readonly T[],
  { title, placeHolder }: PickQuestion,
): Promise<T | undefined> {
  return vscode.window.showQuickPick(plainItems(items), {
    ...(title === undefined ? {} : { title: plainText(title) }),
    placeHolder: plainText(placeHolder),
    matchOnDescription: true,
    matchOnDetail: true,
  });
}

export function quickPick<T extends vscode.QuickPickItem>(): vscode.QuickPick<T> {
  return plainly(vscode.window.createQuickPick<T>(), {
    items: plainItems,
    title: unlessAbsent(plain),
    placeholder: unlessAbsent(plain),
  });
}

export function inputBox(): vscode.InputBox {
  return plainly(vscode.window.createInputBox(), {
    title: unlessAbsent(plain),
    placeholder: unlessAbsent(plain),
    prompt: unlessAbsent(plain),
    validationMessage: (complaint) => (typeof complaint === 'string' ? plainText(complaint) : complaint),
  });
}

/** The same objects, because VS Code answers with the ones it was given. */
function plainItems<T extends vscode.QuickPickItem>(items: readonly T[]): readonly T[] {
  for (const item of items) {
    item.label = plainText(item.label);
    for (const key of ['description', 'detail'] as const) {
      const text = item[key];
      if (text !== undefined) {
        item[key] = plainText(text);
      }
    }
  }
  return items;
}

function plain(text: string): string {
  return plainText(text);
}
