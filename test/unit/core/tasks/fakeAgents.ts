import type { Account } from '../../../../src/core/model/account.ts';
import type { Clock } from '../../../../src/core/model/clock.ts';
import { CloudError, type CloudErrorKind } from '../../../../src/core/model/errors.ts';
import type { AgentService } from '../../../../src/core/providers/agentService.ts';
import { agentStatuses } from '../../../../src/core/providers/tencent/cwpStatuses.ts';

export const account: Account = {
  id: 'prod',
  label: 'Production',
  cloud: 'tencent',
  site: 'international',
  credentials: { from: 'environment' },
  services: [],
};

export function failure(kind: CloudErrorKind, code: string = kind): CloudError {
  return new CloudError({ kind, code, message: code });
}

/** An agent service whose answers a test decides, with a record of what it was asked and when. */
export class FakeAgents implements AgentService {
  readonly key = 'cwp';
  readonly name = 'CWP';
  readonly place = 'China';
  readonly statuses = agentStatuses;
  readonly consoleUrl = undefined;
  readonly agents: AgentService['agents'];
  /** What every agent answers: a status, or an error. */
  readonly answers = new Map<string, string | CloudError>();
  readonly looks: { readonly uuid: string; readonly at: number }[] = [];
  readonly collects: string[] = [];
  /** Looks under way, by agent. */
  readonly open = new Map<string, number>();
  overlaps = 0;
  /** Holds answers back until it resolves. */
  gate: Promise<void> | undefined;
  onCollect: ((uuid: string) => void) | undefined;
  readonly #clock: Clock;

  constructor(clock: Clock, answers: Readonly<Record<string, string | CloudError>>) {
    this.#clock = clock;
    this.agents = Object.keys(answers).map((uuid) => ({ uuid, label: `label of ${uuid}` }));
    for (const [uuid, answer] of Object.entries(answers)) {
      this.answers.set(uuid, answer);
    }
  }

  async status(uuid: string, signal: AbortSignal): Promise<string> {
    this.looks.push({ uuid, at: this.#clock.now() });
    const open = this.open.get(uuid) ?? 0;
    this.overlaps += open;
    this.open.set(uuid, open + 1);
    signal.addEventListener('abort', () => this.open.set(uuid, 0), { once: true });
    try {
      const answer = this.answers.get(uuid) ?? failure('gone');
      await this.gate;
      signal.throwIfAborted();
      if (answer instanceof CloudError) {
        throw answer;
      }
      return answer;
    } finally {
      this.open.set(uuid, 0);
    }
  }

  async collect(uuid: string): Promise<void> {
    this.collects.push(uuid);
    this.onCollect?.(uuid);
  }

  processes(): Promise<never> {
    throw new Error('No test reads processes here.');
  }

  machines(): Promise<never> {
    throw new Error('No test reads machines here.');
  }

  check(): Promise<never> {
    throw new Error('No test checks keys here.');
  }
}
