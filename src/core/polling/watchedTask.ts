import type { Account } from '../model/account.ts';
import type { CloudError } from '../model/errors.ts';
import { type Instant, kindOf, type StatusKind, type Task, type TaskRef } from '../model/task.ts';
import type { NamedTask, TaskService } from '../providers/service.ts';

/** What of a service watching takes. */
export type WatchableService = Pick<
  TaskService,
  'key' | 'name' | 'place' | 'statuses' | 'consoleUrl' | 'lookUp' | 'lookUpLimit' | 'start'
>;

/** The watched tasks of one service of an account, as far as they are known. Written by the watcher alone. */
export class WatchedService {
  /** As it is now: its name can change while it is watched, which the session notes. */
  account: Account;
  readonly service: WatchableService;
  tasks: readonly WatchedTask[] = [];
  /** Why nothing is asked unasked any more: the service no longer has this API. A person's look tries again. */
  unsupported: CloudError | undefined = undefined;
  /** While the service wants fewer requests: when it is asked again. */
  resumesAt: Instant | undefined = undefined;

  constructor(account: Account, service: WatchableService) {
    this.account = account;
    this.service = service;
  }
}

/** One watched task and the last that was heard of it. The object stays until its service is configured anew. */
export class WatchedTask {
  readonly owner: WatchedService;
  readonly id: string;
  readonly label: string;
  /** `undefined` until it has been heard of. */
  task: Task | undefined = undefined;
  /** Since when its status is known. */
  since: Instant | undefined = undefined;
  /** Why the last look failed. What was known before stays. */
  error: CloudError | undefined = undefined;
  /** Since when looks fail. */
  failingSince: Instant | undefined = undefined;
  /** When the service last answered. */
  lookedAt: Instant | undefined = undefined;

  constructor(owner: WatchedService, { id, label }: NamedTask) {
    this.owner = owner;
    this.id = id;
    this.label = label;
  }

  get ref(): TaskRef {
    return { account: this.owner.account.id, service: this.owner.service.key, id: this.id };
  }

  /** As the service spells it. */
  get status(): string | undefined {
    return this.task?.status;
  }

  /** What its status means; `undefined` for one that nobody knows, or that has not been heard. */
  get kind(): StatusKind | undefined {
    return this.task && kindOf(this.task, this.owner.service.statuses);
  }

  get isRunning(): boolean {
    return this.kind?.stage === 'running';
  }
}
