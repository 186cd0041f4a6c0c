import * as vscode from 'vscode';
import { withoutSecretFields } from '../../core/http/hiddenFields.ts';
import { indentJson } from '../../core/http/indentJson.ts';
import type { UnreadableRecord } from '../../core/tasks/listRows.ts';

const scheme = 'cloudtask-entry';

/** List items that are no tasks, as read-only JSON documents for as long as the window is open. */
export class RawDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #entries = new Map<string, UnreadableRecord>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

  async open(entry: UnreadableRecord): Promise<void> {
    const known = [...this.#entries].find(([, other]) => other === entry)?.[0];
    const path = known ?? `/${vscode.l10n.t('Unreadable entry')} ${this.#entries.size + 1}.json`;
    this.#entries.set(path, entry);
    const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme, path }));
    await vscode.window.showTextDocument(document, { preview: true });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const text = JSON.stringify(this.#entries.get(uri.path)?.item.raw ?? null);
    return `${indentJson(withoutSecretFields(text))}\n`;
  }

  dispose(): void {
    this.#registration.dispose();
    this.#entries.clear();
  }
}
