import * as vscode from 'vscode';
import { numberText } from './stateText.ts';
import { durationText } from './timeText.ts';

/** "3 new · 14 today" */
export function attentionText(unseen: number, today: number): string {
  return [
    unseen === 0 ? [] : vscode.l10n.t('{0} new', numberText(unseen)),
    today === 0 ? [] : vscode.l10n.t('{0} today', numberText(today)),
  ]
    .flat()
    .join(' · ');
}

/** "3 new failures" */
export function newFailuresText(unseen: number): string {
  return unseen === 1
    ? vscode.l10n.t('1 new failure')
    : vscode.l10n.t('{0} new failures', numberText(unseen));
}

/** "updated 12 s ago" */
export function updatedText(ageMs: number): string {
  return ageMs < 1000
    ? vscode.l10n.t('updated just now')
    : vscode.l10n.t('updated {0} ago', durationText(ageMs, 1));
}
