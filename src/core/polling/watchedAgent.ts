import type { Account, AgentConfig } from '../model/account.ts';
import type { CloudError } from '../model/errors.ts';
import type { Instant } from '../model/task.ts';
import type { AgentService } from '../providers/agentService.ts';

/** The agents of one account, as far as they are known. Written by the poller alone. */
export class WatchedService {
  readonly account: Account;
  service: AgentService;
  agents: readonly WatchedAgent[] = [];
  /** Why nothing is asked any more: the service no longer has this API. */
  retired: CloudError | undefined = undefined;
  /** While the service wants fewer requests: when it is asked again. */
  resumesAt: Instant | undefined = undefined;

  constructor(account: Account, service: AgentService) {
    this.account = account;
    this.service = service;
  }
}

/** One agent and the last that was heard of it. The object stays the same until its service is configured anew. */
export class WatchedAgent {
  readonly owner: WatchedService;
  config: AgentConfig;
  /** As the service spells it; `undefined` until it has been heard. */
  status: string | undefined = undefined;
  /** Since when that status is known. */
  since: Instant | undefined = undefined;
  /** Why the last look failed. What was known before stays. */
  error: CloudError | undefined = undefined;
  /** Since when looks fail. */
  failingSince: Instant | undefined = undefined;
  /** When the service last answered. */
  lookedAt: Instant | undefined = undefined;

  constructor(owner: WatchedService, config: AgentConfig) {
    this.owner = owner;
    this.config = config;
  }
}
