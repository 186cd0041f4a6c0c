import * as vscode from 'vscode';
import { CloudError } from '../../core/model/errors.ts';
import { showProgress, showWarning } from '../ui/messages.ts';

/**
 * Reads what there is to choose from, with a progress notice that can be cancelled. Where it cannot be read, says so
 * and gives nothing: what is wanted can still be typed.
 */
export async function loadChoices<T>(
  title: string,
  load: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  return await showProgress(title, async (signal) => {
    try {
      return await load(signal);
    } catch (error) {
      if (!signal.aborted) {
        const { summary } = CloudError.of(error);
        void showWarning(vscode.l10n.t('The list could not be read. {0}', summary));
      }
      return undefined;
    }
  });
}
