import * as vscode from 'vscode';
import type { StatusList } from '../../core/tasks/statusList.ts';
import { numberText } from './stateText.ts';

/** Why there is no more, or may be no more, unless that is simply the end of the list. */
export function endText({ end, rows, total }: StatusList): string | undefined {
  switch (end) {
    case undefined:
    case 'complete':
      return undefined;
    case 'inDoubt':
      return vscode.l10n.t('The list may go on: the cloud sent empty pages');
    case 'short':
      return vscode.l10n.t(
        'The list ended at {0} of {1} tasks',
        numberText(rows.size),
        numberText(total ?? rows.size),
      );
    case 'repeatedCursor':
      return vscode.l10n.t('The list ended: the cloud repeated its ScrollToken');
    case 'nothingNew':
      return vscode.l10n.t('The list ended: the cloud repeated a page');
    case 'pageCap':
      return vscode.l10n.t('Stopped at the page limit');
  }
}
