import * as vscode from 'vscode';
import type { Session } from '../../../core/session.ts';
import type { Failures } from '../../../core/tasks/failures.ts';
import { attentionText } from '../../text/attentionText.ts';
import { numberText } from '../../text/stateText.ts';
import { contextValue } from '../contextValues.ts';
import { attentionIcon } from '../statusIcon.ts';
import { FailedTaskNode } from './failedTaskNode.ts';
import type { TreeNode } from './node.ts';
import { NoteNode } from './noteNode.ts';

/** Somebody who looks for more opens the group of the task. */
const mostRows = 200;

/** The failures of all accounts, newest first. */
export class AttentionNode implements TreeNode {
  readonly kind = 'attention';
  /** No account can be called that. */
  readonly id = 'attention:';
  readonly parent = undefined;
  /** Whether VS Code lists the rows. */
  isOpen = false;
  readonly #failures: Failures;
  readonly #services: Pick<Session, 'find'>;
  readonly #opened: () => void;
  readonly #rows = new Map<string, FailedTaskNode>();
  /** As VS Code was last told. */
  #listed: readonly FailedTaskNode[] | undefined;
  #told: string | undefined;

  constructor(failures: Failures, services: Pick<Session, 'find'>, opened: () => void) {
    this.#failures = failures;
    this.#services = services;
    this.#opened = opened;
  }

  get isEmpty(): boolean {
    return this.#failures.newest.length === 0;
  }

  /** The rows of the newest. */
  get rows(): readonly FailedTaskNode[] {
    const before = new Map(this.#rows);
    this.#rows.clear();
    for (const failure of this.#failures.newest) {
      if (this.#rows.size === mostRows) {
        break;
      }
      const { account, service: key, id } = failure.ref;
      const service = this.#services.find(account, key);
      if (service !== undefined && 'tasks' in service) {
        const name = JSON.stringify([account, key, id]);
        const known = before.get(name);
        const row =
          known?.service === service ? known : new FailedTaskNode(this, service, failure, this.#failures);
        row.failure = failure;
        this.#rows.set(name, row);
      }
    }
    return [...this.#rows.values()];
  }

  item(): vscode.TreeItem {
    const { unseen } = this.#failures;
    const item = new vscode.TreeItem(
      vscode.l10n.t('Needs attention'),
      vscode.TreeItemCollapsibleState.Collapsed,
    );
    item.id = this.id;
    this.#told = this.#text;
    item.description = this.#told;
    // The row says it all.
    item.tooltip = '';
    item.iconPath = attentionIcon(unseen > 0);
    item.contextValue = contextValue.attention;
    const parts = [String(item.label), this.#told].filter((part) => part !== '');
    item.accessibilityInformation = { label: parts.join(', ') };
    return item;
  }

  children(): readonly TreeNode[] {
    this.isOpen = true;
    const { rows } = this;
    this.#listed = rows;
    this.#opened();
    return this.#failures.newest.length > rows.length && rows.length === mostRows
      ? [...rows, new NoteNode(this, vscode.l10n.t('Only the newest {0} are listed', numberText(mostRows)))]
      : rows;
  }

  /** What has to be shown anew now that failures are others: the row with all below it, or some of those alone. */
  changed(): readonly TreeNode[] {
    const { rows } = this;
    const listed = this.#listed;
    const isSame =
      listed === undefined ||
      !this.isOpen ||
      (rows.length === listed.length && rows.every((row, index) => row === listed[index]));
    if (!isSame || (this.#told !== undefined && this.#told !== this.#text)) {
      return [this];
    }
    return this.isOpen ? rows.filter(({ isStale }) => isStale) : [];
  }

  get #text(): string {
    return attentionText(this.#failures.unseen, this.#failures.today);
  }
}
