import { describe, expect, it } from 'vitest';
import { WatchedService, WatchedTask } from '../../../src/core/polling/watchedTask.ts';
import { neverCollected } from '../../../src/core/providers/tencent/cwpStatuses.ts';
import { agentSummary } from '../../../src/vscode/agentSummary.ts';
import { account, FakeWatched, failure, taskIn } from '../core/polling/fakeWatched.ts';
import { FakeClock } from '../fakeClock.ts';

function service(...statuses: (string | undefined)[]): WatchedService {
  const owner = new WatchedService(account, new FakeWatched(new FakeClock(), {}));
  owner.tasks = statuses.map((status, index) => {
    const agent = new WatchedTask(owner, { id: `u-${index}`, label: `agent ${index}` });
    agent.task = status === undefined ? undefined : taskIn(status);
    return agent;
  });
  return owner;
}

describe('agentSummary', () => {
  it('counts what a person may want to know', () => {
    const { tasks } = service(
      'COLLECTING',
      'COLLECTING',
      'COMPLETE',
      'AGENT_OFFLINE',
      'FAILED',
      neverCollected,
      'ODD',
      undefined,
    );
    expect(agentSummary(tasks)).toEqual({
      watched: 8,
      collecting: 2,
      failed: 1,
      offline: 1,
      unreadable: 0,
      switchedOff: 0,
    });
  });

  it('goes by what was known while looks fail for a passing reason', () => {
    const { tasks } = service('COLLECTING', 'FAILED');
    for (const [index, kind] of (['transient', 'throttled'] as const).entries()) {
      Object.assign(tasks[index] ?? {}, { error: failure(kind) });
    }
    expect(agentSummary(tasks)).toMatchObject({ collecting: 1, failed: 1, unreadable: 0 });
  });

  it('counts agents that cannot be read instead of what was known of them', () => {
    const { tasks } = service('COLLECTING', undefined);
    for (const agent of tasks) {
      agent.error = failure('permission');
    }
    expect(agentSummary(tasks)).toMatchObject({ collecting: 0, unreadable: 2 });
  });

  it('expects nothing of a service that is switched off', () => {
    const owner = service('COLLECTING', 'FAILED');
    owner.unsupported = failure('retired');
    expect(agentSummary(owner.tasks)).toEqual({
      watched: 2,
      collecting: 0,
      failed: 0,
      offline: 0,
      unreadable: 0,
      switchedOff: 2,
    });
  });
});
