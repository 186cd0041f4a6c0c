import type { StatusKind, Task } from '../../../src/core/model/task.ts';
import type { ListQuery, Page, TaskDetail, TaskService } from '../../../src/core/providers/service.ts';
import { roundWord } from '../roundWord.ts';

export const pageSize = 50;

const running: StatusKind = {
  status: 'PROCESSING',
  name: 'Processing',
  stage: 'running',
  severity: 'neutral',
};
/** Six seconds apart, 100,000 tasks fill the seven days that a service lists. */
const spacingMs = 6_000;
/** Rows that a refresh finds changed. */
const changing = 100;

/** A service without a network: an endless list of tasks, newest first, of which 100 change when told to. */
export class BenchService implements TaskService {
  readonly key = 'bench';
  readonly name = 'Bench';
  readonly place = 'memory';
  readonly statuses = [running];
  readonly consoleUrl = undefined;
  readonly lookUpLimit = 100;
  readonly #newest = Date.now();
  #word = roundWord(0);
  #every = 1;

  /** Lets 100 tasks read the round's word: every `every`th one, from the newest on. */
  change(round: number, every: number): void {
    this.#word = roundWord(round);
    this.#every = every;
  }

  async list({ limit, cursor }: ListQuery): Promise<Page> {
    const from = Number(cursor?.key ?? 0);
    const tasks = Array.from({ length: limit }, (_, offset) => this.task(from + offset));
    const key = String(from + limit);
    return { tasks, malformed: [], next: { key }, total: undefined, requestId: undefined };
  }

  async lookUp(): Promise<readonly Task[]> {
    return [];
  }

  async detail(): Promise<TaskDetail> {
    return { text: '{}', value: {} };
  }

  /** The task at this place in the list. */
  task(index: number): Task {
    const createdAt = this.#newest - index * spacingMs;
    const changed = index % this.#every === 0 && index < changing * this.#every;
    return {
      id: `2600012345-WorkflowTask-${String(index).padStart(32, '0')}`,
      status: running.status,
      type: 'WorkflowTask',
      subtypes: [changed ? this.#word : 'trans'],
      createdAt,
      startedAt: createdAt + 1_000,
      finishedAt: undefined,
      failed: undefined,
    };
  }
}
