import type { AccountsChange } from './accounts/accountsChange.ts';
import { type Lane, RequestBudgets } from './http/requestBudget.ts';
import type { Fetch } from './http/sendRequest.ts';
import { serviceFetch } from './http/serviceFetch.ts';
import type { Account, ServiceConfig } from './model/account.ts';
import type { Clock } from './model/clock.ts';
import { CloudError } from './model/errors.ts';
import { type Disposable, Emitter, type Event } from './model/events.ts';
import type { Explanation } from './model/explanation.ts';
import type { WatchedService } from './polling/watchedTask.ts';
import { Watcher } from './polling/watcher.ts';
import type { ServiceContext } from './providers/context.ts';
import { type Provider, providerOf } from './providers/provider.ts';
import type { Offer, PickQuestion, WrittenEntry } from './providers/question.ts';
import { providers } from './providers/registry.ts';
import type { CredentialSource, Credentials, TaskDetail, TaskService } from './providers/service.ts';
import type { FactsJournal } from './tasks/factsJournal.ts';
import { KnownFacts } from './tasks/knownFacts.ts';
import type { Failure } from './tasks/listWork.ts';
import { ServiceTasks } from './tasks/serviceTasks.ts';
import type { StatusList } from './tasks/statusList.ts';
import { factsOf } from './tasks/taskFacts.ts';

/** 100,000 tasks at 50 a page: a list that long has no honest end. */
const mostPages = 2000;
const maxRefreshPages = 20;

interface Opened {
  /** The account as it is now. Its name can change while the service stays open. */
  account: Account;
  readonly config: ServiceConfig;
  readonly provider: Provider;
  readonly service: TaskService;
}

/** A service with task lists, with what has been loaded of them. */
export interface OpenTasks extends Opened {
  readonly tasks: ServiceTasks;
  /** What details have told of its tasks. */
  readonly facts: KnownFacts;
}

/** A service whose tasks the settings name, with what is known of each. */
export interface OpenWatched extends Opened {
  readonly watched: WatchedService;
}

export type OpenService = OpenTasks | OpenWatched;

/** A service of an account that need not be open, or saved. */
export interface ServiceToAsk {
  readonly account: Account;
  readonly config: ServiceConfig;
  readonly credentials: CredentialSource;
}

/** A detail, and what it says. */
export interface ExplainedDetail extends TaskDetail {
  readonly explanation: Explanation;
}

/** What a session needs of the world around it. */
export interface SessionPorts {
  readonly accounts: {
    readonly all: readonly Account[];
    credentialsOf(account: Account): CredentialSource;
    readonly onDidChange: Event<AccountsChange>;
  };
  readonly clock: Clock;
  /** Lines without secrets. */
  readonly log: { debug(line: string): void; warn(line: string): void };
  /** The language error messages should come in. */
  readonly language: ServiceContext['language'];
  /** Entries per request, 1 to 100, asked each time. */
  readonly pageSize: () => number;
  readonly maxPages?: number;
  /** The way to a service, whose own certificate authority may be in a file. */
  readonly fetch?: (caFile: string | undefined) => Fetch;
  readonly registry?: readonly Provider[];
  /** Where names and outcomes of ended tasks are kept over reloads. */
  readonly journal?: FactsJournal;
}

/**
 * The open services of all accounts, in the order of the setting: what sidebar, documents and status bar are surfaces
 * of. A service keeps all it has loaded until its own configuration, or the keys' place, is another one.
 */
export class Session implements Disposable {
  /** Reads the tasks that the settings name until they are settled. */
  readonly watcher: Watcher;
  readonly #ports: SessionPorts;
  readonly #registry: readonly Provider[];
  readonly #budgets: RequestBudgets;
  readonly #changed = new Emitter<void>();
  readonly #subscription: Disposable;
  #all: readonly OpenService[] = [];

  /** Fires when services have come, gone or been renamed, or when the issues of the setting are others. */
  readonly onDidChange = this.#changed.event;

  constructor(ports: SessionPorts) {
    this.#ports = ports;
    this.#registry = ports.registry ?? providers;
    this.#budgets = new RequestBudgets(ports.clock);
    this.watcher = new Watcher(ports.clock);
    this.#reconcile();
    this.#subscription = ports.accounts.onDidChange((change) => this.#update(change));
  }

  get all(): readonly OpenService[] {
    return this.#all;
  }

  /** Those with a task list. */
  get lists(): readonly OpenTasks[] {
    return this.#all.filter((service) => 'tasks' in service);
  }

  find(accountId: string, serviceKey: string): OpenService | undefined {
    return this.#all.find(({ account, config }) => account.id === accountId && config.key === serviceKey);
  }

  /**
   * The service's whole answer about one task; what it tells is known from then on.
   * @throws CloudError, or the signal's reason once it is aborted
   */
  async detail(
    open: OpenService,
    taskId: string,
    signal: AbortSignal,
    lane?: Lane,
  ): Promise<ExplainedDetail> {
    const detail = await open.service.detail(taskId, signal, lane);
    const explanation = open.provider.explain(detail.value, taskId);
    if ('tasks' in open) {
      const { conclusion, status } = explanation;
      if (status !== undefined) {
        open.facts.learn(taskId, factsOf(explanation, this.#ports.clock.now()));
      }
      if (conclusion === 'success' || conclusion === 'partial' || conclusion === 'failure') {
        open.tasks.learn(taskId, conclusion !== 'success');
      }
    }
    return { ...detail, explanation };
  }

  /** What an account has to choose from. */
  offer(pick: PickQuestion, asked: ServiceToAsk, scope: WrittenEntry, signal: AbortSignal): Promise<Offer> {
    return pick.offer(this.#context(asked), scope, signal);
  }

  /** One real call to each service of an account, each with a line in the log; throws the first CloudError. */
  async validate(account: Account, credentials: Credentials, signal: AbortSignal): Promise<void> {
    const { log } = this.#ports;
    for (const config of account.services) {
      const provider = providerOf(config, this.#registry);
      const context = this.#context({ account, config, credentials: async () => credentials });
      try {
        await (provider && check(provider.create(context), signal));
        log.debug(`${account.id}: ${config.key}, check: accepted`);
      } catch (error) {
        log.warn(`${account.id}: ${config.key}, check: ${CloudError.of(error).summary}`);
        throw error;
      }
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
    for (const service of this.#all) {
      this.#close(service);
    }
    this.watcher.dispose();
  }

  #update({ rekeyed }: AccountsChange): void {
    this.#reconcile();
    this.#changed.fire();
    for (const service of this.#all) {
      if (rekeyed.includes(service.account.id)) {
        void ('tasks' in service ? service.tasks.refresh() : this.watcher.look(service.watched.tasks));
      }
    }
  }

  #reconcile(): void {
    const gone = new Set(this.#all);
    this.#all = this.#ports.accounts.all.flatMap((account) =>
      account.services.flatMap((config) => {
        const kept = this.#all.find((open) => isSameService(open, account, config));
        if (kept === undefined) {
          return this.#open(account, config) ?? [];
        }
        gone.delete(kept);
        kept.account = account;
        if ('watched' in kept) {
          kept.watched.account = account;
        }
        return kept;
      }),
    );
    for (const service of gone) {
      this.#close(service);
    }
  }

  #open(account: Account, config: ServiceConfig): OpenService | undefined {
    const provider = providerOf(config, this.#registry);
    if (provider === undefined) {
      return undefined;
    }
    // Asked each time: what stands for the account can be another one while the service stays open.
    const credentials: CredentialSource = (signal) => {
      const now = this.#ports.accounts.all.find(({ id }) => id === account.id) ?? account;
      return this.#ports.accounts.credentialsOf(now)(signal);
    };
    const service = provider.create(this.#context({ account, config, credentials }));
    const opened = { account, config, provider, service };
    if (service.named !== undefined) {
      return { ...opened, watched: this.watcher.watch(account, service, service.named) };
    }
    const { clock, maxPages = mostPages, pageSize } = this.#ports;
    const options = { clock, pageSize, maxPages, maxRefreshPages };
    const tasks = new ServiceTasks(service, options, account.id);
    this.#logFailures(tasks, account);
    return { ...opened, tasks, facts: this.#facts(account.id, config.key) };
  }

  /** Facts of a service's tasks, with those of an earlier time among them a moment later. */
  #facts(account: string, service: string): KnownFacts {
    const facts = new KnownFacts();
    const { journal } = this.#ports;
    if (journal !== undefined) {
      void journal.of(account, service).then((entries) => {
        // The same task can have been kept by two windows: the last one counts.
        for (const { taskId, facts: kept } of [...entries].reverse()) {
          facts.remember(taskId, kept);
        }
      });
      facts.events.on('learned', (taskId, learned) =>
        journal.keep({ account, service, taskId, facts: learned }),
      );
    }
    return facts;
  }

  #close(service: OpenService): void {
    if ('tasks' in service) {
      service.tasks.dispose();
      service.facts.events.removeAllListeners();
    } else {
      this.watcher.unwatch(service.watched);
    }
  }

  #context({ account, config, credentials }: ServiceToAsk): ServiceContext {
    const { clock, fetch = serviceFetch, language, log } = this.#ports;
    return {
      account,
      config,
      credentials,
      fetch: fetch(config.caFile),
      clock,
      budgets: this.#budgets,
      language,
      log: (line) => log.debug(`${account.id}: ${line}`),
    };
  }

  #logFailures(tasks: ServiceTasks, account: Account): void {
    const logged = new WeakSet<Failure>();
    tasks.events.on('group', ({ failure, kind }: StatusList) => {
      if (failure !== undefined && !logged.has(failure)) {
        logged.add(failure);
        this.#ports.log.warn(`${account.id}: ${tasks.service.key}, ${kind.name}: ${failure.error.summary}`);
      }
    });
  }
}

/** Whether an open service is what an account configures, whatever else of the account has changed. */
function isSameService(open: OpenService, account: Account, config: ServiceConfig): boolean {
  const asked = ({ id, cloud, site, credentials }: Account, service: ServiceConfig): string =>
    JSON.stringify([id, cloud, site, credentials, service]);
  return asked(open.account, open.config) === asked(account, config);
}

async function check(service: TaskService, signal: AbortSignal): Promise<void> {
  const [first] = service.statuses;
  await (service.check?.(signal) ??
    (first && service.list({ status: first.status, limit: 1, lane: 'interactive' }, signal)));
}
