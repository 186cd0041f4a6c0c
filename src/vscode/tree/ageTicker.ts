import type * as vscode from 'vscode';
import type { Clock } from '../../core/model/clock.ts';
import type { Instant } from '../../core/model/task.ts';
import type { TaskView } from './taskView.ts';

const tickMs = 60_000;

/** Keeps the ages in the rows true: once a minute, while somebody looks, the rows whose age reads differently. */
export class AgeTicker implements vscode.Disposable {
  readonly #view: TaskView;
  readonly #clock: Clock;
  readonly #subscription: vscode.Disposable;
  #cancel: (() => void) | undefined;
  /** When it was, by the clock that the ages go by, and by the one that only runs on. */
  #painted: { readonly now: Instant; readonly at: number };

  constructor(view: TaskView, clock: Clock) {
    this.#view = view;
    this.#clock = clock;
    this.#painted = { now: clock.now(), at: clock.monotonic() };
    this.#subscription = view.onDidChangeVisibility(() => this.#tick());
    this.#tick();
  }

  dispose(): void {
    this.#cancel?.();
    this.#subscription.dispose();
  }

  #tick(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    if (!this.#view.inSight) {
      return;
    }
    const now = this.#clock.now();
    const at = this.#clock.monotonic();
    const { now: before, at: paintedAt } = this.#painted;
    if (at - paintedAt >= tickMs) {
      this.#painted = { now, at };
      this.#view.repaintStates();
      this.#view.repaint((node) => node.readsDifferently(now, before));
    }
    this.#cancel = this.#clock.after(tickMs, () => this.#tick());
  }
}
