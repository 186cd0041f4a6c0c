import * as vscode from 'vscode';
import type { ListEnd } from '../../core/tasks/listEnd.ts';

/** Why there is no more, unless that is simply the end of the list. */
export function endText(end: ListEnd | undefined): string | undefined {
  switch (end) {
    case undefined:
    case 'complete':
    case 'emptyPage':
      return undefined;
    case 'repeatedCursor':
      return vscode.l10n.t('The list ended: the cloud repeated its ScrollToken');
    case 'nothingNew':
      return vscode.l10n.t('The list ended: the cloud repeated a page');
    case 'pageCap':
      return vscode.l10n.t('Stopped at the page limit');
  }
}
