import type { StatusKind, Task } from '../../../../src/core/model/task.ts';
import type { ListQuery, Page, TaskService } from '../../../../src/core/providers/service.ts';
import { KnownFacts } from '../../../../src/core/tasks/knownFacts.ts';
import type { FailureSource } from '../../../../src/core/tasks/serviceFailures.ts';
import { ServiceTasks } from '../../../../src/core/tasks/serviceTasks.ts';
import type { TaskFacts } from '../../../../src/core/tasks/taskFacts.ts';
import type { FakeClock } from '../../fakeClock.ts';

const finished: StatusKind = { status: 'FINISH', name: 'Finished', stage: 'done', severity: 'good' };
const statuses: readonly StatusKind[] = [
  { status: 'PROCESSING', name: 'Processing', stage: 'running', severity: 'neutral' },
  { ...finished, key: 'FINISH/failed', name: 'Failed', severity: 'bad', failed: true },
  { ...finished, failed: false },
];

export function failedTask(id: string, finishedAt: number, failed: boolean | undefined = true): Task {
  const createdAt = finishedAt - 60_000;
  const times = { createdAt, startedAt: createdAt, finishedAt };
  return { id, status: 'FINISH', type: 'WorkflowTask', subtypes: [], ...times, failed };
}

export function factsOfFailed(endedAt: number, facts: Partial<TaskFacts> = {}): TaskFacts {
  return {
    name: 'lecture.mp4',
    source: undefined,
    conclusion: 'failure',
    failures: [],
    counts: { succeeded: 0, failed: 1, running: 0 },
    progress: undefined,
    endedAt,
    readAt: endedAt,
    ...facts,
  };
}

/** A service that lists failed tasks apart, with as many as a test puts there. */
export class FailingService implements FailureSource {
  readonly account: { readonly id: string };
  readonly config = { key: 'mps' };
  readonly provider = { retentionDays: 7 };
  readonly facts = new KnownFacts();
  readonly tasks: ServiceTasks;
  /** What has been asked for. */
  readonly asked: ListQuery[] = [];
  failed: readonly Task[] = [];
  /** What a page says besides. */
  page: Partial<Page> = {};
  error: unknown;

  constructor(id: string, clock: FakeClock) {
    this.account = { id };
    const service: TaskService = {
      key: 'mps',
      name: 'MPS',
      place: '',
      statuses,
      consoleUrl: undefined,
      lookUpLimit: 1,
      list: async (query, signal) => {
        signal.throwIfAborted();
        this.asked.push(query);
        if (this.error !== undefined) {
          throw this.error;
        }
        const tasks = query.failed === true ? this.failed : [];
        const total = tasks.length;
        return { tasks, malformed: [], next: undefined, total, requestId: undefined, ...this.page };
      },
      lookUp: async () => [],
      detail: async () => ({ text: '{}', value: {} }),
    };
    const options = { clock, pageSize: () => 50, maxPages: 10, maxRefreshPages: 5 };
    this.tasks = new ServiceTasks(service, options, id);
  }
}
