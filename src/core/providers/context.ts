import type { RequestBudgets } from '../http/requestBudget.ts';
import type { Fetch } from '../http/sendRequest.ts';
import type { Account, ServiceConfig } from '../model/account.ts';
import type { Clock } from '../model/clock.ts';
import type { CredentialSource } from './service.ts';

/** What a service is given to reach its cloud. */
export interface ServiceContext<Settings = unknown> {
  readonly account: Account;
  readonly config: ServiceConfig & Settings;
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
