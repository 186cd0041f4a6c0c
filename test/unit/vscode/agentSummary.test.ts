import { describe, expect, it } from 'vitest';
import { WatchedAgent, WatchedService } from '../../../src/core/polling/watchedAgent.ts';
import { neverCollected } from '../../../src/core/providers/agentService.ts';
import { agentSummary } from '../../../src/vscode/agentSummary.ts';
import { account, FakeAgents, failure } from '../core/tasks/fakeAgents.ts';
import { FakeClock } from '../fakeClock.ts';

function service(...statuses: (string | undefined)[]): WatchedService {
  const owner = new WatchedService(account, new FakeAgents(new FakeClock(), {}));
  owner.agents = statuses.map((status, index) => {
    const agent = new WatchedAgent(owner, { uuid: `u-${index}`, label: `agent ${index}` });
    agent.status = status;
    return agent;
  });
  return owner;
}

describe('agentSummary', () => {
  it('counts what a person may want to know', () => {
    const { agents } = service(
      'COLLECTING',
      'COLLECTING',
      'COMPLETE',
      'AGENT_OFFLINE',
      'FAILED',
      neverCollected,
      'ODD',
      undefined,
    );
    expect(agentSummary(agents)).toEqual({
      watched: 8,
      collecting: 2,
      failed: 1,
      offline: 1,
      unreadable: 0,
      switchedOff: 0,
    });
  });

  it('goes by what was known while looks fail for a passing reason', () => {
    const { agents } = service('COLLECTING', 'FAILED');
    for (const [index, kind] of (['transient', 'throttled'] as const).entries()) {
      Object.assign(agents[index] ?? {}, { error: failure(kind) });
    }
    expect(agentSummary(agents)).toMatchObject({ collecting: 1, failed: 1, unreadable: 0 });
  });

  it('counts agents that cannot be read instead of what was known of them', () => {
    const { agents } = service('COLLECTING', undefined);
    for (const agent of agents) {
      agent.error = failure('permission');
    }
    expect(agentSummary(agents)).toMatchObject({ collecting: 0, unreadable: 2 });
  });

  it('expects nothing of a service that is switched off', () => {
    const owner = service('COLLECTING', 'FAILED');
    owner.retired = failure('retired');
    expect(agentSummary(owner.agents)).toEqual({
      watched: 2,
      collecting: 0,
      failed: 0,
      offline: 0,
      unreadable: 0,
      switchedOff: 2,
    });
  });
});
