import { EventEmitter } from 'node:events';
import { isSameFact, type TaskFacts } from './taskFacts.ts';

/** Of a task whose detail has never been read. */
const nothing: TaskFacts = {
  name: undefined,
  source: undefined,
  conclusion: undefined,
  failures: [],
  counts: { succeeded: 0, failed: 0, running: 0 },
  progress: undefined,
  readAt: 0,
};

/** As many tasks of one service as are remembered; those that were learned first are forgotten first. */
const mostTasks = 20_000;

/** What the details of one service's tasks have told, by task id. Knows nothing of lists: tasks come and go in those. */
export class KnownFacts {
  /** `changed`: a row of this task reads differently. `learned`: the same, and it came from the service just now. */
  readonly events = new EventEmitter<{
    changed: [taskId: string];
    learned: [taskId: string, facts: TaskFacts];
  }>();
  readonly #facts = new Map<string, TaskFacts>();

  get(taskId: string): TaskFacts | undefined {
    return this.#facts.get(taskId);
  }

  get size(): number {
    return this.#facts.size;
  }

  /** Ids and facts, those that were learned first in front. */
  entries(): Iterable<readonly [string, TaskFacts]> {
    return this.#facts.entries();
  }

  /** Takes over what a detail said that was read just now. A name, once known, stays. */
  learn(taskId: string, facts: TaskFacts): void {
    const known = this.#facts.get(taskId);
    const merged =
      facts.name === undefined && known?.name !== undefined ? { ...facts, name: known.name } : facts;
    this.#keep(taskId, merged);
    if (known === undefined || !isSameFact(known, merged)) {
      this.events.emit('learned', taskId, merged);
      this.events.emit('changed', taskId);
    }
  }

  /** Takes over a name that something else than a detail has told. */
  name(taskId: string, name: string): void {
    const known = this.#facts.get(taskId) ?? nothing;
    if (known.name !== name) {
      this.#keep(taskId, { ...known, name });
      this.events.emit('changed', taskId);
    }
  }

  /** Takes over what was kept from an earlier time, unless more is known by now. */
  remember(taskId: string, facts: TaskFacts): void {
    if ((this.#facts.get(taskId) ?? nothing).readAt === 0) {
      this.#keep(taskId, facts);
      this.events.emit('changed', taskId);
    }
  }

  #keep(taskId: string, facts: TaskFacts): void {
    this.#facts.delete(taskId);
    this.#facts.set(taskId, facts);
    if (this.#facts.size > mostTasks) {
      for (const oldest of this.#facts.keys()) {
        this.#facts.delete(oldest);
        break;
      }
    }
  }
}
