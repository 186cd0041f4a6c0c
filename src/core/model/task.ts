/** Milliseconds since the Unix epoch. */
export type Instant = number;

/** Names a task for ever. */
export interface TaskRef {
  readonly account: string;
  /** The key of one of the account's services. */
  readonly service: string;
  readonly id: string;
}

/**
 * One entry of a service's task list, in the words all services share.
 * Times are `undefined` while the thing has not happened, or when the service sent one of its zero times.
 */
export interface Task {
  /** Opaque, unique within its service, never parsed. */
  readonly id: string;
  /** As the service spells it; an unknown status is kept, not mapped. */
  readonly status: string;
  /** As the service spells it: `WorkflowTask`, `transcode`, `ImportImage`. */
  readonly type: string;
  readonly subtypes: readonly string[];
  readonly createdAt: Instant | undefined;
  readonly startedAt: Instant | undefined;
  readonly finishedAt: Instant | undefined;
  /** The service says its times without a zone: they are what its clock showed, held as if they were UTC. */
  readonly zoneless?: true;
  /** Whether a part of it failed; `undefined` while the service has not said. A finished task can have failed. */
  readonly failed: boolean | undefined;
  /** The file of a media library that it works on, where the list says so. */
  readonly fileId?: string | undefined;
  /** The image, disk or instance that it works on, where the list says so. */
  readonly resource?: string | undefined;
}

/** A list item that cannot be a task, kept so that a person can look at it. */
export interface MalformedItem {
  readonly reason: string;
  readonly raw: unknown;
  /** How many tasks of its page stand in front of it. */
  readonly index: number;
}

/** How far along a status is. The order decides which of two sightings of a task is the later one. */
export type Stage = 'waiting' | 'running' | 'done';

/** What a status means for the person looking at it. */
export type Severity = 'neutral' | 'good' | 'attention' | 'bad' | 'unknown';

/** A group that tasks are shown in: those of a status a service is known to use, or some of them. */
export interface StatusKind {
  /** The service's own spelling, which is also its list filter. */
  readonly status: string;
  /** Tells it from another of the same status; absent where the status does. */
  readonly key?: string;
  /**
   * True for the group of ended tasks that have a failed part, whatever their status; false where the service lists
   * those of the status that have none.
   */
  readonly failed?: boolean;
  /** False where the service has no such list: its tasks come with those of other statuses. */
  readonly listed?: boolean;
  /** English group name. */
  readonly name: string;
  readonly stage: Stage;
  readonly severity: Severity;
  /** Read only when a person opens the group, because most accounts have none of it. */
  readonly onDemand?: boolean;
  /** Nothing becomes of such a task unless somebody starts it, although it is not done. */
  readonly settled?: boolean;
}

export const stageRank: Readonly<Record<Stage, number>> = { waiting: 0, running: 1, done: 2 };

/** Greater is later. A status nobody knows ranks with running ones: it may still be overtaken by "done". */
export function rankOf(status: string, kinds: readonly StatusKind[]): number {
  const kind = kinds.find((candidate) => candidate.status === status);
  return stageRank[kind?.stage ?? 'running'];
}

/** The group a task is shown in; `undefined` for a status that is none of these. */
export function kindOf(
  task: Pick<Task, 'status' | 'failed'>,
  kinds: readonly StatusKind[],
): StatusKind | undefined {
  const ofStatus = kinds.filter(({ status }) => status === task.status);
  const kind = ofStatus.find(({ failed }) => failed !== true) ?? ofStatus[0];
  return task.failed === true && kind?.severity === 'good'
    ? (kinds.find(({ failed }) => failed === true) ?? kind)
    : kind;
}
