import * as vscode from 'vscode';
import type { Explanation, Part } from '../../core/model/explanation.ts';
import { causeOf, nearestCause } from '../../core/providers/explain/causes.ts';
import { causeText, faultText, nextStepText } from './causeText.ts';
import { typeInWords } from './words.ts';

/** "Transcode, template 100040" */
export function partTitle(part: Pick<Part, 'name' | 'kind' | 'template'>): string {
  const own = typeInWords(part.name);
  const kind = part.kind === undefined ? '' : typeInWords(part.kind);
  // The kind says more where the field is only its short form: "AI quality control" and "Quality control".
  const title =
    kind.length > own.length && kind.toLowerCase().endsWith(own.toLowerCase()) ? kind : own || kind;
  const named = title || vscode.l10n.t('Task');
  return part.template === undefined ? named : vscode.l10n.t('{0}, template {1}', named, part.template);
}

/**
 * Why a part failed, in a few words: ours for a published code, else the vendor's message word for word, else what
 * the code begins with, else the code itself.
 */
export function reasonText({ code, message }: Pick<Part, 'code' | 'message'>): string {
  const published = causeOf(code);
  if (published !== undefined) {
    return causeText(published);
  }
  const nearest = nearestCause(code);
  return message ?? (nearest === undefined ? (code ?? vscode.l10n.t('failed')) : causeText(nearest));
}

/** All that is known of a failed part, in one line: reason, code, whose fault, the vendor's words, the next step. */
export function failureLine(part: Reasons): string {
  return [reasonText(part), ...furtherWords(part)].join(' · ');
}

type Reasons = Pick<Part, 'code' | 'numericCode' | 'message' | 'fault'>;

function furtherWords(part: Reasons): readonly string[] {
  const { code, numericCode, message, fault } = part;
  const reason = reasonText(part);
  const cause = nearestCause(code);
  const codes = numericCode === undefined ? code : `${code} (${numericCode})`;
  const words = [
    fault === undefined ? undefined : faultText(fault),
    codes === reason ? undefined : codes,
    message === reason ? undefined : message,
    cause === undefined ? undefined : nextStepText(cause),
  ];
  return words.filter((text): text is string => text !== undefined && text !== '');
}

/** The row of a failed part: what and why, where a narrow view shows it, then all else that is known. */
export function partRow(part: Reasons & Pick<Part, 'name' | 'kind' | 'template'>): {
  readonly label: string;
  readonly description: string;
} {
  const { template } = part;
  const by = template === undefined ? [] : [vscode.l10n.t('template {0}', template)];
  return {
    label: `${partTitle({ ...part, template: undefined })}: ${reasonText(part)}`,
    description: [...by, ...furtherWords(part)].join(' · '),
  };
}

/** How a task turned out, in a few words; `undefined` while it runs or when nobody said. */
export function outcomeText({ conclusion, counts }: Explanation): string | undefined {
  const failed = counts.failed;
  const all = failed + counts.succeeded + counts.running;
  switch (conclusion) {
    case 'success':
      return vscode.l10n.t('Succeeded');
    case 'failure':
      return vscode.l10n.t('Failed');
    case 'partial':
      return vscode.l10n.t('{0} of {1} parts failed', failed, all);
    case 'cancelled':
      return vscode.l10n.t('Cancelled');
    case 'unknown':
      return vscode.l10n.t('Outcome unknown');
    case undefined:
      return failed > 0 ? vscode.l10n.t('{0} of {1} parts failed', failed, all) : undefined;
  }
}
