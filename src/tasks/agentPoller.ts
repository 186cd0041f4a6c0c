import { EventEmitter } from 'node:events';
import type { Account } from '../clouds/account.ts';
import { type AgentService, collecting } from '../clouds/agentService.ts';
import type { Clock } from '../clouds/clock.ts';
import { CloudError } from '../clouds/errors.ts';
import { backOff } from '../clouds/retry.ts';
import type { Instant } from '../clouds/task.ts';
import { LookSchedule } from './lookSchedule.ts';
import { pollDelay } from './pollDelay.ts';
import { WatchedAgent, WatchedService } from './watchedAgent.ts';

export interface CollectionEnd {
  readonly agent: WatchedAgent;
  readonly status: string;
  /** Whether a person has started it here. */
  readonly startedByUser: boolean;
}

export interface AgentPollerEvents {
  /** One agent's status or error is another. */
  agent: [WatchedAgent];
  /** Agents have come or gone. */
  agents: [];
  /** A service no longer has the API; it is not asked any more. Once per service. */
  retired: [WatchedService];
  /** An agent that was seen collecting no longer is. */
  collectionEnded: [CollectionEnd];
}

const firstThrottleMs = 4_000;
const longestThrottleMs = 60_000;
/** Later than this after a collection was started, its old status is believed again. */
const outdatedForMs = 10_000;

/**
 * Keeps the state of all agents known: looks once when an agent is added, when somebody asks, and after a collection
 * was started; then again and again only while it is collecting, or while a look fails for a passing reason.
 * The client of a service keeps the rate.
 */
export class AgentPoller {
  readonly events = new EventEmitter<AgentPollerEvents>();
  readonly #clock: Clock;
  readonly #services: WatchedService[] = [];
  readonly #schedule: LookSchedule<WatchedAgent>;
  /** Looks in a row that found an agent collecting, or failed; each makes the wait longer. */
  readonly #waits = new Map<WatchedAgent, number>();
  readonly #throttles = new Map<WatchedService, number>();
  readonly #starting = new Map<WatchedAgent, Promise<void>>();
  readonly #startedByUser = new Set<WatchedAgent>();
  /** The status from before a collection was started: the service may tell it once more, shortly after. */
  readonly #outdated = new Map<
    WatchedAgent,
    { readonly status: string | undefined; readonly until: Instant }
  >();

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#schedule = new LookSchedule<WatchedAgent>(clock, {
      look: (agent, signal) => this.#ask(agent, signal),
      notBefore: (agent) => agent.owner.resumesAt,
    });
  }

  get services(): readonly WatchedService[] {
    return this.#services;
  }

  get agents(): readonly WatchedAgent[] {
    return this.#services.flatMap(({ agents }) => agents);
  }

  /** Watches the agents of a service. Of one that is watched already, agents that stay keep their state. */
  watch(account: Account, service: AgentService): WatchedService {
    const owner = new WatchedService(account, service);
    const at = this.#services.findIndex(
      (it) => it.account.id === account.id && it.service.key === service.key,
    );
    const before = this.#services[at];
    owner.agents = service.agents.map((config) => {
      const agent = new WatchedAgent(owner, config);
      const known = before?.agents.find((candidate) => candidate.config.uuid === config.uuid);
      agent.status = known?.status;
      agent.since = known?.since;
      return agent;
    });
    if (before === undefined) {
      this.#services.push(owner);
    } else {
      this.#services[at] = owner;
      this.#forget(before);
    }
    for (const agent of owner.agents) {
      this.#schedule.set(agent, this.#clock.now());
    }
    this.events.emit('agents');
    return owner;
  }

  unwatch(owner: WatchedService): void {
    const at = this.#services.indexOf(owner);
    if (at >= 0) {
      this.#services.splice(at, 1);
      this.#forget(owner);
      this.events.emit('agents');
    }
  }

  /** Looks now. Resolves when the services have answered, or will not be asked for the time being. */
  async look(agents: readonly WatchedAgent[] = this.agents): Promise<void> {
    const askable = agents.filter((agent) => this.#isWatched(agent) && agent.owner.retired === undefined);
    await Promise.all(askable.map((agent) => this.#schedule.now(agent)));
  }

  /** Starts a collection and follows it. Rejects with the CloudError when it could not be started. */
  collect(agent: WatchedAgent, signal: AbortSignal): Promise<void> {
    const starting = this.#starting.get(agent) ?? this.#collect(agent, signal);
    this.#starting.set(agent, starting);
    return starting.finally(() => this.#starting.delete(agent));
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
    this.events.removeAllListeners();
    this.#services.length = 0;
    this.#schedule.dispose();
  }

  async #collect(agent: WatchedAgent, signal: AbortSignal): Promise<void> {
    const { owner } = agent;
    try {
      if (owner.retired !== undefined) {
        throw owner.retired;
      }
      await owner.service.collect(agent.config.uuid, signal);
    } catch (error) {
      if (error instanceof CloudError && error.kind === 'retired' && this.#isWatched(agent)) {
        this.#retire(owner, error);
      }
      throw error;
    }
    if (this.#isWatched(agent)) {
      // What is under way was asked before the collection began.
      this.#schedule.giveUp(agent);
      const status = agent.status === collecting ? undefined : agent.status;
      this.#outdated.set(agent, { status, until: this.#clock.now() + outdatedForMs });
      this.#startedByUser.add(agent);
      this.#waits.delete(agent);
      this.#setStatus(agent, collecting);
      this.#schedule.set(agent, this.#clock.now());
    }
  }

  #isWatched(agent: WatchedAgent): boolean {
    return this.#services.includes(agent.owner);
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
    // An answer to a question from before the service wanted fewer says nothing about that.
    if ((agent.owner.resumesAt ?? 0) <= agent.lookedAt) {
      agent.owner.resumesAt = undefined;
      this.#throttles.delete(agent.owner);
    }
    if (agent.error !== undefined) {
      this.#waits.delete(agent);
    }
    const before = this.#outdated.get(agent);
    const outdated = before?.status === status && agent.lookedAt <= before.until;
    this.#outdated.delete(agent);
    if (outdated || status === collecting) {
      this.#schedule.set(agent, agent.lookedAt + this.#wait(agent));
      this.#setStatus(agent, collecting);
      return;
    }
    this.#schedule.set(agent, undefined);
    this.#waits.delete(agent);
    this.#setStatus(agent, status);
    if (wasCollecting) {
      const startedByUser = this.#startedByUser.delete(agent);
      this.events.emit('collectionEnded', { agent, status, startedByUser });
    }
  }

  #fail(agent: WatchedAgent, error: CloudError): void {
    const isNew = agent.error?.code !== error.code;
    const now = this.#clock.now();
    if (agent.error === undefined) {
      this.#waits.delete(agent);
      agent.failingSince = now;
    }
    agent.error = error;
    if (error.kind === 'retired') {
      this.#retire(agent.owner, error);
    } else if (error.kind === 'throttled') {
      this.#hold(agent.owner);
      this.#schedule.set(agent, now);
    } else {
      const passing = error.kind === 'transient' || error.kind === 'clock';
      this.#schedule.set(agent, passing ? now + this.#wait(agent) : undefined);
    }
    if (isNew || error.kind === 'throttled') {
      this.events.emit('agent', agent);
    }
  }

  /** Asks nothing of a service for a while. Answers that were under way when it began count as one. */
  #hold(owner: WatchedService): void {
    const now = this.#clock.now();
    if ((owner.resumesAt ?? now) <= now) {
      const times = this.#throttles.get(owner) ?? 0;
      this.#throttles.set(owner, times + 1);
      owner.resumesAt = now + backOff(times, this.#clock, firstThrottleMs, longestThrottleMs);
    }
  }

  #retire(owner: WatchedService, error: CloudError): void {
    if (owner.retired === undefined) {
      owner.retired = error;
      owner.resumesAt = undefined;
      for (const agent of owner.agents) {
        this.#schedule.delete(agent);
      }
      this.events.emit('retired', owner);
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
      this.events.emit('agent', agent);
    }
  }

  #forget(owner: WatchedService): void {
    this.#throttles.delete(owner);
    for (const agent of owner.agents) {
      this.#schedule.delete(agent);
      this.#waits.delete(agent);
      this.#outdated.delete(agent);
      this.#startedByUser.delete(agent);
    }
  }
}
