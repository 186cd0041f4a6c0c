import * as vscode from 'vscode';
import type { Account } from '../../../core/model/account.ts';
import { type Instant, kindOf, type StatusKind, type Task } from '../../../core/model/task.ts';
import type { OpenTasks } from '../../../core/session.ts';
import type { Failures } from '../../../core/tasks/failures.ts';
import type { KnownFailure } from '../../../core/tasks/serviceFailures.ts';
import type { TaskFacts } from '../../../core/tasks/taskFacts.ts';
import { rowText } from '../../text/rowText.ts';
import { taskTooltip } from '../../text/taskText.ts';
import { idPart, type TreeNode } from './node.ts';
import { PartNode } from './partNode.ts';
import { taskItem } from './taskNode.ts';

/** Of a task that is remembered, but that no list has told of. */
const failed: StatusKind = { status: '', name: 'Failed', stage: 'done', severity: 'bad' };

/** A failed task of any account. There can be a row of the same task in its group. */
export class FailedTaskNode implements TreeNode {
  readonly kind = 'failedTask';
  readonly parent: TreeNode;
  readonly service: OpenTasks;
  readonly taskId: string;
  /** The latest that is known of it. */
  failure: KnownFailure;
  readonly #failures: Pick<Failures, 'isNew'>;
  /** What VS Code was last told of. */
  #told: readonly unknown[] = [];

  constructor(
    parent: TreeNode,
    service: OpenTasks,
    failure: KnownFailure,
    failures: Pick<Failures, 'isNew'>,
  ) {
    this.parent = parent;
    this.service = service;
    this.taskId = failure.ref.id;
    this.failure = failure;
    this.#failures = failures;
  }

  get id(): string {
    return `${this.parent.id}${this.account.id}/${this.service.config.key}/${idPart(this.taskId)}`;
  }

  get account(): Account {
    return this.service.account;
  }

  get facts(): TaskFacts | undefined {
    return this.failure.facts;
  }

  /** Whether the row says something else than VS Code was told. */
  get isStale(): boolean {
    return this.#told.length > 0 && this.#state.some((part, index) => part !== this.#told[index]);
  }

  item(now: Instant): vscode.TreeItem {
    this.#told = this.#state;
    const { task, kind } = this.#task;
    const item = taskItem(task, kind, this.id, now, this.facts, this.#place);
    if (this.#isNew) {
      const label = String(item.label);
      item.label = { label, highlights: [[0, label.length]] };
      const isNew = vscode.l10n.t('new');
      item.description = `${isNew} · ${item.description}`;
      item.accessibilityInformation = { label: `${isNew}, ${item.accessibilityInformation?.label}` };
    }
    return item;
  }

  resolve(item: vscode.TreeItem): vscode.TreeItem {
    const { task, kind } = this.#task;
    item.tooltip = taskTooltip(task, kind, this.facts, this.#place);
    item.command = { command: 'cloudTasks.openTask', title: vscode.l10n.t('Open Task'), arguments: [this] };
    return item;
  }

  /** The parts that have failed. */
  children(): readonly TreeNode[] {
    return (this.facts?.failures ?? []).map((part) => new PartNode(this, part));
  }

  /** Whether the row reads differently at another moment. */
  readsDifferently(now: Instant, before: Instant): boolean {
    const { task, kind } = this.#task;
    const text = (at: Instant) => rowText(task, kind, this.facts, at).description;
    return text(now) !== text(before);
  }

  get #state(): readonly unknown[] {
    return [this.failure, this.#isNew];
  }

  get #isNew(): boolean {
    return this.#failures.isNew(this.failure);
  }

  /** "Production · MPS International" */
  get #place(): string {
    const { name, place } = this.service.service;
    return `${this.account.label} · ${[name, place].filter((part) => part !== '').join(' ')}`;
  }

  get #task(): { readonly task: Task; readonly kind: StatusKind } {
    const { ref, task, facts } = this.failure;
    const kind = task && kindOf(task, this.service.tasks.service.statuses);
    if (task !== undefined && kind !== undefined) {
      return { task, kind };
    }
    const unknown = { createdAt: undefined, startedAt: undefined, finishedAt: facts?.endedAt };
    return {
      task: task ?? { id: ref.id, status: '', type: '', subtypes: [], ...unknown, failed: true },
      kind: failed,
    };
  }
}
