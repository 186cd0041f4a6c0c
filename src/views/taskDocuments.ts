import * as vscode from 'vscode';
import type { OpenServices } from '../accounts/openServices.ts';
import { CloudError } from '../clouds/errors.ts';
import { failureIn } from '../clouds/taskOutcome.ts';
import { explanationOf } from './failureText.ts';
import { type TaskAddress, taskAddress, taskScheme } from './taskUri.ts';

/** Task details as read-only JSON documents. A detail that cannot be had is a document that says why. */
export class TaskDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #services: OpenServices;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #subscriptions: readonly vscode.Disposable[];

  readonly onDidChange = this.#changed.event;

  constructor(services: OpenServices) {
    this.#services = services;
    this.#subscriptions = [
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(taskScheme, this),
      // After a window reload documents are restored before a demo, or a corrected account, is there.
      services.onDidChange(() => this.#reloadMissing()),
    ];
  }

  async provideTextDocumentContent(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    const address = taskAddress(uri);
    const open = address === undefined ? undefined : this.#services.find(address.account, address.service);
    if (address === undefined || open === undefined) {
      const error = vscode.l10n.t('There is no such account or service.');
      return json({ cloudTasks: { error, uri: uri.toString(true) } });
    }
    const stop = new AbortController();
    const subscription = token.onCancellationRequested(() => stop.abort());
    try {
      const detail = await open.tasks.service.detail(address.taskId, stop.signal);
      const failed = failureIn(detail);
      if (failed !== undefined) {
        open.tasks.learn(address.taskId, failed);
      }
      return json(detail);
    } catch (error) {
      if (token.isCancellationRequested) {
        throw new vscode.CancellationError();
      }
      return json(describe(CloudError.of(error), address, open.account.label, open.tasks.service.name));
    } finally {
      subscription.dispose();
    }
  }

  /** Asks again for the document, if it is open. */
  reload(uri: vscode.Uri): void {
    this.#changed.fire(uri);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
  }

  #reloadMissing(): void {
    for (const document of vscode.workspace.textDocuments) {
      if (
        document.uri.scheme === taskScheme &&
        document.getText(new vscode.Range(0, 0, 1, 20)).includes('cloudTasks')
      ) {
        this.reload(document.uri);
      }
    }
  }
}

function describe(error: CloudError, address: TaskAddress, account: string, service: string): unknown {
  const gone = error.kind === 'gone';
  return {
    cloudTasks: {
      error: gone
        ? vscode.l10n.t('The service no longer knows this task: it has aged out, or its id is wrong.')
        : vscode.l10n.t('The detail could not be read.'),
      code: error.code,
      message: explanationOf(error, service),
      requestId: error.requestId,
      account,
      service,
      taskId: address.taskId,
    },
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
