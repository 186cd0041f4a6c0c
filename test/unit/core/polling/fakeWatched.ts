import type { Account } from '../../../../src/core/model/account.ts';
import type { Clock } from '../../../../src/core/model/clock.ts';
import { CloudError, type CloudErrorKind } from '../../../../src/core/model/errors.ts';
import type { Task } from '../../../../src/core/model/task.ts';
import type { WatchableService } from '../../../../src/core/polling/watchedTask.ts';
import type { NamedTask } from '../../../../src/core/providers/service.ts';
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

/** A task of this status of which nothing else is known. */
export function taskIn(status: string, id = 'a'): Task {
  const unknown = { createdAt: undefined, startedAt: undefined, finishedAt: undefined, failed: undefined };
  return { id, status, type: '', subtypes: [], ...unknown };
}

/** A service whose answers a test decides, with a record of what it was asked and when. */
export class FakeWatched implements WatchableService {
  readonly key = 'cwp';
  readonly name = 'CWP';
  readonly place = 'China';
  statuses = agentStatuses;
  readonly consoleUrl = undefined;
  lookUpLimit = 1;
  readonly named: readonly NamedTask[];
  /** What every task answers: a status, or an error. */
  readonly answers = new Map<string, string | CloudError>();
  readonly looks: { readonly uuid: string; readonly at: number }[] = [];
  readonly starts: string[] = [];
  /** Looks under way, by task. */
  readonly open = new Map<string, number>();
  overlaps = 0;
  /** Holds answers back until it resolves. */
  gate: Promise<void> | undefined;
  onStart: ((uuid: string) => void) | undefined;
  readonly #clock: Clock;

  constructor(clock: Clock, answers: Readonly<Record<string, string | CloudError>>) {
    this.#clock = clock;
    this.named = Object.keys(answers).map((id) => ({ id, label: `label of ${id}` }));
    for (const [uuid, answer] of Object.entries(answers)) {
      this.answers.set(uuid, answer);
    }
  }

  async lookUp([uuid = '']: readonly string[], signal: AbortSignal): Promise<readonly Task[]> {
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
      return [taskIn(answer, uuid)];
    } finally {
      this.open.set(uuid, 0);
    }
  }

  async start(uuid: string): Promise<void> {
    this.starts.push(uuid);
    this.onStart?.(uuid);
  }
}
