import type { Lane } from '../http/requestBudget.ts';
import type { MalformedItem, StatusKind, Task } from '../model/task.ts';

/** Where a list goes on. Two cursors with the same key ask for the same page. */
export interface Cursor {
  readonly key: string;
}

export interface ListQuery {
  readonly status: string;
  /** Only tasks with (or without) a failed part, where the status is two lists: see {@link StatusKind.failed}. */
  readonly failed?: boolean | undefined;
  /** Entries per page, 1–100. */
  readonly limit: number;
  /** Absent for the first page; otherwise the `next` of the page before. */
  readonly cursor?: Cursor | undefined;
  /** Who waits for the page; `visible` where it is not said. */
  readonly lane?: Lane | undefined;
  /**
   * Set where the whole list is being read, one for each reading: until it is aborted, a service may read what follows
   * side by side, and give it to the next queries. Pages and their order are the same without.
   */
  readonly ahead?: AbortSignal | undefined;
}

export interface Page {
  readonly tasks: readonly Task[];
  readonly malformed: readonly MalformedItem[];
  /**
   * How many entries were looked through, where that is more than the page gives: a look for a status that is no
   * filter may find none among many, which is not the same as an empty page.
   */
  readonly entries?: number;
  /** False where the service turns out not to have such a list: its rows come from others. */
  readonly listed?: boolean;
  /** How many requests it took, where that is more than one. */
  readonly requests?: number;
  /** Absent on the last page. The one the page was asked with, where that has to be asked again. */
  readonly next: Cursor | undefined;
  /** Of an empty page: tasks have been seen behind it. */
  readonly knowsMore?: true;
  /** What the service says the whole list holds. A hint: services contradict themselves. */
  readonly total: number | undefined;
  readonly requestId: string | undefined;
}

/** The service's whole answer about one task. */
export interface TaskDetail {
  /** JSON as it was received: with the digits of its numbers, the order of its members and repeated names. */
  readonly text: string;
  /** The same, read: never nested deeper than a hundred, and whole numbers beyond 2^53 are texts. */
  readonly value: unknown;
}

/**
 * A service of one account: its statuses, a list by status, and a detail.
 *
 * - **Order.** Pages come as the service sends them, usually the newest first; nobody may rely on it, nor on a task
 *   standing in one page only: lists move while they are read, so the same task can come twice, or with another status.
 * - **Other statuses.** A page can hold tasks of statuses that nobody asked for, or knows. They are given as they are.
 * - **An empty page** is not the end where it has a `next`, and says nothing of what was read before.
 * - **An item that is no task** is `malformed`, beside the tasks of its page; it never costs the page.
 * - **Retention.** Tasks age out of list and detail after the provider's `retentionDays`; then a detail is `gone`.
 * - **Who throttles.** The service's client waits for its turn in the account's budget, in the `lane` of who asks, and
 *   repeats reads that were throttled or failed for a passing reason. Callers neither wait nor repeat.
 * - **Errors.** Every method throws only {@link CloudError}, or the signal's reason once it is aborted. `gone` means
 *   that the service no longer knows the task, or never did: neither asking again nor other keys help.
 */
export interface TaskService {
  /** `mps`, or `ecs:cn-beijing` where an account has several of a kind. Part of row ids and document URIs. */
  readonly key: string;
  /** `MPS`, `VOD`, `ECS`. */
  readonly name: string;
  /** What tells it from its like: site, region, application. */
  readonly place: string;
  readonly statuses: readonly StatusKind[];
  /** The web console's task list. No per-task link is published by any of the clouds. */
  readonly consoleUrl: string | undefined;
  list(query: ListQuery, signal: AbortSignal): Promise<Page>;
  /** `lane` says who waits for it: `visible` where it is not said. */
  detail(taskId: string, signal: AbortSignal, lane?: Lane): Promise<TaskDetail>;
  /** How many ids one look-up may ask for. */
  readonly lookUpLimit: number;
  /**
   * Tasks as they are now, by their ids, in one request. In any order; those that the service no longer knows are left
   * out, or a `gone` error.
   */
  lookUp(ids: readonly string[], signal: AbortSignal, lane?: Lane): Promise<readonly Task[]>;
  /** The tasks that the settings name, where the service has no list of its own: they are watched, each by its id. */
  readonly named?: readonly NamedTask[];
  /** Starts a task anew. One request: repeating it could start another. */
  start?(taskId: string, signal: AbortSignal): Promise<void>;
  /** Names of at most twenty files of a media library, by id. Those that are gone are missing. */
  names?(fileIds: readonly string[], signal: AbortSignal, lane?: Lane): Promise<ReadonlyMap<string, string>>;
  /** One real call, to see whether the key pair may ask here; a page of its list, where absent. */
  check?(signal: AbortSignal): Promise<void>;
}

/** A task that a person has named. */
export interface NamedTask {
  readonly id: string;
  readonly label: string;
}

/** A key pair of an account. Lives in memory only for as long as a request is being signed. */
export interface Credentials {
  /** SecretId, AccessKeyId or AppKey. */
  readonly id: string;
  /** SecretKey, AccessKeySecret or AppSecret. */
  readonly secret: string;
  /** Session token of temporary credentials. */
  readonly token?: string | undefined;
}

/** Reads the key pair where the account says it is; throws a `credentials` CloudError when there is none. */
export type CredentialSource = (signal: AbortSignal) => Promise<Credentials>;
