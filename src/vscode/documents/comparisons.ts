import * as vscode from 'vscode';
import { comparableJson } from '../../core/http/comparableJson.ts';
import { CloudError } from '../../core/model/errors.ts';
import type { Session } from '../../core/session.ts';
import { explanationOf } from '../text/failureText.ts';
import { showError } from '../ui/messages.ts';
import { type TaskAddress, taskPath } from './taskPath.ts';

const scheme = 'cloudtask-compare';
/** Texts are kept for as many; an editor that was closed long ago is not opened again. */
const most = 20;

/** Details of two tasks side by side, without what always differs. */
export class Comparisons implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #services: Session;
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

  readonly onDidChange = this.#changed.event;

  constructor(services: Session) {
    this.#services = services;
  }

  /** `cloudTasks.compareTasks`: reads both anew, and opens the diff editor. */
  async compare(left: TaskAddress, right: TaskAddress): Promise<void> {
    const uris = await Promise.all([this.#read(left), this.#read(right)]);
    const [one, other] = uris;
    if (one !== undefined && other !== undefined) {
      const title = `${this.#nameOf(left)} ↔ ${this.#nameOf(right)}`;
      await vscode.commands.executeCommand('vscode.diff', one, other, title, { preview: true });
    }
  }

  provideTextDocumentContent({ path }: vscode.Uri): string {
    return this.#texts.get(path) ?? '';
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
    this.#texts.clear();
  }

  async #read(address: TaskAddress): Promise<vscode.Uri | undefined> {
    const { account, service, taskId } = address;
    const open = this.#services.find(account, service);
    if (open === undefined) {
      void showError(vscode.l10n.t('There is no account "{0}" with the service "{1}".', account, service));
      return undefined;
    }
    try {
      const { signal } = new AbortController();
      const { text } = await this.#services.detail(open, taskId, signal, 'interactive');
      const uri = vscode.Uri.from({ scheme, path: taskPath(address) });
      this.#keep(uri.path, comparableJson(text, taskId));
      this.#changed.fire(uri);
      return uri;
    } catch (error) {
      const failure = CloudError.of(error);
      const why = `${failure.code}: ${explanationOf(failure, open.service.name)}`;
      void showError(vscode.l10n.t('The detail of {0} could not be read. {1}', taskId, why));
      return undefined;
    }
  }

  #keep(path: string, text: string): void {
    this.#texts.delete(path);
    this.#texts.set(path, text);
    for (const oldest of [...this.#texts.keys()].slice(0, -most)) {
      this.#texts.delete(oldest);
    }
  }

  #nameOf({ account, service, taskId }: TaskAddress): string {
    const open = this.#services.find(account, service);
    const name = open !== undefined && 'tasks' in open ? open.facts.get(taskId)?.name : undefined;
    return name ?? taskId;
  }
}
