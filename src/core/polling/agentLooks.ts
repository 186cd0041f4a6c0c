import type { Clock } from '../model/clock.ts';
import { errorPolicy } from '../model/errorPolicy.ts';
import { CloudError } from '../model/errors.ts';
import { collecting } from '../providers/agentService.ts';
import { LookSchedule } from './lookSchedule.ts';
import { pollDelay } from './pollDelay.ts';
import { StartedCollections } from './startedCollections.ts';
import { ThrottleHolds } from './throttleHolds.ts';
import type { WatchedAgent, WatchedService } from './watchedAgent.ts';

/** Who is told what looks have found. */
export interface LookListener {
  /** The agent's status or error is another. */
  readonly changed: (agent: WatchedAgent) => void;
  /** The service no longer has the API. Once per service. */
  readonly retired: (owner: WatchedService) => void;
  /** An agent that was seen collecting no longer is. */
  readonly ended: (agent: WatchedAgent, status: string, startedByUser: boolean) => void;
}

/**
 * What each look finds, and when the next one follows: while the agent is collecting, while a look fails for a passing
 * reason, and when a service that wanted fewer requests is asked again.
 */
export class AgentLooks {
  readonly #clock: Clock;
  readonly #listener: LookListener;
  readonly #schedule: LookSchedule<WatchedAgent>;
  /** Looks in a row that found an agent collecting, or failed; each makes the wait longer. */
  readonly #waits = new Map<WatchedAgent, number>();
  readonly #holds: ThrottleHolds;
  readonly #started = new StartedCollections();

  constructor(clock: Clock, listener: LookListener) {
    this.#clock = clock;
    this.#listener = listener;
    this.#holds = new ThrottleHolds(clock);
    this.#schedule = new LookSchedule<WatchedAgent>(clock, {
      look: (agent, signal) => this.#ask(agent, signal),
      notBefore: (agent) => this.#holds.until(agent.owner),
    });
  }

  /** Looks for the first time, as soon as the caller is done. */
  begin(agent: WatchedAgent): void {
    this.#schedule.set(agent, 0);
  }

  /** The agent goes on as another object, because its service was configured anew. */
  handOver(from: WatchedAgent, to: WatchedAgent): void {
    to.status = from.status;
    to.since = from.since;
    this.#started.handOver(from, to);
  }

  /** Looks now. Resolves when the service has answered, or will not be asked for the time being. */
  now(agent: WatchedAgent): Promise<void> {
    return this.#schedule.now(agent);
  }

  /** A person has started a collection: it is followed to its end. */
  follow(agent: WatchedAgent): void {
    // What is under way was asked before the collection began.
    this.#schedule.giveUp(agent);
    this.#started.begin(agent, this.#clock.monotonic());
    this.#waits.delete(agent);
    this.#setStatus(agent, collecting);
    this.#schedule.set(agent, 0);
  }

  /** The service no longer has the API: its agents are not looked at any more. */
  retire(owner: WatchedService, error: CloudError): void {
    if (owner.retired === undefined) {
      owner.retired = error;
      this.#holds.forget(owner);
      for (const agent of owner.agents) {
        this.#schedule.delete(agent);
      }
      this.#listener.retired(owner);
    }
  }

  forget(owner: WatchedService): void {
    this.#holds.forget(owner);
    for (const agent of owner.agents) {
      this.#schedule.delete(agent);
      this.#waits.delete(agent);
      this.#started.forget(agent);
    }
  }

  /** Stops asking, and takes back what is being asked. */
  pause(): void {
    this.#schedule.pause();
  }

  /** Looks at once at what was waited for. */
  resume(): void {
    this.#waits.clear();
    this.#schedule.resume();
  }

  dispose(): void {
    this.#schedule.dispose();
  }

  async #ask(agent: WatchedAgent, signal: AbortSignal): Promise<() => void> {
    try {
      const status = await agent.owner.service.status(agent.config.uuid, signal);
      return () => this.#hear(agent, status);
    } catch (error) {
      return () => this.#fail(agent, CloudError.of(error));
    }
  }

  #hear(agent: WatchedAgent, status: string): void {
    const wasCollecting = agent.status === collecting;
    agent.lookedAt = this.#clock.now();
    this.#holds.answered(agent.owner);
    if (agent.error !== undefined) {
      this.#waits.delete(agent);
    }
    const outdated = this.#started.doubtOnce(agent, status, this.#clock.monotonic());
    if (outdated || status === collecting) {
      this.#schedule.set(agent, this.#wait(agent));
      this.#setStatus(agent, collecting);
      return;
    }
    this.#schedule.set(agent, undefined);
    this.#waits.delete(agent);
    this.#setStatus(agent, status);
    if (wasCollecting) {
      this.#listener.ended(agent, status, this.#started.end(agent));
    }
  }

  #fail(agent: WatchedAgent, error: CloudError): void {
    const isNew = agent.error?.code !== error.code;
    if (agent.error === undefined) {
      this.#waits.delete(agent);
      agent.failingSince = this.#clock.now();
    }
    agent.error = error;
    if (error.kind === 'retired') {
      this.retire(agent.owner, error);
    } else if (error.kind === 'throttled') {
      this.#holds.begin(agent.owner, error);
      this.#schedule.set(agent, 0);
    } else {
      this.#schedule.set(agent, errorPolicy[error.kind].passes ? this.#wait(agent) : undefined);
    }
    if (isNew || error.kind === 'throttled') {
      this.#listener.changed(agent);
    }
  }

  #wait(agent: WatchedAgent): number {
    const waits = this.#waits.get(agent) ?? 0;
    this.#waits.set(agent, waits + 1);
    return pollDelay(waits, this.#clock);
  }

  #setStatus(agent: WatchedAgent, status: string): void {
    const changed = agent.status !== status;
    const recovered = agent.error !== undefined;
    agent.status = status;
    agent.since = changed ? this.#clock.now() : agent.since;
    agent.error = undefined;
    agent.failingSince = undefined;
    if (changed || recovered) {
      this.#listener.changed(agent);
    }
  }
}
