import { isObject, type JsonObject } from '../../../src/clouds/answer.ts';
import { systemClock } from '../../../src/clouds/clock.ts';
import type { TaskService } from '../../../src/clouds/service.ts';
import { pageOf } from '../../../src/clouds/tencent/taskList.ts';
import { ServiceTasks } from '../../../src/tasks/serviceTasks.ts';
import type { EngineMemory } from '../hostCalls.ts';
import { settledHeap } from './heap.ts';

const tasks = 100_000;
const perPage = 100;
const status = 'FINISH';
const types = ['WorkflowTask', 'EditMediaTask', 'ScheduleTask', 'LiveStreamProcessTask'];
const subtypes = [
  ['trans', 'snapshotbytimeoffset'],
  ['adaptive'],
  ['trans', 'sampleSnapshot', 'imageSprites'],
];

/** What the engine keeps per loaded task, beside the parsed answers of MPS that the tasks came from. */
export async function memoryPerTask(): Promise<EngineMemory> {
  const empty = await settledHeap();
  const answers = Array.from({ length: tasks / perPage }, (_, page) => answer(page));
  const withAnswers = await settledHeap();
  // Whoever is read below must still be there above.
  const read = answers.splice(0).length * perPage;
  const before = await settledHeap();
  const engine = await loadedEngine();
  const after = await settledHeap();
  const loaded = engine.groups[0]?.rows.size ?? 0;
  engine.dispose();
  if (loaded !== read) {
    throw new Error(`The engine has ${loaded} rows of ${read}`);
  }
  return {
    tasks,
    bytesPerTask: (after - before) / tasks,
    jsonBytesPerTask: (withAnswers - empty) / tasks,
  };
}

async function loadedEngine(): Promise<ServiceTasks> {
  const service: TaskService = {
    key: 'mps',
    name: 'MPS',
    place: 'memory',
    statuses: [{ status, name: 'Finished', stage: 'done', mood: 'good' }],
    consoleUrl: undefined,
    list: async ({ cursor }) => pageOf(answer(Number(cursor?.key ?? 0)), status),
    detail: async () => ({}),
  };
  const engine = new ServiceTasks(service, {
    clock: systemClock,
    pageSize: () => perPage,
    maxPages: tasks / perPage + 1,
    maxRefreshPages: 20,
  });
  await engine.groups[0]?.loadAll(tasks, new AbortController().signal, () => {});
  return engine;
}

/** One page of `DescribeTasks` as it comes from the wire: parsed anew, sharing nothing. */
function answer(page: number): JsonObject {
  const TaskSet = Array.from({ length: perPage }, (_, offset) => item(page * perPage + offset));
  const ScrollToken = String(page + 1);
  const parsed: unknown = JSON.parse(JSON.stringify({ TaskSet, ScrollToken, RequestId: `request-${page}` }));
  if (!isObject(parsed)) {
    throw new TypeError('An object does not parse as one');
  }
  return parsed;
}

function item(index: number): object {
  const created = Date.UTC(2026, 0, 8) - index * 6_000;
  const time = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
  const TaskType = types[index % types.length];
  return {
    TaskId: `2459183746-${TaskType}-${index.toString(16).padStart(32, '0')}tt0`,
    TaskType,
    SubTaskTypes: subtypes[index % subtypes.length],
    CreateTime: time(created),
    BeginProcessTime: time(created + 2_000),
    FinishTime: time(created + 90_000),
  };
}
