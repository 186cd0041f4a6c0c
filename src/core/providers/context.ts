import type { RequestBudgets } from '../http/requestBudget.ts';
import type { Fetch } from '../http/sendRequest.ts';
import type { Account, Cloud, ServiceConfig } from '../model/account.ts';
import type { Clock } from '../model/clock.ts';
import type { AgentService } from './agentService.ts';
import type { CredentialSource, TaskService } from './service.ts';
import type { SubApplication } from './subApplication.ts';

/** What a service is given to reach its cloud. */
export interface ServiceContext {
  readonly account: Account;
  readonly config: ServiceConfig;
  readonly credentials: CredentialSource;
  readonly fetch: Fetch;
  /** Those of the whole window: every request waits there for its turn. */
  readonly budgets: RequestBudgets;
  readonly clock: Clock;
  /** The language error messages should come in, where the service can choose. */
  readonly language: 'zh-CN' | 'en-US';
  /** One line for the log; never holds a secret, a header or a body. */
  readonly log: (line: string) => void;
}

interface ListedKind {
  readonly kind: string;
  readonly clouds: readonly Cloud[];
}

/** A service with a task list. */
export interface TaskServiceKind extends ListedKind {
  create(context: ServiceContext): TaskService;
  /** The applications that an entry of an account can name, where the service keeps tasks apart by application. */
  subApplications?(context: ServiceContext, signal: AbortSignal): Promise<readonly SubApplication[]>;
}

/** A service with agents, each with one implicit job, instead of a list. */
export interface AgentServiceKind extends ListedKind {
  createAgents(context: ServiceContext): AgentService;
}

/** A service that can be listed under `services` of an account. */
export type ServiceKind = TaskServiceKind | AgentServiceKind;
