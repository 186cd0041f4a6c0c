import { EventEmitter } from 'node:events';
import type { TaskService } from '../clouds/service.ts';
import { rankOf, type StatusKind, type Task } from '../clouds/task.ts';
import { differs, TaskEntry } from './taskEntry.ts';
import { type GroupOwner, type ListOptions, TaskGroup } from './taskGroup.ts';

export interface ServiceTasksEvents {
  /** A group's rows, state or counts are different. */
  group: [TaskGroup];
  /** One row reads differently. */
  row: [TaskEntry];
  /** There are other groups than before. */
  groups: [];
}

/** All loaded tasks of one service of one account: its groups, and which task is in which. */
export class ServiceTasks implements GroupOwner {
  readonly service: TaskService;
  readonly options: ListOptions;
  readonly events = new EventEmitter<ServiceTasksEvents>();
  readonly #groups: TaskGroup[];
  readonly #entries = new Map<string, TaskEntry>();
  readonly #words = new Map<string, string>();
  #disposed = false;

  constructor(service: TaskService, options: ListOptions) {
    this.service = service;
    this.options = options;
    this.#groups = service.statuses.map((kind) => new TaskGroup(this, kind, true));
  }

  /** The known statuses in the service's order, then the unknown ones as they turned up. */
  get groups(): readonly TaskGroup[] {
    return this.#groups;
  }

  find(taskId: string): TaskEntry | undefined {
    return this.#entries.get(taskId);
  }

  /** Reads the first page of every group that has not been read. */
  async open(): Promise<void> {
    await Promise.all(this.#groups.map((group) => (group.kind.onDemand ? undefined : group.open())));
  }

  /** Reads every group again that has been read, or has failed. */
  async refresh(): Promise<void> {
    const read = this.#groups.filter((group) => group.phase !== 'idle');
    await Promise.all(read.map((group) => group.refresh()));
  }

  /**
   * Places a task where its latest known status says. Pages are read while tasks move on: the same task can be
   * seen twice, and the sighting that is further along is the later one.
   */
  sight(task: Task, via: TaskGroup): TaskEntry | undefined {
    const target = this.#groupOf(task.status);
    const known = this.#entries.get(task.id);
    if (known?.group === target) {
      this.#update(known, task);
      return target === via ? known : undefined;
    }
    if (known !== undefined && this.#rank(target) < this.#rank(known.group)) {
      return undefined;
    }
    known?.group.release(known);
    const entry = new TaskEntry(target, this.#compact(task, known?.task.failed));
    this.#entries.set(task.id, entry);
    if (target !== via) {
      target.adopt(entry);
      via.brought(entry);
      return undefined;
    }
    return entry;
  }

  /** Takes over what a detail has told about a listed task. */
  learn(taskId: string, failed: boolean): void {
    const entry = this.#entries.get(taskId);
    if (entry !== undefined && entry.task.failed !== failed) {
      entry.task = { ...entry.task, failed };
      this.rowChanged(entry);
    }
  }

  forget(entry: TaskEntry): void {
    if (this.#entries.get(entry.task.id) === entry) {
      this.#entries.delete(entry.task.id);
    }
  }

  groupChanged(group: TaskGroup): void {
    if (!this.#disposed) {
      this.events.emit('group', group);
    }
  }

  rowChanged(entry: TaskEntry): void {
    if (!this.#disposed) {
      this.events.emit('row', entry);
    }
  }

  dispose(): void {
    this.#disposed = true;
    for (const group of this.#groups) {
      group.dispose();
    }
    this.events.removeAllListeners();
  }

  #groupOf(status: string): TaskGroup {
    const group = this.#groups.find((candidate) => candidate.kind.status === status);
    if (group !== undefined) {
      return group;
    }
    const kind: StatusKind = { status, name: status, stage: 'running', mood: 'attention' };
    const unknown = new TaskGroup(this, kind, false);
    this.#groups.push(unknown);
    if (!this.#disposed) {
      this.events.emit('groups');
    }
    return unknown;
  }

  #update(entry: TaskEntry, task: Task): void {
    const failed = task.failed ?? entry.task.failed;
    if (differs(entry.task, { ...task, failed })) {
      entry.task = this.#compact(task, failed);
      this.rowChanged(entry);
    }
  }

  #rank(group: TaskGroup): number {
    return rankOf(group.kind.status, this.service.statuses);
  }

  /** A hundred thousand tasks share a few dozen words: each is kept once. */
  #compact(task: Task, failed: boolean | undefined): Task {
    return {
      ...task,
      status: this.#word(task.status),
      type: this.#word(task.type),
      subtypes: task.subtypes.map((subtype) => this.#word(subtype)),
      failed: task.failed ?? failed,
    };
  }

  #word(word: string): string {
    const kept = this.#words.get(word);
    if (kept === undefined) {
      this.#words.set(word, word);
    }
    return kept ?? word;
  }
}
