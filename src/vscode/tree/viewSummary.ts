import type * as vscode from 'vscode';
import type { Clock } from '../../core/model/clock.ts';
import type { Instant } from '../../core/model/task.ts';
import type { Failures } from '../../core/tasks/failures.ts';
import { newFailuresText, updatedText } from '../text/attentionText.ts';
import type { TaskView } from './taskView.ts';

const second = 1000;
const minute = 60 * second;
/** An age in seconds is counted in these: one short message to the window each time. */
const stepMs = 4 * second;

/** What of VS Code's view is set here. */
export type SummarizedView = Pick<vscode.TreeView<unknown>, 'badge' | 'description'>;

/** What stands beside the view's title and on its icon: how many failures are new, and how old all of it is. */
export class ViewSummary implements vscode.Disposable {
  readonly #shown: SummarizedView;
  readonly #view: Pick<TaskView, 'inSight' | 'onDidChangeVisibility'>;
  readonly #failures: Pick<Failures, 'unseen' | 'onDidChange'>;
  readonly #updatedAt: () => Instant | undefined;
  readonly #clock: Clock;
  readonly #subscriptions: readonly { dispose(): void }[];
  #cancel: (() => void) | undefined;
  #unseen = 0;

  /** @param updatedAt when anything was last read from a service; asked every few seconds */
  constructor(
    shown: SummarizedView,
    view: Pick<TaskView, 'inSight' | 'onDidChangeVisibility'>,
    failures: Pick<Failures, 'unseen' | 'onDidChange'>,
    updatedAt: () => Instant | undefined,
    clock: Clock,
  ) {
    this.#shown = shown;
    this.#view = view;
    this.#failures = failures;
    this.#updatedAt = updatedAt;
    this.#clock = clock;
    this.#subscriptions = [
      view.onDidChangeVisibility(() => this.#tick()),
      failures.onDidChange(() => {
        this.#count();
        this.#tick();
      }),
    ];
    this.#count();
    this.#tick();
  }

  dispose(): void {
    this.#cancel?.();
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
  }

  #count(): void {
    const { unseen } = this.#failures;
    if (unseen !== this.#unseen) {
      this.#unseen = unseen;
      this.#shown.badge = unseen === 0 ? undefined : { value: unseen, tooltip: newFailuresText(unseen) };
    }
  }

  #tick(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    const updatedAt = this.#updatedAt();
    const age = updatedAt === undefined ? undefined : Math.max(0, this.#clock.now() - updatedAt);
    const counted = age === undefined || age >= minute ? age : Math.floor(age / stepMs) * stepMs;
    const description = [
      this.#unseen === 0 ? [] : newFailuresText(this.#unseen),
      counted === undefined ? [] : updatedText(counted),
    ]
      .flat()
      .join(' · ');
    if (description !== (this.#shown.description ?? '')) {
      this.#shown.description = description;
    }
    if (this.#view.inSight) {
      this.#cancel = this.#clock.after(stepMs, () => this.#tick());
    }
  }
}
