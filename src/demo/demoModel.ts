import { Arrivals } from './arrivals.ts';
import { mpsTask } from './mpsTasks.ts';
import type { DemoTask } from './task.ts';
import { TaskStore } from './taskStore.ts';
import type { SubApp } from './vod.ts';
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
  readonly population?: Partial<Population> | undefined;
}

/** What the clouds know: the truth that lists are pages of. Works without any server. */
export class DemoModel {
  readonly now: () => number;
  readonly seed: number;
  readonly mps: TaskStore;
  readonly subApps: readonly SubApp[];

  constructor(options: DemoModelOptions) {
    this.now = options.now;
    this.seed = options.seed;
    const population = { ...usualPopulation, ...options.population };
    const start = options.now();
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
  }
}
