import { collecting } from '../providers/agentService.ts';
import type { WatchedAgent } from './watchedAgent.ts';

/** Later than this after a collection was started, its old status is believed again. */
const outdatedForMs = 10_000;

/** The collections a person has started here, and the status each agent had before: the service may tell it once more. */
export class StartedCollections {
  readonly #running = new Set<WatchedAgent>();
  readonly #before = new Map<WatchedAgent, { readonly status: string | undefined; readonly until: number }>();

  /** A collection was started at `at`, by the monotonic clock. The agent still has the status from before. */
  begin(agent: WatchedAgent, at: number): void {
    const status = agent.status === collecting ? undefined : agent.status;
    this.#before.set(agent, { status, until: at + outdatedForMs });
    this.#running.add(agent);
  }

  /**
   * Whether a status told at `at`, by the monotonic clock, is the one from before, told once more. Only the first one told after the start is
   * doubted: an unchanged one is believed the second time, for the collection may have been quick.
   */
  doubtOnce(agent: WatchedAgent, status: string, at: number): boolean {
    const before = this.#before.get(agent);
    this.#before.delete(agent);
    return before?.status === status && at <= before.until;
  }

  /** A collection of the agent has ended. Returns whether a person had started it here. */
  end(agent: WatchedAgent): boolean {
    return this.#running.delete(agent);
  }

  /** The agent goes on as another object. */
  handOver(from: WatchedAgent, to: WatchedAgent): void {
    const before = this.#before.get(from);
    if (before !== undefined) {
      this.#before.set(to, before);
    }
    if (this.#running.has(from)) {
      this.#running.add(to);
    }
    this.forget(from);
  }

  forget(agent: WatchedAgent): void {
    this.#before.delete(agent);
    this.#running.delete(agent);
  }
}
