import type * as vscode from 'vscode';
import type { SettingIssue } from '../../../core/accounts/settingIssue.ts';
import type { Account } from '../../../core/model/account.ts';
import type { CloudError } from '../../../core/model/errors.ts';
import type { Instant } from '../../../core/model/task.ts';
import type { WatchedTask } from '../../../core/polling/watchedTask.ts';
import type { OpenService } from '../../../core/session.ts';
import type { TaskRecord, UnreadableRecord } from '../../../core/tasks/listRows.ts';
import type { StatusList } from '../../../core/tasks/statusList.ts';

export type NodeKind =
  | 'account'
  | 'attention'
  | 'block'
  | 'failedTask'
  | 'failure'
  | 'group'
  | 'note'
  | 'pager'
  | 'part'
  | 'problem'
  | 'range'
  | 'service'
  | 'task'
  | 'unreadable'
  | 'watched'
  | 'watchedGroup'
  | 'watchedService';

/**
 * A row of the tree. VS Code knows rows by object: each lives as long as what it shows. Rows are told by `kind`, never
 * by class: code that is loaded on demand may bring a class twice.
 */
export interface TreeNode {
  readonly kind: NodeKind;
  /** Unique in the whole tree, and the same after a reload. */
  readonly id: string;
  /** `undefined` at the top of the tree. */
  readonly parent: TreeNode | undefined;

  /** Synchronous and cheap: VS Code asks for every row of a group at once. */
  item(now: Instant): vscode.TreeItem;
  /** Adds what only hovering or opening the row needs. */
  resolve?(item: vscode.TreeItem): vscode.TreeItem;
  /** Absent where nothing can be below. */
  children?(): readonly TreeNode[] | Promise<readonly TreeNode[]>;
  /** Reads again what the row stands for. */
  refresh?(): Promise<void>;
  /** Does again what has failed. */
  retry?(): Promise<void>;

  /** What a command on the row is about, as far as the row has it. */
  readonly account?: Account | undefined;
  readonly service?: OpenService | undefined;
  readonly group?: StatusList | undefined;
  readonly task?: TaskRecord | undefined;
  /** The task a row is of, listed or not. */
  readonly taskId?: string | undefined;
  readonly watched?: WatchedTask | undefined;
  /** The path of a file that a part of a task has failed by; "" where only that is known. */
  readonly brokenFile?: string | undefined;
  readonly unreadable?: UnreadableRecord | undefined;
  readonly error?: CloudError | undefined;
  readonly issue?: SettingIssue | undefined;
}

/** What others say as one step of an id: two rows of one id would break the whole tree. */
export function idPart(text: string): string {
  return text.replace(/[%/]/g, encodeURIComponent);
}

/** The row a command was called on: anybody can call a command, with anything. */
export function nodeOf(target: unknown): TreeNode | undefined {
  const { kind, id, item } = (typeof target === 'object' && target !== null ? target : {}) as Readonly<
    Record<string, unknown>
  >;
  const isNode = typeof kind === 'string' && typeof id === 'string' && typeof item === 'function';
  return isNode ? (target as TreeNode) : undefined;
}
