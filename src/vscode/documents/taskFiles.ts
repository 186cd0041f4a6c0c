import * as vscode from 'vscode';
import type { TaskDocuments } from './taskDocuments.ts';
import { taskScheme } from './taskUri.ts';

/**
 * Task details as read-only files. This is a file system and not a content provider, because VS Code restores only
 * tabs of file systems when a window is loaded again.
 */
export class TaskFiles implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #load: () => Promise<TaskDocuments>;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #registration: vscode.Disposable;
  #reading: Promise<TaskDocuments> | undefined;
  #subscription: vscode.Disposable | undefined;

  readonly onDidChangeFile = this.#changed.event;

  constructor(load: () => Promise<TaskDocuments>) {
    this.#load = load;
    this.#registration = vscode.workspace.registerFileSystemProvider(taskScheme, this, {
      isReadonly: true,
      isCaseSensitive: true,
    });
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { text, readAt } = (await this.#documents()).read(uri);
    const size = Buffer.byteLength(await text);
    return { type: vscode.FileType.File, ctime: 0, mtime: readAt, size };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return Buffer.from(await (await this.#documents()).read(uri).text);
  }

  /** VS Code watches what it shows; it is told of changes without. */
  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  readDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.FileNotADirectory(uri);
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.#subscription?.dispose();
    this.#registration.dispose();
    this.#changed.dispose();
  }

  #documents(): Promise<TaskDocuments> {
    this.#reading ??= this.#load().then((documents) => {
      this.#subscription = documents.onDidChange((uris) =>
        this.#changed.fire(uris.map((uri) => ({ type: vscode.FileChangeType.Changed, uri }))),
      );
      return documents;
    });
    return this.#reading;
  }
}
