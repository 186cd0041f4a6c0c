import { credentialVariables } from '../../src/core/accounts/credentials/environment.ts';
import type { Cloud } from '../../src/core/model/account.ts';
import type { Credentials } from '../../src/core/providers/service.ts';
import { type DemoCloud, startDemoCloud } from '../../src/demo/demoCloud.ts';

const watchedAgents = 8;
const stackRegion = 'cn-qingdao-env17-d01';
const region = 'cn-hangzhou';

/** A row of the tree whose tasks are listed, and where the truth about them is. */
export interface SoakList {
  /** Begins the text of the row. */
  readonly row: string;
  readonly service: 'mps' | 'vod' | 'ecs';
  readonly scope?: number | string;
}

/** A demo cloud of all five systems whose time can be stopped, to compare what moves with what was shown of it. */
export class SoakCloud {
  readonly cloud: DemoCloud;
  readonly #clock: StoppableClock;

  private constructor(cloud: DemoCloud, clock: StoppableClock) {
    this.cloud = cloud;
    this.#clock = clock;
  }

  static async start(seed: number): Promise<SoakCloud> {
    const clock = new StoppableClock();
    const cloud = await startDemoCloud({
      now: () => clock.now(),
      seed,
      population: { mps: 800, vod: 300, ecs: 120, live: true },
      // By the documented limits, a clock that stands still would soon refuse everything.
      requestsPerSecond: 100_000,
    });
    return new SoakCloud(cloud, clock);
  }

  /** Nothing moves until {@link thaw}. */
  freeze(): void {
    this.#clock.stoppedAt ??= Date.now();
  }

  thaw(): void {
    this.#clock.stoppedAt = undefined;
  }

  readonly lists: readonly SoakList[] = [
    { row: 'Soak · MPS', service: 'mps' },
    { row: 'Soak · VOD', service: 'vod' },
    { row: 'Soak Alibaba · ECS', service: 'ecs', scope: region },
    { row: 'Soak stack · ECS', service: 'ecs', scope: stackRegion },
  ];

  readonly agentsRow = 'Soak · CWP';

  /** By the names that the tree has for their states. */
  get agents(): ReadonlyMap<string, readonly string[]> {
    const groups = new Map<string, string[]>();
    for (const agent of this.cloud.agents.slice(0, watchedAgents)) {
      const state = stateNames[this.cloud.model.agents.status(agent) ?? 'NEVER'];
      groups.set(state, [...(groups.get(state) ?? []), agent.name].sort());
    }
    return groups;
  }

  /** Entries of `cloudTasks.accounts`. */
  get accounts(): readonly Record<string, unknown>[] {
    const endpoint = this.cloud.url;
    const agents = this.cloud.agents.slice(0, watchedAgents).map(({ uuid, name }) => ({ uuid, label: name }));
    const subAppId = this.cloud.subApps[0]?.id;
    return [
      this.#tencent('soak', 'Soak', {
        mps: { endpoint },
        vod: { endpoint, subAppId },
        cwp: { endpoint, agents },
      }),
      {
        ...entry('soak-alibaba', 'Soak Alibaba', 'alibaba'),
        services: { ecs: { endpoint, region } },
      },
      {
        ...entry('soak-stack', 'Soak stack', 'apsaraStack'),
        services: {
          ecs: {
            endpoint,
            path: '/apsara/route/Ecs/DescribeTasks',
            region: stackRegion,
            signature: 'apiGateway',
            headers: { UserEmail: 'soak@example.com' },
          },
        },
      },
    ];
  }

  /** One more entry, which comes and goes while the others stay. */
  get guest(): Record<string, unknown> {
    return this.#tencent('guest', 'Guest', { mps: { endpoint: this.cloud.url } });
  }

  get env(): NodeJS.ProcessEnv {
    const { tencent, alibaba, apsaraStack } = this.cloud.credentials;
    return {
      ...variables('tencent', tencent),
      ...variables('alibaba', alibaba),
      ...variables('apsaraStack', apsaraStack),
    };
  }

  close(): Promise<void> {
    return this.cloud.close();
  }

  #tencent(id: string, label: string, services: object): Record<string, unknown> {
    return { ...entry(id, label, 'tencent'), site: 'international', services };
  }
}

class StoppableClock {
  stoppedAt: number | undefined;

  now(): number {
    return this.stoppedAt ?? Date.now();
  }
}

const stateNames = {
  COLLECTING: 'Collecting',
  COMPLETE: 'Complete',
  AGENT_OFFLINE: 'Agent offline',
  FAILED: 'Failed',
  NEVER: 'Never collected',
};

function entry(id: string, label: string, cloud: Cloud): Record<string, unknown> {
  return { id, label, cloud, credentials: 'environment' };
}

function variables(cloud: Cloud, credentials: Credentials): NodeJS.ProcessEnv {
  const [names] = credentialVariables[cloud];
  return { [names.id]: credentials.id, [names.secret]: credentials.secret };
}
