import * as vscode from 'vscode';
import { CloudError } from '../../core/model/errors.ts';

/**
 * Reads what there is to choose from, with a progress notice that can be cancelled. Where it cannot be read, says so
 * and gives nothing: what is wanted can still be typed.
 */
export async function loadChoices<T>(
  title: string,
  load: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const stop = new AbortController();
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return await vscode.window.withProgress(options, async (_progress, token) => {
    const subscription = token.onCancellationRequested(() => stop.abort());
    try {
      return await load(stop.signal);
    } catch (error) {
      if (!stop.signal.aborted) {
        const { summary } = CloudError.of(error);
        void vscode.window.showWarningMessage(vscode.l10n.t('The list could not be read. {0}', summary));
      }
      return undefined;
    } finally {
      subscription.dispose();
    }
  });
}
