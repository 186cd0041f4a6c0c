import { Agents } from './agents.ts';
import { Arrivals } from './arrivals.ts';
import { ecsTask } from './ecsTasks.ts';
import { mpsTask } from './mpsTasks.ts';
import type { DemoTask } from './task.ts';
import { TaskStore } from './taskStore.ts';
import type { SubApp } from './vodApps.ts';
import { vodTask } from './vodTasks.ts';

const second = 1_000;
const day = 24 * 3_600 * second;

/** How many tasks each service has at the start. */
export interface Population {
  readonly mps: number;
  /** Over all applications. */
  readonly vod: number;
  /** In each region. */
  readonly ecs: number;
  /** Whether new tasks keep coming. Those there are move on in any case. */
  readonly live: boolean;
}

export const usualPopulation: Population = { mps: 4_000, vod: 1_500, ecs: 600, live: true };

export interface DemoModelOptions {
  /** Ms since the epoch; every change follows from it. */
  readonly now: () => number;
  readonly seed: number;
  /** Since when it exists; the same seed and start give the same tasks at any later time. */
  readonly start?: number | undefined;
  readonly population?: Partial<Population> | undefined;
}

/** What the clouds know: the truth that lists are pages of. Works without any server. */
export class DemoModel {
  readonly now: () => number;
  readonly seed: number;
  readonly mps: TaskStore;
  /** The China site is another account, with tasks of its own. */
  readonly mpsChina: TaskStore;
  readonly subApps: readonly SubApp[];
  /** The public cloud's regions. */
  readonly regions: ReadonlyMap<string, TaskStore>;
  /** The one region of the private stack. */
  readonly stackRegions: ReadonlyMap<string, TaskStore>;
  readonly agents: Agents;

  constructor(options: DemoModelOptions) {
    this.now = options.now;
    this.seed = options.seed;
    const population = { ...usualPopulation, ...options.population };
    const start = options.start ?? options.now();
    const store = (
      salt: number,
      flow: { size: number; window: number; interval: number },
      create: (seed: number, seq: number, createdAt: number) => DemoTask,
    ) =>
      new TaskStore({
        now: options.now,
        window: flow.window,
        arrivals: new Arrivals({ ...flow, live: population.live }, start, options.seed + salt),
        create: (seq, createdAt) => create(options.seed + salt, seq, createdAt),
      });
    this.mps = store(1, { size: population.mps, window: 7 * day, interval: 6 * second }, mpsTask);
    const inChina = { size: Math.round(population.mps / 4), window: 7 * day, interval: 25 * second };
    this.mpsChina = store(40, inChina, mpsTask);
    const application = (
      index: number,
      name: string,
      status: SubApp['status'],
      share: number,
      interval: number,
    ): SubApp => {
      const id = 1_500_000_001 + index * 17;
      const size = Math.round(population.vod * share);
      return {
        id,
        name,
        status,
        store: store(2 + index, { size, window: 3 * day, interval }, (seed, seq, at) =>
          vodTask(seed, id, seq, at),
        ),
      };
    };
    this.subApps = [
      application(0, 'media-library', 'On', 0.7, 9 * second),
      application(1, 'short-video', 'On', 0.3, 20 * second),
      application(2, 'archive-2023', 'Off', 0, day),
      application(3, 'trial', 'Destroyed', 0, day),
    ];
    const ecs = { size: population.ecs, window: 7 * day, interval: 20 * second };
    this.regions = new Map(
      ['cn-hangzhou', 'cn-beijing', 'ap-southeast-1'].map((name, index) => [
        name,
        store(20 + index, ecs, (seed, seq, at) => ecsTask(seed, false, seq, at)),
      ]),
    );
    this.stackRegions = new Map([
      ['cn-qingdao-env17-d01', store(30, ecs, (seed, seq, at) => ecsTask(seed, true, seq, at))],
    ]);
    this.agents = new Agents(options.seed, options.now);
  }

  /**
   * The ids a complete list would have now, newest first.
   * @param scope of VOD the SubAppId, of ECS the region; the first one if not given
   */
  taskIds(service: 'mps' | 'vod' | 'ecs', status?: string, scope?: number | string): string[] {
    const store = this.storeOf(service, scope);
    return [...(status === undefined ? store.all() : store.withStatus(status)).newestFirst()].map(
      (task) => task.id,
    );
  }

  storeOf(service: 'mps' | 'vod' | 'ecs', scope?: number | string): TaskStore {
    const store =
      service === 'mps'
        ? this.mps
        : service === 'vod'
          ? this.subApps.find((app) => scope === undefined || app.id === scope)?.store
          : new Map([...this.regions, ...this.stackRegions]).get(String(scope ?? 'cn-hangzhou'));
    if (store === undefined) {
      throw new RangeError(`${service} has no ${scope}`);
    }
    return store;
  }
}
