import { kindOf, type StatusKind, type Task } from '../model/task.ts';
import type { ListOwner } from './listOwner.ts';
import type { ListIdentity } from './listRows.ts';
import { StatusList } from './statusList.ts';

/** Groups of statuses nobody knows; whatever comes beyond is one more. */
const mostUnknown = 50;
const otherKey = '*';
const otherStatuses: StatusKind = {
  status: '',
  key: otherKey,
  name: 'Other statuses',
  listed: false,
  stage: 'running',
  severity: 'unknown',
};

/** The groups of one service. */
export class StatusLists {
  readonly #owner: ListOwner;
  readonly #onNew: () => void;
  readonly #all: StatusList[];
  readonly #byKey = new Map<string, StatusList>();

  /** `onNew` is told of each group that comes to those of the known statuses. */
  constructor(owner: ListOwner, onNew: () => void) {
    this.#owner = owner;
    this.#onNew = onNew;
    this.#all = owner.service.statuses.map((kind) => this.#newList(kind));
  }

  /** The known statuses in the service's order, then the unknown ones as they turned up. */
  get all(): readonly StatusList[] {
    return this.#all;
  }

  /** The group that a task belongs to, which may be a new one. */
  of(task: Task): StatusList {
    const { statuses } = this.#owner.service;
    const kind = kindOf(task, statuses);
    const key = kind === undefined ? unknownKey(task.status) : (kind.key ?? kind.status);
    const known = this.#byKey.get(key) ?? this.#byKey.get(otherKey);
    if (known !== undefined) {
      return known;
    }
    const isOneTooMany = this.#all.length - statuses.length >= mostUnknown;
    const { status } = task;
    const list = this.#newList(
      isOneTooMany
        ? otherStatuses
        : { status, key, name: status, listed: false, stage: 'running', severity: 'unknown' },
    );
    this.#all.push(list);
    this.#onNew();
    return list;
  }

  get({ key }: ListIdentity): StatusList {
    const list = this.#byKey.get(key);
    if (list === undefined) {
      throw new Error(`There is no list ${key}`);
    }
    return list;
  }

  #newList(kind: StatusKind): StatusList {
    const list = new StatusList(this.#owner, kind);
    this.#byKey.set(list.key, list);
    return list;
  }
}

/** No service's own key begins so, whatever a status is called. */
function unknownKey(status: string): string {
  return `?${status}`;
}
