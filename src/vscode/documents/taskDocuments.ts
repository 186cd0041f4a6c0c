import * as vscode from 'vscode';
import { CloudError } from '../../core/model/errors.ts';
import { failureIn } from '../../core/providers/taskOutcome.ts';
import { infoOf, type OpenService, type Session } from '../../core/session.ts';
import { explanationOf } from '../text/failureText.ts';
import { type TaskAddress, taskAddress } from './taskUri.ts';

/** A text that is being read, and since when, in ms. */
export interface Reading {
  readonly text: Promise<string>;
  readonly readAt: number;
}

/** VS Code asks for size and time first and for the text right after: both come from one request. */
const keepMs = 2000;

/** Task details as JSON texts. A detail that cannot be had is a text that says why. */
export class TaskDocuments implements vscode.Disposable {
  readonly #services: Session;
  readonly #changed = new vscode.EventEmitter<readonly vscode.Uri[]>();
  readonly #subscription: vscode.Disposable;
  readonly #readings = new Map<string, Reading>();
  /** Documents whose account was not there when they were asked for. */
  readonly #missing = new Map<string, vscode.Uri>();

  readonly onDidChange = this.#changed.event;

  constructor(services: Session) {
    this.#services = services;
    // Tabs are restored before a demo, or a corrected account, is there.
    this.#subscription = services.onDidChange(() => this.reload([...this.#missing.values()]));
  }

  read(uri: vscode.Uri): Reading {
    const key = uri.toString();
    const known = this.#readings.get(key);
    if (known !== undefined) {
      return known;
    }
    const reading = { text: this.#textOf(uri), readAt: Date.now() };
    this.#readings.set(key, reading);
    void reading.text.finally(() => {
      const timer = setTimeout(() => {
        if (this.#readings.get(key) === reading) {
          this.#readings.delete(key);
        }
      }, keepMs);
      timer.unref();
    });
    return reading;
  }

  /** Asks again for the documents that are open. */
  reload(uris: readonly vscode.Uri[]): void {
    for (const uri of uris) {
      this.#readings.delete(uri.toString());
      this.#missing.delete(uri.toString());
    }
    this.#changed.fire(uris);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  async #textOf(uri: vscode.Uri): Promise<string> {
    const address = taskAddress(uri);
    if (address === undefined) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    const open = this.#services.find(address.account, address.service);
    if (open === undefined) {
      this.#missing.set(uri.toString(), uri);
      const error = vscode.l10n.t(
        'There is no account "{0}" with the service "{1}".',
        address.account,
        address.service,
      );
      return json({ cloudTasks: { error, ...address } });
    }
    try {
      return json(await detailOf(open, address.taskId));
    } catch (error) {
      return json(describe(CloudError.of(error), address, open.account.label, infoOf(open).name));
    }
  }
}

/** A task's detail, or the processes collected from an agent. */
async function detailOf(open: OpenService, taskId: string): Promise<unknown> {
  const { signal } = new AbortController();
  if ('watched' in open) {
    return open.watched.service.processes(taskId, signal);
  }
  const detail = await open.tasks.service.detail(taskId, signal);
  const failed = failureIn(detail);
  if (failed !== undefined) {
    open.tasks.learn(taskId, failed);
  }
  return detail;
}

function describe(error: CloudError, address: TaskAddress, account: string, service: string): unknown {
  return {
    cloudTasks: {
      error:
        error.kind === 'gone'
          ? vscode.l10n.t('The service no longer knows this task: it has aged out, or its id is wrong.')
          : vscode.l10n.t('The detail could not be read. "Cloud Tasks: Refresh" tries again.'),
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
