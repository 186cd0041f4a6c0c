import * as vscode from 'vscode';
import type { Account, ServiceConfig } from '../clouds/account.ts';
import type { AgentService } from '../clouds/agentService.ts';
import type { Clock } from '../clouds/clock.ts';
import type { ServiceContext } from '../clouds/context.ts';
import type { CredentialSource, Credentials } from '../clouds/service.ts';
import { serviceFetch } from '../clouds/serviceFetch.ts';
import { serviceKinds } from '../clouds/services.ts';
import type { SubApplication } from '../clouds/subApplication.ts';
import { readSubApplications } from '../clouds/tencent/subApplications.ts';
import { ServiceTasks } from '../tasks/serviceTasks.ts';
import type { Failure, ListOptions, TaskGroup } from '../tasks/taskGroup.ts';

/** 100,000 tasks at 50 a page: a list that long has no honest end. */
const maxPages = 2000;
const maxRefreshPages = 20;

/** Makes the services of an account. */
export class ServiceFactory {
  readonly #clock: Clock;
  readonly #log: vscode.LogOutputChannel;

  constructor(clock: Clock, log: vscode.LogOutputChannel) {
    this.#clock = clock;
    this.#log = log;
  }

  tasks(account: Account, config: ServiceConfig, credentials: CredentialSource): ServiceTasks | undefined {
    const kind = serviceKinds.find((candidate) => candidate.kind === config.kind);
    if (kind === undefined || !('create' in kind)) {
      return undefined;
    }
    const options: ListOptions = { clock: this.#clock, pageSize, maxPages, maxRefreshPages };
    const tasks = new ServiceTasks(kind.create(this.#context(account, config, credentials)), options);
    this.#logFailures(tasks, account);
    return tasks;
  }

  /** The agents of an account, where the service has those instead of a task list. */
  agents(account: Account, config: ServiceConfig, credentials: CredentialSource): AgentService | undefined {
    const kind = serviceKinds.find((candidate) => candidate.kind === config.kind);
    return kind !== undefined && 'createAgents' in kind
      ? kind.createAgents(this.#context(account, config, credentials))
      : undefined;
  }

  /** The applications that a VOD entry of an account can name. */
  subApplications(
    account: Account,
    config: ServiceConfig,
    credentials: CredentialSource,
    signal: AbortSignal,
  ): Promise<readonly SubApplication[]> {
    return readSubApplications(this.#context(account, config, credentials), signal);
  }

  /** One real call to each service of an account; throws the first CloudError. */
  async validate(account: Account, credentials: Credentials, signal: AbortSignal): Promise<void> {
    for (const config of account.services) {
      const kind = serviceKinds.find((candidate) => candidate.kind === config.kind);
      const context = this.#context(account, config, async () => credentials);
      if (kind !== undefined && 'createAgents' in kind) {
        await kind.createAgents(context).check(signal);
      } else if (kind !== undefined) {
        const service = kind.create(context);
        const [first] = service.statuses;
        await (first && service.list({ status: first.status, limit: 1 }, signal));
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
