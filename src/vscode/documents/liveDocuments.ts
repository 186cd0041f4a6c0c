import * as vscode from 'vscode';
import { backOff } from '../../core/http/backOff.ts';
import type { Clock } from '../../core/model/clock.ts';
import { refreshIntervalMs } from '../../core/polling/refreshInterval.ts';
import { clockTime } from '../text/timeText.ts';
import type { Shown, TaskDocuments } from './taskDocuments.ts';
import { taskScheme } from './taskUri.ts';

/** Steps grow to this many intervals. */
const longestSteps = 16;

/**
 * Reads the documents of tasks that run again, as often as groups are, while they are in sight and somebody is at the
 * window. A line above each document says of when it is: the document itself is what the service sent.
 */
export class LiveDocuments implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #documents: TaskDocuments;
  readonly #clock: Clock;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: readonly vscode.Disposable[];
  #timers: readonly (() => void)[] = [];

  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(documents: TaskDocuments, clock: Clock) {
    this.#documents = documents;
    this.#clock = clock;
    this.#subscriptions = [
      vscode.languages.registerCodeLensProvider({ scheme: taskScheme }, this),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#schedule()),
      vscode.window.onDidChangeWindowState(() => this.#schedule()),
      documents.onDidRead(() => {
        this.#schedule();
        this.#changed.fire();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('cloudTasks.refreshInterval')) {
          this.#schedule();
          this.#changed.fire();
        }
      }),
    ];
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    const shown = this.#documents.shown(uri);
    if (shown === undefined) {
      return [];
    }
    const top = new vscode.Range(0, 0, 0, 0);
    return [new vscode.CodeLens(top, { title: readText(shown), command: '' })];
  }

  dispose(): void {
    this.#cancel();
    for (const subscription of [...this.#subscriptions, this.#changed]) {
      subscription.dispose();
    }
  }

  #schedule(): void {
    this.#cancel();
    const firstMs = interval();
    if (firstMs === 0 || !vscode.window.state.focused) {
      return;
    }
    const steps = { firstMs, longestMs: firstMs * longestSteps, jitter: 0 };
    const seen = new Map(
      vscode.window.visibleTextEditors.map(({ document }) => [document.uri.toString(), document.uri]),
    );
    this.#timers = [...seen.values()].flatMap((uri) => {
      const shown = this.#documents.shown(uri);
      if (shown?.isRunning !== true) {
        return [];
      }
      const age = this.#clock.monotonic() - shown.lookedAt;
      const ms = Math.max(0, backOff(shown.failures, steps, this.#clock) - age);
      return [this.#clock.after(ms, () => this.#documents.reload([uri], { unasked: true }))];
    });
  }

  #cancel(): void {
    for (const cancel of this.#timers) {
      cancel();
    }
    this.#timers = [];
  }
}

function readText({ failedAt, isRunning, readAt }: Shown): string {
  const when = clockTime(readAt);
  if (failedAt !== undefined) {
    return vscode.l10n.t('As of {0} · could not be read again at {1}', when, clockTime(failedAt));
  }
  const seconds = interval() / 1000;
  return isRunning && seconds > 0
    ? vscode.l10n.t('As of {0} · read again every {1} s while it runs', when, seconds)
    : vscode.l10n.t('As of {0}', when);
}

/** Milliseconds; 0 switches it off. */
function interval(): number {
  return refreshIntervalMs(vscode.workspace.getConfiguration('cloudTasks').get('refreshInterval'));
}
