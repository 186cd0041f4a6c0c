import * as vscode from 'vscode';
import type { Chunk } from '../../core/tasks/rowSequence.ts';
import type { TaskEntry } from '../../core/tasks/taskEntry.ts';
import type { TaskGroup } from '../../core/tasks/taskGroup.ts';
import type { OpenTasks } from '../openServices.ts';
import { endText } from '../text/endText.ts';
import type { Block } from './folding.ts';
import { isSameListing, listingOf } from './listing.ts';
import {
  BlockNode,
  FailureNode,
  GroupNode,
  NoteNode,
  RangeNode,
  ServiceNode,
  type TreeNode,
} from './nodes.ts';
import { serviceFailure } from './serviceFailure.ts';

/** The rows of a service with a task list: service → status → tasks, in ranges where they are many. */
export class TaskRows {
  readonly #changed: (node: TreeNode) => void;
  readonly #services = new Map<OpenTasks, ServiceNode>();
  readonly #groups = new WeakMap<TaskGroup, GroupNode>();
  readonly #ranges = new WeakMap<Chunk<TaskEntry>, RangeNode>();
  readonly #blocks = new WeakMap<Block, BlockNode>();

  /** `changed` is told of every row that has to be shown anew. */
  constructor(changed: (node: TreeNode) => void) {
    this.#changed = changed;
  }

  serviceNode(open: OpenTasks): ServiceNode {
    const known = this.#services.get(open);
    if (known !== undefined) {
      return known;
    }
    const node = new ServiceNode(open);
    this.#services.set(open, node);
    this.#follow(node);
    return node;
  }

  /** Forgets the services that are gone. */
  keepOnly(all: ReadonlySet<unknown>): void {
    for (const open of this.#services.keys()) {
      if (!all.has(open)) {
        this.#services.delete(open);
      }
    }
  }

  groupNode(group: TaskGroup): GroupNode {
    const known = this.#groups.get(group);
    if (known !== undefined) {
      return known;
    }
    const service = [...this.#services.values()].find(({ open }) => open.tasks.groups.includes(group));
    if (service === undefined) {
      throw new Error(`The group ${group.kind.status} belongs to no service`);
    }
    const node = new GroupNode(service, group);
    this.#groups.set(group, node);
    return node;
  }

  childrenOfService(node: ServiceNode): TreeNode[] {
    const { tasks } = node.open;
    const failure = serviceFailure(tasks);
    const groups = tasks.groups.map((group) => this.groupNode(group));
    return failure === undefined ? groups : [new FailureNode(node, failure), ...groups];
  }

  childrenOfGroup(node: GroupNode): TreeNode[] {
    const { group } = node;
    const rows: TreeNode[] = [...group.unreadable];
    if (group.failure?.during === 'refresh') {
      rows.unshift(new FailureNode(node, group.failure.error));
    }
    for (const fold of node.folding.layOut(group.rows.chunks)) {
      if (fold.kind === 'open') {
        rows.push(...fold.chunk.rows);
      } else {
        rows.push(fold.kind === 'chunk' ? this.#range(node, fold.chunk) : this.#block(node, fold.block));
      }
    }
    const end = endText(group.end);
    if (group.hasMore) {
      rows.push(node.pager);
    } else if (end !== undefined) {
      rows.push(new NoteNode(node, end));
    } else if (rows.length === 0) {
      rows.push(new NoteNode(node, vscode.l10n.t('No tasks')));
    }
    node.listing = listingOf(group);
    return rows;
  }

  childrenOfBlock(node: BlockNode): RangeNode[] {
    return node.chunks.map((chunk) => this.#range(node, chunk));
  }

  parentOf(entry: TaskEntry): GroupNode | RangeNode {
    const node = this.groupNode(entry.group);
    const chunk = entry.chunk as Chunk<TaskEntry> | undefined;
    if (chunk === undefined || node.folding.isOpen(chunk, node.group.rows.chunks)) {
      return node;
    }
    const block = node.folding.blockOf(chunk);
    return this.#range(block === undefined ? node : this.#block(node, block), chunk);
  }

  #follow(node: ServiceNode): void {
    const { tasks } = node.open;
    let failed = false;
    tasks.events.on('row', this.#changed);
    tasks.events.on('groups', () => this.#changed(node));
    tasks.events.on('group', (group) => {
      this.#groupChanged(this.groupNode(group));
      const fails = serviceFailure(tasks) !== undefined;
      if (fails !== failed) {
        failed = fails;
        this.#changed(node);
      }
    });
  }

  /**
   * VS Code keeps some 200 bytes for good of every row it is told of, known or not: a group whose rows are the same
   * ones as before is not listed anew. Its pager shows whether it is loading.
   */
  #groupChanged(node: GroupNode): void {
    if (node.listing === undefined || !isSameListing(node.listing, listingOf(node.group))) {
      this.#changed(node);
    } else if (node.group.hasMore) {
      this.#changed(node.pager);
    }
  }

  #range(parent: GroupNode | BlockNode, chunk: Chunk<TaskEntry>): RangeNode {
    const known = this.#ranges.get(chunk);
    if (known?.parent === parent) {
      return known;
    }
    const node = new RangeNode(parent, chunk);
    this.#ranges.set(chunk, node);
    return node;
  }

  #block(parent: GroupNode, block: Block): BlockNode {
    const known = this.#blocks.get(block);
    if (known !== undefined) {
      return known;
    }
    const node = new BlockNode(parent, block);
    this.#blocks.set(block, node);
    return node;
  }
}
