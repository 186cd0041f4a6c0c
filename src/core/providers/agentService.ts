import type { AgentConfig } from '../model/account.ts';
import type { StatusKind } from '../model/task.ts';

/** Our own name for "nothing was ever collected", which the service answers with an error. */
export const neverCollected = 'NEVER_COLLECTED';
export const collecting = 'COLLECTING';
export const complete = 'COMPLETE';

/** What was collected from one agent, with every field of the service's answer. */
export interface CollectedProcesses {
  readonly agent: AgentConfig;
  readonly machine: { readonly name: string; readonly ip: string } | undefined;
  /** How many processes there are. */
  readonly collected: number;
  /** One object per process; columns go by the service's names. */
  readonly processes: readonly Readonly<Record<string, unknown>>[];
}

/**
 * What a service must offer whose agents each have one implicit job: no id, no times, only a status.
 * Every method throws only `CloudError`, or the signal's reason once it is aborted.
 */
export interface AgentService {
  readonly key: string;
  /** `CWP`. */
  readonly name: string;
  readonly place: string;
  /** The watched agents, as configured. */
  readonly agents: readonly AgentConfig[];
  readonly statuses: readonly StatusKind[];
  readonly consoleUrl: string | undefined;
  /**
   * The status as the service spells it, or {@link neverCollected}. One request, never repeated here: whoever polls
   * decides when to ask again.
   */
  status(uuid: string, signal: AbortSignal): Promise<string>;
  /** Starts a collection. One request: repeating it could start another. */
  collect(uuid: string, signal: AbortSignal): Promise<void>;
  /** The result of the last collection, all pages of it. */
  processes(uuid: string, signal: AbortSignal): Promise<CollectedProcesses>;
  /** One real call, to see whether the key pair may ask here. */
  check(signal: AbortSignal): Promise<void>;
}
