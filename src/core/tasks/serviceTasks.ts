import { EventEmitter } from 'node:events';
import { stageRank, type Task } from '../model/task.ts';
import type { TaskService } from '../providers/service.ts';
import type { ListOptions, ListOwner } from './listOwner.ts';
import type { ListIdentity, TaskRecord } from './listRows.ts';
import { LookUps } from './lookUps.ts';
import type { StatusList } from './statusList.ts';
import { StatusLists } from './statusLists.ts';
import { TaskStore } from './taskStore.ts';

export interface ServiceTasksEvents {
  /** A group's rows, state or counts are different. */
  group: [StatusList];
  /** One row reads differently. */
  row: [TaskRecord, StatusList];
  /** There are other groups than before. */
  groups: [];
}

/** All loaded tasks of one service of one account: its groups, and which task is in which. */
export class ServiceTasks implements ListOwner {
  readonly service: TaskService;
  readonly options: ListOptions;
  readonly store: TaskStore;
  readonly events = new EventEmitter<ServiceTasksEvents>();
  readonly #lists: StatusLists;
  readonly #lookUps: LookUps;
  /** Tasks that a look-up has put back where they had been missed: once more, and they are gone. */
  readonly #returned = new WeakSet<TaskRecord>();
  readonly #changedGroups = new Set<StatusList>();
  readonly #changedRows = new Set<TaskRecord>();
  #hasNewGroups = false;
  #readings = 0;
  #changing = 0;
  #disposed = false;

  constructor(service: TaskService, options: ListOptions, account = '') {
    this.service = service;
    this.options = options;
    this.store = new TaskStore(account, service.key);
    this.#lists = new StatusLists(this, () => {
      this.#hasNewGroups = true;
    });
    this.#lookUps = new LookUps(service, {
      isReady: () => !this.groups.some((group) => group.isReading),
      isWorthwhile: (record) => this.#isWorthwhile(record),
      found: (record, task) => this.batch(() => this.#found(record, task)),
      lost: (record) => this.batch(() => this.#forget(record)),
    });
  }

  /** The known statuses in the service's order, then the unknown ones as they turned up. */
  get groups(): readonly StatusList[] {
    return this.#lists.all;
  }

  /** A task that is shown. */
  find(taskId: string): TaskRecord | undefined {
    const record = this.store.get(taskId);
    return record?.chunk === undefined ? undefined : record;
  }

  groupOf(record: TaskRecord): StatusList {
    return this.#lists.get(record.list);
  }

  /** Reads the first page of every group that has not been read. */
  async open(): Promise<void> {
    await Promise.all(this.groups.map((group) => (group.kind.onDemand ? undefined : group.open())));
  }

  /** Reads every group again that has been read, or has failed, and looks for tasks that moved meanwhile. */
  async refresh(): Promise<void> {
    const read = this.groups.filter((group) => group.phase !== 'idle');
    await Promise.all(read.map((group) => group.refresh()));
    await this.#lookUp();
  }

  /**
   * Places a task where its latest known status says. Pages are read while tasks move on: the same task can be
   * seen twice, and the sighting that is further along is the later one.
   */
  upsert(task: Task, via: ListIdentity): TaskRecord | undefined {
    const merged = this.store.merged(task);
    const target = this.#lists.of(merged);
    const known = this.store.get(task.id);
    if (known !== undefined && known.list !== target && rankOf(target) < rankOf(known.list)) {
      return undefined;
    }
    const { record, changed } = this.store.put(merged, target, 'listed');
    this.#lookUps.settle(record);
    this.#returned.delete(record);
    if (target === via) {
      this.#leave(record, target);
      record.source = undefined;
      if (changed && record.chunk !== undefined) {
        this.rowChanged(record);
      }
      return record;
    }
    this.#place(record, target, changed);
    if (!target.canList(record)) {
      this.#lists.get(via).brought(record);
    }
    return undefined;
  }

  /** Takes over what a detail has told about a listed task. */
  learn(taskId: string, failed: boolean): void {
    const known = this.find(taskId);
    if (known !== undefined && known.task.failed !== failed) {
      this.batch(() => this.#settle(this.store.merged({ ...known.task, failed }), 'detail'));
    }
  }

  removed(record: TaskRecord, wasMet: boolean): void {
    // Tasks that are done go nowhere; the others turn up in a later list.
    if ((record.list.kind.stage === 'done' && wasMet) || this.#returned.has(record)) {
      this.store.delete(record);
    } else {
      this.#lookUps.want(record);
    }
  }

  missed(record: TaskRecord): void {
    if (record.list.kind.stage === 'done') {
      this.#forget(record);
    } else {
      this.#lookUps.want(record);
    }
  }

  batch(change: () => void): void {
    this.#changing++;
    try {
      change();
    } finally {
      this.#changing--;
      this.#tell();
    }
  }

  listChanged(list: ListIdentity): void {
    this.#changedGroups.add(this.#lists.get(list));
    this.#tell();
  }

  rowChanged(record: TaskRecord): void {
    this.#changedRows.add(record);
    this.#tell();
  }

  dispose(): void {
    this.#disposed = true;
    this.#lookUps.dispose();
    for (const group of this.groups) {
      group.dispose();
    }
    this.events.removeAllListeners();
    this.store.dispose();
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
      events.emit('row', row, this.groupOf(row));
    }
    this.store.tell();
    if (!this.groups.some((group) => group.isReading)) {
      void this.#lookUp();
    }
  }

  /** What has failed is asked for again once the lists have been. */
  #lookUp(): Promise<void> {
    const readings = this.groups.reduce((sum, group) => sum + group.readings, 0);
    const again = readings !== this.#readings;
    this.#readings = readings;
    return this.#lookUps.run(again);
  }

  #found(record: TaskRecord, task: Task): void {
    const { list, chunk } = record;
    const target = this.#lists.of(this.store.merged(task));
    if (target.listed && target !== list && !target.covers(task.createdAt ?? record.createdAt)) {
      // It comes with the page that it is on.
      this.#forget(record);
      return;
    }
    this.#settle(this.store.merged(task), 'lookedUp');
    if (record.list === list && chunk === undefined) {
      this.#returned.add(record);
    }
  }

  /** Places a task that no list has brought just now. */
  #settle(task: Task, reason: 'lookedUp' | 'detail'): void {
    const target = this.#lists.of(task);
    const { record, changed } = this.store.put(task, target, reason);
    const before = record.source ?? record.list;
    this.#place(record, target, changed);
    if (!target.canList(record)) {
      const source = this.groups.find(
        ({ kind, listed }) => listed && kind.status === task.status && kind.failed !== true,
      );
      (source ?? this.#lists.get(before)).brought(record);
    }
  }

  #place(record: TaskRecord, target: StatusList, changed: boolean): void {
    this.#leave(record, target);
    record.source = target.canList(record) ? undefined : record.source;
    if (record.chunk === undefined) {
      target.adopt(record);
    } else if (changed) {
      this.rowChanged(record);
    }
  }

  /** Takes a record out of the list it is in, unless that is the one it belongs to. */
  #leave(record: TaskRecord, target: StatusList): void {
    if (record.list !== target) {
      if (record.chunk !== undefined) {
        this.#lists.get(record.list).release(record);
      }
      record.list = target;
      record.source = undefined;
    }
  }

  #forget(record: TaskRecord): void {
    if (record.chunk !== undefined) {
      this.#lists.get(record.list).release(record);
    }
    this.store.delete(record);
  }

  /** A task that is not shown is of interest where it would be shown at once. */
  #isWorthwhile(record: TaskRecord): boolean {
    return (
      record.chunk !== undefined ||
      this.groups.some(
        (group) =>
          (group !== record.list || group.kind.stage === 'done') &&
          rankOf(group) >= rankOf(record.list) &&
          group.covers(record.createdAt),
      )
    );
  }
}

function rankOf({ kind }: ListIdentity): number {
  return stageRank[kind.stage];
}
