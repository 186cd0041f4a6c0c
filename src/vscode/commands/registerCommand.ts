import * as vscode from 'vscode';
import { CloudError } from '../../core/model/errors.ts';
import type { Log } from '../ui/log.ts';
import { showError } from '../ui/messages.ts';
import type { CommandName } from './commandNames.ts';

/**
 * Registers a command that never rejects: VS Code would show what was thrown a second time, as it was thrown.
 * What went wrong is shown once, and logged with its stack; giving up is silent.
 */
export function registerCommand(
  name: CommandName,
  log: Log,
  run: (target: unknown, selected: unknown) => unknown,
): vscode.Disposable {
  return vscode.commands.registerCommand(`cloudTasks.${name}`, async (target: unknown, selected: unknown) => {
    try {
      return await run(target, selected);
    } catch (error) {
      if (!isCancellation(error)) {
        void tell(name, error, log);
      }
      return undefined;
    }
  });
}

async function tell(name: CommandName, error: unknown, log: Log): Promise<void> {
  const { summary } = CloudError.of(error);
  log.error(`cloudTasks.${name}: ${summary}`, error);
  const showLog = vscode.l10n.t('Show Log');
  if ((await showError(vscode.l10n.t('The command failed: {0}', summary), showLog)) === showLog) {
    log.show();
  }
}

function isCancellation(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'Canceled');
}
