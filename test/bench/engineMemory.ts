import { systemClock } from '../../src/core/model/clock.ts';
import type { ListQuery, Page, TaskService } from '../../src/core/providers/service.ts';
import { mps } from '../../src/core/providers/tencent/mps.ts';
import { mpsStatuses } from '../../src/core/providers/tencent/statuses.ts';
import { pageOf } from '../../src/core/providers/tencent/taskList.ts';
import { KnownFacts } from '../../src/core/tasks/knownFacts.ts';
import { ServiceTasks } from '../../src/core/tasks/serviceTasks.ts';
import { factsOf } from '../../src/core/tasks/taskFacts.ts';
import { DemoModel } from '../../src/demo/demoModel.ts';
import { mpsDetail } from '../../src/demo/mpsDetail.ts';
import type { EngineMemory } from './hostCalls.ts';

const pageSize = 100;
const types = ['WorkflowTask', 'EditMediaTask', 'ScheduleTask', 'LiveStreamProcessTask'];
const subtypes = [
  ['action-trans'],
  ['action-trans', 'action-sample', 'action-sprite'],
  ['action-adaptive', 'action-trans', 'ai-review'],
  [],
];

/**
 * Heap that the engine keeps for each of `count` finished MPS tasks, read page by page from the answers' text, and
 * what those answers take when they are parsed and kept as they are. `collectGarbage` must do so before it returns.
 */
export async function engineMemory(collectGarbage: () => void, count = 100_000): Promise<EngineMemory> {
  const heap = (): number => {
    collectGarbage();
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  // What runs for the first time is compiled; that is no task's share.
  await loaded(2 * pageSize);

  const factsBytesPerTask = factsBytes(heap);
  const empty = heap();
  const engine = await loaded(count);
  const withEngine = heap();
  const size = engine.groups.reduce((sum, group) => sum + group.rows.size, 0);
  engine.dispose();

  const before = heap();
  const answers: unknown[] = [];
  for (let from = 0; from < count; from += pageSize) {
    answers.push(JSON.parse(answer(from, count)));
  }
  const withAnswers = heap();
  if (size !== count || answers.length === 0) {
    throw new Error(`${size} of ${count} tasks were loaded`);
  }
  return {
    tasks: count,
    bytesPerTask: (withEngine - empty) / count,
    jsonBytesPerTask: (withAnswers - before) / count,
    factsBytesPerTask,
  };
}

/** Heap that names and outcomes take, of each ended task of the demo; their ids are the list's already. */
function factsBytes(heap: () => number): number {
  const details = endedDetails();
  const before = heap();
  const facts = new KnownFacts();
  for (const { id, text } of details) {
    facts.learn(id, factsOf(mps.explain(JSON.parse(text), id), Date.now()));
  }
  const bytes = heap() - before;
  if (facts.size !== details.length) {
    throw new Error(`${facts.size} of ${details.length} tasks are known`);
  }
  return bytes / facts.size;
}

function endedDetails(): readonly { readonly id: string; readonly text: string }[] {
  const now = Date.now();
  const model = new DemoModel({ now: () => now, seed: 1, population: { mps: 5_000, live: false } });
  const ended = [...model.mps.withStatus('FINISH').newestFirst()];
  return ended.map((task) => ({ id: task.id, text: JSON.stringify(mpsDetail(task, 1, now)) }));
}

async function loaded(count: number): Promise<ServiceTasks> {
  const tasks = new ServiceTasks(serviceOf(count), {
    clock: systemClock,
    pageSize: () => pageSize,
    maxPages: Number.POSITIVE_INFINITY,
    maxRefreshPages: 20,
  });
  const finished = tasks.groups.find(({ kind }) => kind.failed === false);
  await finished?.loadAll(count, new AbortController().signal, () => {});
  return tasks;
}

function serviceOf(count: number): TaskService {
  return {
    key: 'mps',
    name: 'MPS',
    place: 'bench',
    statuses: mpsStatuses,
    consoleUrl: undefined,
    list: async ({ status, failed, cursor }: ListQuery): Promise<Page> => {
      const from = Number(cursor?.key ?? 0);
      const { Response } = JSON.parse(answer(from, count));
      return pageOf(Response, status, failed);
    },
    detail: async () => ({ text: '{}', value: {} }),
    lookUpLimit: 1,
    lookUp: async () => [],
  };
}

/** The text of a `DescribeTasks` answer. */
function answer(from: number, count: number): string {
  const tasks = Array.from({ length: Math.min(pageSize, count - from) }, (_, index) => {
    const number = from + index;
    const created = 1_760_000_000_000 - number * 6_000;
    const type = types[number % types.length];
    return {
      TaskId: `2459183746-${type}-${(number * 2_654_435_761).toString(16).padStart(32, '0')}tt${number % 4}`,
      TaskType: type,
      SubTaskTypes: subtypes[number % subtypes.length],
      CreateTime: isoSeconds(created),
      BeginProcessTime: isoSeconds(created + 90_000),
      FinishTime: isoSeconds(created + 400_000),
    };
  });
  const next = from + pageSize < count ? String(from + pageSize) : '';
  return JSON.stringify({ Response: { TaskSet: tasks, ScrollToken: next, RequestId: `r-${from}` } });
}

function isoSeconds(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
