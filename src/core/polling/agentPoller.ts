import { EventEmitter } from 'node:events';
import type { Account } from '../model/account.ts';
import type { Clock } from '../model/clock.ts';
import { CloudError } from '../model/errors.ts';
import type { AgentService } from '../providers/agentService.ts';
import { AgentLooks } from './agentLooks.ts';
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

/**
 * Keeps the state of all agents known: looks once when an agent is added, when somebody asks, and after a collection
 * was started; then again and again only while it is collecting, or while a look fails for a passing reason.
 * The client of a service keeps the rate.
 */
export class AgentPoller {
  readonly events = new EventEmitter<AgentPollerEvents>();
  readonly #services: WatchedService[] = [];
  readonly #looks: AgentLooks;
  readonly #starting = new Map<WatchedAgent, Promise<void>>();

  constructor(clock: Clock) {
    this.#looks = new AgentLooks(clock, {
      changed: (agent) => this.events.emit('agent', agent),
      retired: (owner) => this.events.emit('retired', owner),
      ended: (agent, status, startedByUser) =>
        this.events.emit('collectionEnded', { agent, status, startedByUser }),
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
      if (known !== undefined) {
        this.#looks.handOver(known, agent);
      }
      return agent;
    });
    if (before === undefined) {
      this.#services.push(owner);
    } else {
      this.#services[at] = owner;
      this.#looks.forget(before);
    }
    for (const agent of owner.agents) {
      this.#looks.begin(agent);
    }
    this.events.emit('agents');
    return owner;
  }

  unwatch(owner: WatchedService): void {
    const at = this.#services.indexOf(owner);
    if (at >= 0) {
      this.#services.splice(at, 1);
      this.#looks.forget(owner);
      this.events.emit('agents');
    }
  }

  /** Looks now. Resolves when the services have answered, or will not be asked for the time being. */
  async look(agents: readonly WatchedAgent[] = this.agents): Promise<void> {
    const askable = agents.filter((agent) => this.#isWatched(agent) && agent.owner.retired === undefined);
    await Promise.all(askable.map((agent) => this.#looks.now(agent)));
  }

  /** Starts a collection and follows it. Rejects with the CloudError when it could not be started. */
  collect(agent: WatchedAgent, signal: AbortSignal): Promise<void> {
    const starting = this.#starting.get(agent) ?? this.#collect(agent, signal);
    this.#starting.set(agent, starting);
    return starting.finally(() => this.#starting.delete(agent));
  }

  /** Stops asking, and takes back what is being asked. */
  pause(): void {
    this.#looks.pause();
  }

  /** Looks at once at what was waited for. */
  resume(): void {
    this.#looks.resume();
  }

  dispose(): void {
    this.events.removeAllListeners();
    this.#services.length = 0;
    this.#looks.dispose();
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
        this.#looks.retire(owner, error);
      }
      throw error;
    }
    if (this.#isWatched(agent)) {
      this.#looks.follow(agent);
    }
  }

  #isWatched(agent: WatchedAgent): boolean {
    return this.#services.includes(agent.owner);
  }
}
