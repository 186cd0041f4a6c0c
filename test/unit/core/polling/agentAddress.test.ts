import { expect, it } from 'vitest';
import { findAgent } from '../../../../src/core/polling/agentAddress.ts';
import { AgentPoller } from '../../../../src/core/polling/agentPoller.ts';
import { FakeClock } from '../../fakeClock.ts';
import { account, FakeAgents } from '../tasks/fakeAgents.ts';

function watching(): AgentPoller {
  const clock = new FakeClock();
  const poller = new AgentPoller(clock);
  poller.watch(account, new FakeAgents(clock, { a: 'COMPLETE', b: 'COMPLETE' }));
  poller.watch({ ...account, id: 'other' }, new FakeAgents(clock, { a: 'COMPLETE' }));
  return poller;
}

it('finds an agent by the ids of its account and service, and its Uuid', () => {
  const { agents } = watching();
  expect(findAgent({ account: 'other', service: 'cwp', uuid: 'a' }, agents)).toBe(agents[2]);
  expect(findAgent({ account: 'prod', service: 'cwp', uuid: 'b' }, agents)).toBe(agents[1]);
});

it('takes a row from before the account was edited for the agent it has become', () => {
  const poller = watching();
  const [row] = poller.agents;
  poller.watch(account, new FakeAgents(new FakeClock(), { a: 'COMPLETE' }));
  expect(findAgent(row, poller.agents)).toBe(poller.agents[0]);
  expect(poller.agents[0]).not.toBe(row);
});

it.each([undefined, null, 'a', {}, { account: 'prod', service: 'cwp', uuid: 'gone' }])(
  'finds none by %j',
  (target) => {
    expect(findAgent(target, watching().agents)).toBeUndefined();
  },
);
