import * as vscode from 'vscode';
import { RequestBudgets } from '../core/http/requestBudget.ts';
import { serviceFetch } from '../core/http/serviceFetch.ts';
import type { Account, ServiceConfig } from '../core/model/account.ts';
import type { Clock } from '../core/model/clock.ts';
import type { AgentPoller } from '../core/polling/agentPoller.ts';
import type { ServiceContext } from '../core/providers/context.ts';
import { providerOf } from '../core/providers/provider.ts';
import type { Offer, PickQuestion, WrittenEntry } from '../core/providers/question.ts';
import { providers } from '../core/providers/registry.ts';
import type { CredentialSource, Credentials } from '../core/providers/service.ts';
import { ServiceTasks } from '../core/tasks/serviceTasks.ts';
import type { Failure, ListOptions, TaskGroup } from '../core/tasks/taskGroup.ts';
import type { OpenService, ServiceOpener } from './openServices.ts';
import type { Log } from './ui/log.ts';

/** 100,000 tasks at 50 a page: a list that long has no honest end. */
const maxPages = 2000;
const maxRefreshPages = 20;

/** Makes the services of accounts. */
export class ServiceFactory implements ServiceOpener {
  readonly #credentialsOf: (account: Account) => CredentialSource;
  readonly #poller: AgentPoller;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #budgets: RequestBudgets;

  constructor(
    credentialsOf: (account: Account) => CredentialSource,
    poller: AgentPoller,
    clock: Clock,
    log: Log,
  ) {
    this.#credentialsOf = credentialsOf;
    this.#poller = poller;
    this.#clock = clock;
    this.#budgets = new RequestBudgets(clock);
    this.#log = log;
  }

  open(account: Account, config: ServiceConfig): OpenService | undefined {
    const kind = providerOf(config, providers);
    if (kind === undefined) {
      return undefined;
    }
    const context = this.#context(account, config, this.#credentialsOf(account));
    if ('createAgents' in kind) {
      return { account, config, watched: this.#poller.watch(account, kind.createAgents(context)) };
    }
    const options: ListOptions = { clock: this.#clock, pageSize, maxPages, maxRefreshPages };
    const tasks = new ServiceTasks(kind.create(context), options);
    this.#logFailures(tasks, account);
    return { account, config, tasks };
  }

  close(service: OpenService): void {
    if ('tasks' in service) {
      service.tasks.dispose();
    } else {
      this.#poller.unwatch(service.watched);
    }
  }

  rekeyed(service: OpenService): void {
    void ('tasks' in service ? service.tasks.refresh() : this.#poller.look(service.watched.agents));
  }

  /** What an account, saved or not, has to choose from. */
  offer(
    pick: PickQuestion,
    asked: {
      readonly account: Account;
      readonly config: ServiceConfig;
      readonly credentials: CredentialSource;
    },
    scope: WrittenEntry,
    signal: AbortSignal,
  ): Promise<Offer> {
    const { account, config, credentials } = asked;
    return pick.offer(this.#context(account, config, credentials), scope, signal);
  }

  /** One real call to each service of an account; throws the first CloudError. */
  async validate(account: Account, credentials: Credentials, signal: AbortSignal): Promise<void> {
    for (const config of account.services) {
      const kind = providerOf(config, providers);
      const context = this.#context(account, config, async () => credentials);
      if (kind !== undefined && 'createAgents' in kind) {
        await kind.createAgents(context).check(signal);
      } else if (kind !== undefined) {
        const service = kind.create(context);
        const [first] = service.statuses;
        await (first && service.list({ status: first.status, limit: 1, lane: 'interactive' }, signal));
      }
    }
  }

  #context(account: Account, config: ServiceConfig, credentials: CredentialSource): ServiceContext {
    return {
      account,
      config,
      credentials,
      fetch: serviceFetch(config.caFile),
      clock: this.#clock,
      budgets: this.#budgets,
      language: vscode.env.language.startsWith('zh') ? 'zh-CN' : 'en-US',
      log: (line) => this.#log.debug(`${account.id}: ${line}`),
    };
  }

  #logFailures(tasks: ServiceTasks, account: Account): void {
    const logged = new WeakSet<Failure>();
    tasks.events.on('group', ({ failure, kind }: TaskGroup) => {
      if (failure !== undefined && !logged.has(failure)) {
        logged.add(failure);
        this.#log.warn(`${account.id}: ${tasks.service.key}, ${kind.name}: ${failure.error.summary}`);
      }
    });
  }
}

/** `cloudTasks.pageSize`, within what every service accepts. */
function pageSize(): number {
  const size = vscode.workspace.getConfiguration('cloudTasks').get('pageSize', 50);
  return Number.isFinite(size) ? Math.min(100, Math.max(10, Math.trunc(size))) : 50;
}
