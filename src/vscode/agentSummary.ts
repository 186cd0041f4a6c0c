import { errorPolicy } from '../core/model/errorPolicy.ts';
import type { Severity } from '../core/model/task.ts';
import type { WatchedTask } from '../core/polling/watchedTask.ts';

/** How many agents are in each state that a person may want to know of. */
export interface AgentSummary {
  readonly watched: number;
  readonly collecting: number;
  readonly failed: number;
  readonly offline: number;
  /** Those whose state could not be read. */
  readonly unreadable: number;
  /** Those of services that are switched off: nothing is known of them, nor expected. */
  readonly switchedOff: number;
}

export function agentSummary(agents: readonly WatchedTask[]): AgentSummary {
  const live = agents.filter(({ owner }) => owner.unsupported === undefined);
  const readable = live.filter(({ error }) => error === undefined || errorPolicy[error.kind].stands);
  const withSeverity = (severity: Severity) =>
    readable.filter(({ kind }) => kind?.severity === severity).length;
  return {
    watched: agents.length,
    collecting: readable.filter(({ isRunning }) => isRunning).length,
    failed: withSeverity('bad'),
    offline: withSeverity('attention'),
    unreadable: live.length - readable.length,
    switchedOff: agents.length - live.length,
  };
}
