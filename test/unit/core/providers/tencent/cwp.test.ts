import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CwpService, cwp } from '../../../../../src/core/providers/tencent/cwp.ts';
import type { AgentConfig } from '../../../../../src/core/providers/tencent/cwpAgents.ts';
import { neverCollected } from '../../../../../src/core/providers/tencent/cwpStatuses.ts';
import { type DemoCloud, startDemoCloud } from '../../../../../src/demo/demoCloud.ts';
import { serviceContext } from '../serviceContext.ts';

const signal = new AbortController().signal;
const now = Date.now();
let cloud: DemoCloud;

beforeAll(async () => {
  cloud = await startDemoCloud({ now: () => now, requestsPerSecond: 100_000 });
});
afterAll(() => cloud.close());
afterEach(() => {
  cloud.faults.clear();
  cloud.requests.clear();
});

function uuidOf(name: string): string {
  const agent = cloud.model.agents.list.find((candidate) => candidate.name === name);
  if (agent === undefined) {
    throw new Error(`no agent ${name}`);
  }
  return agent.uuid;
}

function service(agents: readonly AgentConfig[] = []): CwpService {
  const config = { kind: 'cwp', endpoint: new URL(cloud.url), agents };
  return new CwpService(serviceContext({ cloud: 'tencent', credentials: cloud.credentials.tencent, config }));
}

async function statusOf(uuid: string): Promise<string | undefined> {
  return (await service().lookUp([uuid], signal))[0]?.status;
}

describe('CWP', () => {
  it('reads the status of an agent', async () => {
    expect(await statusOf(uuidOf('web-1'))).toBe('COMPLETE');
    expect(await statusOf(uuidOf('api-2'))).toBe('AGENT_OFFLINE');
    expect(await statusOf(uuidOf('db-primary'))).toBe('FAILED');
  });

  it('has a status of its own for agents nothing was collected from', async () => {
    expect(await statusOf(uuidOf('db-replica'))).toBe(neverCollected);
  });

  it('lists the agents that the settings name, by their status', async () => {
    const agents = ['web-1', 'api-2', 'db-primary'].map((name) => ({ uuid: uuidOf(name), label: name }));
    const unknown = { uuid: '6b6cd843-6bc1-4011-a74c-000000000000', label: 'unknown' };
    const page = await service([unknown, ...agents]).list({ status: 'AGENT_OFFLINE', limit: 10 }, signal);
    expect(page.tasks.map(({ id, status }) => [id, status])).toEqual([[uuidOf('api-2'), 'AGENT_OFFLINE']]);
    expect(page.next).toBeUndefined();
  });

  it('keeps a status it does not know', async () => {
    const body = { Response: { Status: 'UPGRADING', RequestId: 'R-1' } };
    cloud.faults.add({ fault: { kind: 'raw', body } });
    expect(await statusOf(uuidOf('web-1'))).toBe('UPGRADING');
  });

  it('tells an answer without a status', async () => {
    cloud.faults.add({ fault: { kind: 'raw', body: { Response: { RequestId: 'R-2' } } } });
    await expect(statusOf(uuidOf('web-1'))).rejects.toMatchObject({
      kind: 'answer',
      requestId: 'R-2',
    });
  });

  it('says that an agent does not exist', async () => {
    const status = statusOf('6b6cd843-6bc1-4011-a74c-000000000000');
    await expect(status).rejects.toMatchObject({ kind: 'gone', code: 'ResourceNotFound' });
  });

  it('starts a collection with one request, also when that fails', async () => {
    const uuid = uuidOf('queue-1');
    cloud.faults.add({ fault: { kind: 'status', status: 503 } });
    await expect(service().start(uuid, signal)).rejects.toMatchObject({ kind: 'transient' });
    expect(cloud.requests.count('cwp', 'CreateProcessTask')).toBe(1);
    cloud.faults.clear();
    await service().start(uuid, signal);
    expect(await statusOf(uuid)).toBe('COLLECTING');
  });

  it('asks for a status only once when throttled', async () => {
    cloud.faults.add({ fault: { kind: 'throttled' } });
    await expect(statusOf(uuidOf('web-1'))).rejects.toMatchObject({ kind: 'throttled' });
    expect(cloud.requests.count('cwp')).toBe(1);
  });

  it('knows a retired API', async () => {
    cloud.faults.add({ fault: { kind: 'error', code: 'ActionOffline' } });
    await expect(statusOf(uuidOf('web-1'))).rejects.toMatchObject({ kind: 'retired' });
  });

  it('reads the processes of an agent, all pages, every field', async () => {
    const uuid = uuidOf('web-1');
    const { text, value } = await service([{ uuid, label: 'front' }]).detail(uuid, signal);
    const result = JSON.parse(text);
    expect(result).toEqual(value);
    expect(result).toMatchObject({ agent: { uuid, label: 'front' }, machine: { name: 'web-1' } });
    expect(result.collected).toBe(result.processes.length);
    expect(result.collected).toBeGreaterThan(100);
    expect(new Set(result.processes.map(({ Id }: { Id: unknown }) => Id)).size).toBe(result.collected);
    expect(Object.keys(result.processes[0] ?? {})).toEqual(
      expect.arrayContaining([
        'Id',
        'Uuid',
        'MachineIp',
        'Pid',
        'Ppid',
        'ProcessName',
        'Username',
        'FullPath',
      ]),
    );
  });

  it('offers the machines of a type and region, and shows those that have no Uuid', async () => {
    const config = { kind: 'cwp', endpoint: new URL(cloud.url) };
    const context = serviceContext({
      cloud: 'tencent',
      credentials: cloud.credentials.tencent,
      config,
    });
    const scope = { machineType: 'CVM', region: 'ap-guangzhou' };
    const offer = await cwp.pick?.offer(context, scope, signal);
    expect(cwp.pick?.scopeStart).toEqual(scope);
    expect(offer?.groups[0]?.choices).toContainEqual({
      id: uuidOf('web-1'),
      label: 'web-1',
      description: expect.stringMatching(/^10\.[\d.]+ · ONLINE$/),
      detail: uuidOf('web-1'),
    });
    expect(offer?.refused?.choices.map(({ label }) => label)).toEqual(['retired-1']);
  });

  it('checks the key pair with or without a watched agent', async () => {
    await service().check(signal);
    await service([{ uuid: uuidOf('db-replica'), label: 'db' }]).check(signal);
    expect(cloud.requests.entries.map(({ action }) => action)).toEqual([
      'DescribeMachines',
      'DescribeProcessTaskStatus',
    ]);
    cloud.faults.add({ fault: { kind: 'error', code: 'UnauthorizedOperation' } });
    await expect(service().check(signal)).rejects.toMatchObject({
      kind: 'permission',
      action: 'yunjing:DescribeMachines',
    });
  });
});
