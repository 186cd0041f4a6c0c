import { join } from 'node:path';
import type * as vscode from 'vscode';
import type { Clock } from '../core/model/clock.ts';
import type { Instant } from '../core/model/task.ts';
import { FailureLooks } from '../core/polling/failureLooks.ts';
import type { Session } from '../core/session.ts';
import { Failures } from '../core/tasks/failures.ts';
import { SeenFailures } from '../core/tasks/seenFailures.ts';
import type { TaskAddress } from './documents/taskPath.ts';
import type { TaskView } from './tree/taskView.ts';
import { type SummarizedView, ViewSummary } from './tree/viewSummary.ts';

/** Brings failures of all accounts to the person: gathered, looked for while the view is in sight, counted, marked. */
export class Attention implements vscode.Disposable {
  readonly failures: Failures;
  readonly #seen: SeenFailures;
  readonly #looks: FailureLooks;
  readonly #services: Session;
  readonly #clock: Clock;
  readonly #disposables: { dispose(): void }[];
  #lookedAt: Instant | undefined;

  /** @param folder where marks are kept over reloads */
  constructor(services: Session, folder: string, clock: Clock) {
    this.#services = services;
    this.#clock = clock;
    this.#seen = new SeenFailures(join(folder, 'seen-failures.txt'));
    this.failures = new Failures(clock, this.#seen);
    this.#looks = new FailureLooks(clock, this.failures);
    this.#disposables = [
      this.#seen,
      this.failures,
      this.#looks,
      services.onDidChange(() => this.#meet()),
      this.#looks.onDidLook(() => {
        this.#lookedAt = clock.now();
      }),
    ];
    this.#meet();
  }

  /** Shows what there is on a view, and looks for more while that is in sight. */
  showOn(shown: SummarizedView, view: TaskView): void {
    const look = (): void => {
      this.#looks.inSight = view.inSight;
      if (view.inSight) {
        void this.#seen.read();
      }
    };
    this.#disposables.push(
      view.onDidChangeVisibility(look),
      new ViewSummary(shown, view, this.failures, () => this.#updatedAt(), this.#clock),
    );
    look();
  }

  /** A person looks at this task. */
  see({ account, service, taskId }: TaskAddress): void {
    this.failures.see({ account, service, id: taskId });
  }

  /** A person wants to know what is new. */
  refresh(): Promise<void> {
    return this.#looks.now();
  }

  dispose(): void {
    for (const disposable of this.#disposables) {
      disposable.dispose();
    }
  }

  #meet(): void {
    this.failures.keep(this.#services.lists);
    this.#looks.meet();
  }

  #updatedAt(): Instant | undefined {
    const read = this.#services.lists.flatMap(({ tasks }) =>
      tasks.groups.flatMap(({ readAt }) => readAt ?? []),
    );
    return [...read, this.#lookedAt ?? []].flat().reduce<Instant | undefined>(later, undefined);
  }
}

function later(a: Instant | undefined, b: Instant): Instant {
  return a === undefined || b > a ? b : a;
}
