import * as vscode from 'vscode';
import { backOff } from '../../core/http/backOff.ts';
import type { Clock } from '../../core/model/clock.ts';
import { errorPolicy } from '../../core/model/errorPolicy.ts';
import { refreshIntervalMs } from '../../core/polling/refreshInterval.ts';
import type { Session } from '../../core/session.ts';
import type { StatusList } from '../../core/tasks/statusList.ts';
import type { TaskView } from './taskView.ts';

/** Steps grow to this many intervals. */
const longestSteps = 16;

/**
 * Reads the groups that have been opened again, every few seconds, while somebody looks. Pauses when the view or
 * the window goes out of sight, and takes longer steps while nothing but failures comes back.
 */
export class LiveRefresh implements vscode.Disposable {
  readonly #view: TaskView;
  readonly #services: Session;
  readonly #clock: Clock;
  readonly #subscriptions: readonly vscode.Disposable[];
  #cancel: (() => void) | undefined;
  /** By the monotonic clock. */
  #lastLook = Number.NEGATIVE_INFINITY;
  /** Looks in a row that brought nothing but failures. */
  #failures = 0;

  constructor(view: TaskView, services: Session, clock: Clock) {
    this.#view = view;
    this.#services = services;
    this.#clock = clock;
    this.#subscriptions = [
      view.onDidChangeVisibility(() => this.#schedule()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('cloudTasks.refreshInterval')) {
          this.#schedule();
        }
      }),
    ];
    this.#schedule();
  }

  dispose(): void {
    this.#cancel?.();
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
  }

  #schedule(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    const interval = refreshInterval();
    if (interval === 0 || !this.#view.inSight) {
      return;
    }
    const steps = { firstMs: interval, longestMs: interval * longestSteps, jitter: 0 };
    const due = this.#lastLook + backOff(this.#failures, steps, this.#clock);
    this.#cancel = this.#clock.after(Math.max(0, due - this.#clock.monotonic()), () => void this.#look());
  }

  async #look(): Promise<void> {
    this.#lastLook = this.#clock.monotonic();
    const groups = this.#services.lists.flatMap(({ tasks }) => tasks.groups.filter(isWorthAsking));
    await Promise.all(groups.map((group) => group.refreshQuietly()));
    this.#failures = groups.length > 0 && groups.every(hasFailed) ? this.#failures + 1 : 0;
    this.#schedule();
  }
}

/** What only a person can mend is not asked again by itself. */
function isWorthAsking({ failure, readAt }: StatusList): boolean {
  return readAt !== undefined && (failure === undefined || errorPolicy[failure.error.kind].passes);
}

function hasFailed(group: StatusList): boolean {
  return group.failure !== undefined;
}

/** Milliseconds; 0 switches it off. */
function refreshInterval(): number {
  return refreshIntervalMs(vscode.workspace.getConfiguration('cloudTasks').get('refreshInterval'));
}
