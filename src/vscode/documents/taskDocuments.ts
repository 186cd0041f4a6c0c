import * as vscode from 'vscode';
import { withoutSecretFields } from '../../core/http/hiddenFields.ts';
import { indentJson } from '../../core/http/indentJson.ts';
import type { Clock } from '../../core/model/clock.ts';
import { errorPolicy } from '../../core/model/errorPolicy.ts';
import { CloudError } from '../../core/model/errors.ts';
import type { Explanation } from '../../core/model/explanation.ts';
import type { Instant } from '../../core/model/task.ts';
import type { ExplainedDetail, OpenService, OpenTasks, Session } from '../../core/session.ts';
import { explanationOf } from '../text/failureText.ts';
import type { Log } from '../ui/log.ts';
import type { OpenedTasks } from './openedTasks.ts';
import { type TaskAddress, taskPath } from './taskPath.ts';
import { taskAddress, taskUri } from './taskUri.ts';

/** A text that is being read, and since when, in ms. */
export interface Reading {
  readonly text: Promise<string>;
  readonly readAt: number;
}

/** What a document shows, for those who tell of it and decide when it is read again. */
export interface Shown {
  readonly text: string;
  /** When the text was read. */
  readonly readAt: Instant;
  /** The task has not ended: the text will be another one. */
  readonly isRunning: boolean;
  /** When it was last asked for, by the monotonic clock. */
  readonly lookedAt: number;
  /** Looks in a row that failed since; the last one at `failedAt`. */
  readonly failures: number;
  readonly failedAt: Instant | undefined;
}

/** VS Code asks for size and time first and for the text right after: both come from one request. */
const keepMs = 2000;

/**
 * Task details as JSON texts. A detail that cannot be had is a text that says why.
 *
 * Anybody can ask for any address: a workspace's folder, a link, another extension. The cloud is asked only for tasks
 * that a person has opened in this workspace, and for those that the tree shows.
 */
export class TaskDocuments implements vscode.Disposable {
  readonly #services: Session;
  readonly #opened: OpenedTasks;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #changed = new vscode.EventEmitter<readonly vscode.Uri[]>();
  readonly #wasRead = new vscode.EventEmitter<vscode.Uri>();
  readonly #subscriptions: readonly vscode.Disposable[];
  readonly #readings = new Map<string, Reading>();
  readonly #shown = new Map<string, Shown>();
  /** Documents whose account was not there when they were asked for. */
  readonly #missing = new Map<string, vscode.Uri>();
  /** Documents that are read again once they are in sight. */
  readonly #stale = new Set<string>();
  /** Documents that are read again though nobody asked: what they show stays if that fails. */
  readonly #unasked = new Set<string>();

  readonly onDidChange = this.#changed.event;
  /** Fires when a document has been read, or could not be. */
  readonly onDidRead = this.#wasRead.event;

  constructor(services: Session, opened: OpenedTasks, clock: Clock, log: Log) {
    this.#services = services;
    this.#opened = opened;
    this.#clock = clock;
    this.#log = log;
    this.#subscriptions = [
      // Tabs are restored before a demo, or a corrected account, is there.
      services.onDidChange(() => this.refresh([...this.#missing.values()])),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#readStale()),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri.toString())),
    ];
  }

  /**
   * A person opens this task here: it may be asked about, now and after a reload.
   * @returns whether it could not be before
   */
  allow(address: TaskAddress): boolean {
    return this.#opened.add(taskPath(address));
  }

  /** @throws FileNotFound where the address is none of a task */
  read(uri: vscode.Uri): Reading {
    const address = taskAddress(uri);
    if (address === undefined) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    const key = uri.toString();
    const known = this.#readings.get(key);
    if (known !== undefined) {
      return known;
    }
    const reading = { text: this.#textOf(uri, address), readAt: this.#clock.now() };
    this.#keep(uri, reading);
    return reading;
  }

  /**
   * Asks a service for a task that may not be its own, and so that its document opens without asking again.
   * @throws CloudError, or the signal's reason
   */
  async find(address: TaskAddress, open: OpenTasks, signal: AbortSignal): Promise<void> {
    const uri = taskUri(address);
    const key = uri.toString();
    const detail = await this.#services.detail(open, address.taskId, signal, 'interactive');
    this.allow(address);
    this.#keep(uri, {
      text: Promise.resolve(this.#note(key, detail, open)),
      readAt: this.#clock.now(),
    });
  }

  /** What a document shows; `undefined` before it was read, and where it shows no detail. */
  shown(uri: vscode.Uri): Shown | undefined {
    return this.#shown.get(uri.toString());
  }

  /** Asks again for documents that are in sight, and for others as soon as they come into sight. */
  refresh(uris: readonly vscode.Uri[]): void {
    for (const uri of uris) {
      this.#stale.add(uri.toString());
    }
    this.#readStale();
  }

  /** Asks again now. `unasked` keeps what is shown where that fails. */
  reload(uris: readonly vscode.Uri[], { unasked = false } = {}): void {
    for (const uri of uris) {
      const key = uri.toString();
      this.#readings.delete(key);
      this.#missing.delete(key);
      this.#stale.delete(key);
      this.#unasked[unasked ? 'add' : 'delete'](key);
    }
    if (uris.length > 0) {
      this.#changed.fire(uris);
    }
  }

  dispose(): void {
    for (const subscription of [...this.#subscriptions, this.#changed, this.#wasRead]) {
      subscription.dispose();
    }
  }

  #keep(uri: vscode.Uri, reading: Reading): void {
    const key = uri.toString();
    this.#readings.set(key, reading);
    void reading.text.then(() => {
      this.#wasRead.fire(uri);
      this.#clock.after(keepMs, () => {
        if (this.#readings.get(key) === reading) {
          this.#readings.delete(key);
        }
      });
    });
  }

  #readStale(): void {
    const visible = vscode.window.visibleTextEditors.map(({ document }) => document.uri);
    this.reload(visible.filter((uri) => this.#stale.has(uri.toString())));
  }

  #forget(key: string): void {
    this.#shown.delete(key);
    this.#missing.delete(key);
    this.#stale.delete(key);
    this.#unasked.delete(key);
  }

  /** Never rejects. */
  async #textOf(uri: vscode.Uri, address: TaskAddress): Promise<string> {
    const key = uri.toString();
    const open = this.#services.find(address.account, address.service);
    if (!this.#mayAsk(address, open)) {
      const error = vscode.l10n.t(
        'This task has not been opened in this workspace, so nothing was asked about it. "Cloud Tasks: Find Task" opens it by its id.',
      );
      return json({ cloudTasks: { error, ...address } });
    }
    if (open === undefined) {
      this.#missing.set(key, uri);
      const error = vscode.l10n.t(
        'There is no account "{0}" with the service "{1}".',
        address.account,
        address.service,
      );
      return json({ cloudTasks: { error, ...address } });
    }
    const unasked = this.#unasked.delete(key);
    try {
      const { signal } = new AbortController();
      const detail = await this.#services.detail(
        open,
        address.taskId,
        signal,
        unasked ? 'visible' : 'interactive',
      );
      return this.#note(key, detail, open);
    } catch (thrown) {
      const error = CloudError.of(thrown);
      this.#log.warn(`${address.account}: ${address.service}, task ${address.taskId}: ${error.summary}`);
      const before = this.#shown.get(key);
      if (unasked && before !== undefined && errorPolicy[error.kind].passes) {
        const failures = before.failures + 1;
        const lookedAt = this.#clock.monotonic();
        this.#shown.set(key, { ...before, failures, failedAt: this.#clock.now(), lookedAt });
        return before.text;
      }
      this.#shown.delete(key);
      return json(describe(error, address, open.account.label, open.service.name));
    }
  }

  /** The text of a detail, which from now on is what its document shows. */
  #note(key: string, detail: ExplainedDetail, open: OpenService): string {
    const text = shown(detail.text);
    this.#shown.set(key, {
      text,
      isRunning: !hasEnded(detail.explanation, open),
      readAt: this.#clock.now(),
      lookedAt: this.#clock.monotonic(),
      failures: 0,
      failedAt: undefined,
    });
    return text;
  }

  #mayAsk(address: TaskAddress, open: OpenService | undefined): boolean {
    const path = taskPath(address);
    if (this.#opened.has(path)) {
      return true;
    }
    return open !== undefined && isListed(address, open) && this.#opened.add(path);
  }
}

/** Whether the tree shows the task, or the agent, so that its row can be clicked. */
function isListed({ taskId }: TaskAddress, open: OpenService): boolean {
  return 'watched' in open
    ? open.watched.tasks.some(({ id }) => id === taskId)
    : open.tasks.find(taskId) !== undefined;
}

/** Collected processes and what says nothing of its end count as ended: they are not read again unasked. */
function hasEnded({ status, conclusion }: Explanation, open: OpenService): boolean {
  return 'watched' in open || status === undefined || conclusion !== undefined;
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

/** What the service has sent, laid out, without the secrets that the user once gave with the task. */
function shown(text: string): string {
  return `${indentJson(withoutSecretFields(text))}\n`;
}
