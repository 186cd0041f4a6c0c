import * as vscode from 'vscode';
import type { StatusList } from '../../../core/tasks/statusList.ts';
import { failureDetails, failureTitle } from '../../text/failureText.ts';
import { loadedText, loadMoreText } from '../../text/groupText.ts';
import { contextValue } from '../contextValues.ts';
import { retryIcon } from '../statusIcon.ts';
import type { TreeNode } from './node.ts';

/** The last row of a group that has more, or whose next page has failed. */
export class PagerNode implements TreeNode {
  readonly kind = 'pager';
  readonly parent: TreeNode;
  readonly group: StatusList;

  readonly #pageSize: () => number;

  constructor(parent: TreeNode, group: StatusList, pageSize: () => number) {
    this.parent = parent;
    this.group = group;
    this.#pageSize = pageSize;
  }

  get id(): string {
    return `pager:${this.parent.id}`;
  }

  item(): vscode.TreeItem {
    const { group } = this;
    const failure = group.failure?.during === 'more' ? group.failure : undefined;
    const loading = group.phase === 'loading';
    const item = new vscode.TreeItem(
      failure === undefined ? loadMoreText(group, this.#pageSize()) : vscode.l10n.t('Retry'),
    );
    item.id = this.id;
    item.contextValue = contextValue.pager;
    if (loading) {
      item.description = vscode.l10n.t('loading…');
      item.iconPath = new vscode.ThemeIcon('loading~spin');
    } else if (failure === undefined) {
      item.description = loadedText(group);
      item.iconPath = new vscode.ThemeIcon('fold-down');
    } else {
      const details = failureDetails(failure.error, group.service.name);
      item.description = `${failureTitle(failure.error)} · ${details}`;
      item.iconPath = retryIcon();
      item.tooltip = details;
      // Without it a screen reader says the tooltip alone, which does not tell that this is the row to retry with.
      item.accessibilityInformation = { label: `${item.label}, ${item.description}` };
    }
    item.command = { command: 'cloudTasks.loadMore', title: vscode.l10n.t('Load More'), arguments: [this] };
    return item;
  }
}
