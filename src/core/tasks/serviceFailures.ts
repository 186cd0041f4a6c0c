import type { Clock } from '../model/clock.ts';
import type { Disposable } from '../model/events.ts';
import { type Instant, kindOf, type Task, type TaskRef } from '../model/task.ts';
import type { Page } from '../providers/service.ts';
import type { KnownFacts } from './knownFacts.ts';
import type { ServiceTasks } from './serviceTasks.ts';
import type { TaskFacts } from './taskFacts.ts';
import type { TaskChange } from './taskStore.ts';

/** An open service, as far as its failures are concerned. */
export interface FailureSource {
  readonly account: { readonly id: string };
  readonly config: { readonly key: string };
  readonly provider: { readonly retentionDays: number | undefined };
  readonly tasks: ServiceTasks;
  readonly facts: KnownFacts;
}

/** A task that has ended and failed, wholly or in part. Another object as soon as more is known of it. */
export interface KnownFailure {
  readonly ref: TaskRef;
  /** As a list has told it; `undefined` of one that is only remembered. */
  readonly task: Task | undefined;
  readonly facts: TaskFacts | undefined;
  /** When it ended, or was first heard of where nobody says. */
  readonly endedAt: Instant;
}

const day = 24 * 3_600_000;
/** Where nobody says how long a service tells of a task. */
const usualDays = 8;
/** Older ones are left out. */
const mostFailures = 2_000;

/** The failures of one service that anything has told of: a list, a detail, an earlier time, a look at the newest. */
export class ServiceFailures implements Disposable {
  readonly source: FailureSource;
  /** How many failed tasks the service says it lists, where it was asked. */
  total: number | undefined;
  readonly #clock: Clock;
  readonly #changed: () => void;
  /** Failed tasks that a look has brought. */
  readonly #brought = new Map<string, Task>();
  readonly #known = new Map<string, KnownFailure>();
  readonly #onFacts = (taskId: string): void => this.#weigh(taskId);
  readonly #onTask = ({ record, reason }: TaskChange): void => {
    if (reason === 'left') {
      this.#brought.delete(record.task.id);
    }
    this.#weigh(record.task.id);
  };

  constructor(source: FailureSource, clock: Clock, changed: () => void) {
    this.source = source;
    this.#clock = clock;
    this.#changed = changed;
    for (const [taskId] of source.facts.entries()) {
      this.#weigh(taskId);
    }
    for (const { task } of source.tasks.groups.flatMap((group) => group.tasks)) {
      this.#weigh(task.id);
    }
    source.facts.events.on('changed', this.#onFacts);
    source.tasks.store.events.on('change', this.#onTask);
  }

  /** In no order. */
  get all(): Iterable<KnownFailure> {
    const { provider, tasks } = this.source;
    const oldest = this.#clock.now() - (provider.retentionDays ?? usualDays) * day;
    for (const [taskId, { endedAt }] of this.#known) {
      if (endedAt < oldest && tasks.store.get(taskId) === undefined) {
        this.#forget(taskId);
      }
    }
    return this.#known.values();
  }

  /** Takes over the first page of the failed tasks. */
  take({ tasks, total }: Page): void {
    this.total = total ?? this.total;
    for (const task of tasks) {
      this.#brought.set(task.id, task);
      this.#weigh(task.id);
    }
    this.#changed();
  }

  dispose(): void {
    this.source.facts.events.off('changed', this.#onFacts);
    this.source.tasks.store.events.off('change', this.#onTask);
  }

  #weigh(taskId: string): void {
    const { account, config, tasks } = this.source;
    const known = this.#known.get(taskId);
    const listed = tasks.store.get(taskId)?.task;
    // A list that has not been read again since still has it running.
    const task = listed !== undefined && this.#hasEnded(listed) ? listed : this.#brought.get(taskId);
    const facts = this.source.facts.get(taskId);
    if (!this.#hasFailed(task, facts)) {
      this.#brought.delete(taskId);
      if (known !== undefined) {
        this.#forget(taskId);
        this.#changed();
      }
    } else if (known === undefined || known.task !== task || known.facts !== facts) {
      const ref = { account: account.id, service: config.key, id: taskId };
      const heard = known?.endedAt ?? (facts?.readAt || this.#clock.now());
      const endedAt = task?.finishedAt ?? facts?.endedAt ?? task?.createdAt ?? heard;
      this.#known.set(taskId, { ref, task, facts, endedAt });
      this.#bound();
      this.#changed();
    }
  }

  #hasEnded(task: Task): boolean {
    return kindOf(task, this.source.tasks.service.statuses)?.stage === 'done';
  }

  #hasFailed(task: Task | undefined, facts: TaskFacts | undefined): boolean {
    switch (facts?.conclusion) {
      case 'failure':
      case 'partial':
        return true;
      case 'success':
      case 'cancelled':
        return false;
      case 'unknown':
      case undefined: {
        const kind = task && kindOf(task, this.source.tasks.service.statuses);
        return kind !== undefined && (kind.severity === 'bad' || task?.failed === true);
      }
    }
  }

  #bound(): void {
    if (this.#known.size > mostFailures * 1.1) {
      const newest = [...this.#known.values()].sort((a, b) => b.endedAt - a.endedAt);
      for (const { ref } of newest.slice(mostFailures)) {
        this.#forget(ref.id);
      }
    }
  }

  #forget(taskId: string): void {
    this.#known.delete(taskId);
    this.#brought.delete(taskId);
  }
}
