import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { parseAccounts } from '../../src/core/accounts/accountSettings.ts';
import { thisMachine } from '../../src/core/accounts/credentials/credentialPlaces.ts';
import { issueText } from '../../src/core/accounts/settingIssue.ts';
import { systemClock } from '../../src/core/model/clock.ts';
import { inEnglish } from '../../src/core/model/phrase.ts';
import type { Session } from '../../src/core/session.ts';
import { Failures } from '../../src/core/tasks/failures.ts';
import { SeenFailures } from '../../src/core/tasks/seenFailures.ts';
import { Accounts } from '../../src/vscode/accounts.ts';
import { SecretStore } from '../../src/vscode/secretStore.ts';
import { openSession } from '../../src/vscode/session.ts';
import type { TreeNode } from '../../src/vscode/tree/nodes/node.ts';
import { TaskTree } from '../../src/vscode/tree/taskTree.ts';
import { foreignEnv, foreignKeys } from '../ui/foreignAccounts.ts';
import { MemorySecrets, memoryNotes } from './memorySecrets.ts';

// One for all: VS Code gives a second channel of the same name the logger of the first, closed if that one is.
const log = vscode.window.createOutputChannel('Cloud Tasks under test', { log: true });

/** The product's tree, composed as the extension composes it, beside the one the extension shows. */
export class OwnTree {
  readonly #secrets = new SecretStore(new MemorySecrets(), memoryNotes());
  readonly accounts = new Accounts(this.#secrets, { ...thisMachine, env: foreignEnv });
  readonly services: Session;
  readonly #seen = new SeenFailures(join(tmpdir(), `seen-${randomUUID()}`));
  readonly failures = new Failures(systemClock, this.#seen);
  readonly tree: TaskTree;
  /** What has been fired at VS Code; a test may empty it. */
  fired: (readonly TreeNode[] | undefined)[] = [];

  constructor() {
    this.services = openSession(this.accounts, log);
    this.services.onDidChange(() => this.failures.keep(this.services.lists));
    this.tree = new TaskTree(this.accounts, this.services, this.services.watcher, this.failures, systemClock);
    this.tree.onDidChangeTreeData((nodes) => this.fired.push(nodes));
  }

  /** Adds what an entry of `cloudTasks.accounts` describes, without writing settings. */
  add(entry: Readonly<Record<string, unknown>>): void {
    const [issue] = parseAccounts([entry]).issues;
    assert.ok(issue === undefined, issue && issueText(issue, inEnglish));
    this.accounts.addTransient(String(entry.id), entry, foreignKeys);
  }

  async children(node?: TreeNode): Promise<TreeNode[]> {
    return await this.tree.getChildren(node);
  }

  /** The node at the end of a path of labels. */
  async find(...labels: readonly string[]): Promise<TreeNode> {
    let node: TreeNode | undefined;
    for (const label of labels) {
      const children = await this.children(node);
      node = children.find((child) => this.text(child).includes(label));
      assert.ok(
        node,
        `There is no "${label}" among: ${children.map((child) => this.text(child)).join(' | ')}`,
      );
    }
    assert.ok(node);
    return node;
  }

  text(node: TreeNode): string {
    const { label, description } = this.tree.getTreeItem(node);
    return `${typeof label === 'string' ? label : label?.label} ${description ?? ''}`.trim();
  }

  dispose(): void {
    this.tree.dispose();
    this.failures.dispose();
    this.#seen.dispose();
    this.services.dispose();
    this.accounts.dispose();
    this.#secrets.dispose();
  }
}
