import type { Account, Cloud, ServiceConfig } from './account.ts';
import type { Clock } from './clock.ts';
import type { Fetch } from './http.ts';
import type { CredentialSource, TaskService } from './service.ts';

/** What a service is given to reach its cloud. */
export interface ServiceContext {
  readonly account: Account;
  readonly config: ServiceConfig;
  readonly credentials: CredentialSource;
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** The language error messages should come in, where the service can choose. */
  readonly language: 'zh-CN' | 'en-US';
  /** One line for the log; never holds a secret, a header or a body. */
  readonly log: (line: string) => void;
}

/** A service that can be listed under `services` of an account. */
export interface ServiceKind {
  readonly kind: string;
  readonly clouds: readonly Cloud[];
  create(context: ServiceContext): TaskService;
}
