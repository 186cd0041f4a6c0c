import { EventEmitter } from 'node:events';
import { rankOf, type StatusKind, type Task } from '../model/task.ts';
import type { TaskService } from '../providers/service.ts';
import type { Traveller } from './arrivals.ts';
import { CompactTasks } from './compactTasks.ts';
import type { GroupOwner } from './groupOwner.ts';
import { differs, TaskEntry } from './taskEntry.ts';
import { type ListOptions, TaskGroup } from './taskGroup.ts';

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
  readonly #compact = new CompactTasks();
  readonly #changedGroups = new Set<TaskGroup>();
  readonly #changedRows = new Set<TaskEntry>();
  #hasNewGroups = false;
  #hasDepartures = false;
  #changing = 0;
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

  get hasUnseen(): boolean {
    return this.#groups.some((group) => group.hasUnseen);
  }

  find(taskId: string): TaskEntry | undefined {
    return this.#entries.get(taskId);
  }

  /** Reads the first page of every group that has not been read. */
  async open(): Promise<void> {
    await Promise.all(this.#groups.map((group) => (group.kind.onDemand ? undefined : group.open())));
  }

  /** Reads every group again that has been read, or has failed, and looks for tasks that moved meanwhile. */
  async refresh(): Promise<void> {
    const read = this.#groups.filter((group) => group.phase !== 'idle');
    await Promise.all(read.map((group) => group.refresh()));
    await Promise.all(this.#groups.map((group) => group.lookForArrivals()));
  }

  /**
   * Places a task where its latest known status says. Pages are read while tasks move on: the same task can be
   * seen twice, and the sighting that is further along is the later one.
   */
  sight(task: Task, via: TaskGroup): TaskEntry | undefined {
    const target = this.#groupOf(task.status);
    const known = this.#entries.get(task.id);
    if (known !== undefined && known.group !== target && this.#rank(target) < this.#rank(known.group)) {
      return undefined;
    }
    for (const group of this.#groups) {
      group.settleArrival(task.id);
    }
    if (known?.group === target) {
      this.#update(known, task);
      return target === via ? known : undefined;
    }
    known?.group.release(known);
    const entry = new TaskEntry(target, this.#compact.task(task, known?.task.failed));
    this.#entries.set(task.id, entry);
    if (target === via) {
      return entry;
    }
    target.adopt(entry);
    if (!target.listed) {
      via.brought(entry);
    }
    return undefined;
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

  departed(task: Traveller, from: TaskGroup): void {
    const rank = this.#rank(from);
    this.#expect(task, from, (group) => group !== from && this.#rank(group) >= rank);
  }

  passedThrough(task: Traveller, group: TaskGroup): void {
    const rank = this.#rank(group);
    this.#expect(task, group, (later) => this.#rank(later) > rank);
  }

  together(change: () => void): void {
    this.#changing++;
    try {
      change();
    } finally {
      this.#changing--;
      this.#tell();
    }
  }

  groupChanged(group: TaskGroup): void {
    if (group.hasUnseen) {
      for (const other of this.#groups) {
        other.noteUnseen();
      }
    }
    this.#changedGroups.add(group);
    this.#tell();
  }

  rowChanged(entry: TaskEntry): void {
    this.#changedRows.add(entry);
    this.#tell();
  }

  dispose(): void {
    this.#disposed = true;
    for (const group of this.#groups) {
      group.dispose();
    }
    this.events.removeAllListeners();
  }

  /** Listeners look at the rows: they are told when those are consistent. */
  #tell(): void {
    if (this.#changing > 0 || this.#disposed) {
      return;
    }
    const groups = [...this.#changedGroups];
    const rows = [...this.#changedRows];
    const { events } = this;
    this.#changedGroups.clear();
    this.#changedRows.clear();
    if (this.#hasNewGroups) {
      this.#hasNewGroups = false;
      events.emit('groups');
    }
    for (const group of groups) {
      events.emit('group', group);
    }
    for (const row of rows) {
      events.emit('row', row);
    }
    if (this.#hasDepartures) {
      this.#hasDepartures = false;
      for (const group of this.#groups) {
        void group.lookForArrivals();
      }
    }
  }

  /** Tasks that are done go nowhere; the others turn up in a later list. */
  #expect(task: Traveller, from: TaskGroup, where: (group: TaskGroup) => boolean): void {
    if (from.kind.stage !== 'done') {
      for (const group of this.#groups.filter(where)) {
        group.expectArrival(task);
      }
      this.#hasDepartures = true;
    }
  }

  #groupOf(status: string): TaskGroup {
    const group = this.#groups.find((candidate) => candidate.kind.status === status);
    if (group !== undefined) {
      return group;
    }
    const kind: StatusKind = { status, name: status, stage: 'running', mood: 'unknown' };
    const unknown = new TaskGroup(this, kind, false);
    this.#groups.push(unknown);
    this.#hasNewGroups = true;
    return unknown;
  }

  #update(entry: TaskEntry, task: Task): void {
    const latest = this.#compact.task(task, entry.task.failed);
    if (differs(entry.task, latest)) {
      entry.task = latest;
      this.rowChanged(entry);
    }
  }

  #rank(group: TaskGroup): number {
    return rankOf(group.kind.status, this.service.statuses);
  }
}
