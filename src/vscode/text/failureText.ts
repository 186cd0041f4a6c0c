import * as vscode from 'vscode';
import { errorPolicy } from '../../core/model/errorPolicy.ts';
import type { CloudError } from '../../core/model/errors.ts';
import { wordsIn } from '../../core/model/words.ts';
import { translate } from './translate.ts';

/** The one thing that helps: what to call it, and the command behind it. */
export interface Remedy {
  readonly title: string;
  readonly command:
    | 'cloudTasks.chooseAgents'
    | 'cloudTasks.reenterCredentials'
    | 'cloudTasks.retry'
    | 'cloudTasks.openConsole'
    | 'cloudTasks.openSettings'
    | 'cloudTasks.showLog';
}

export function remedyOf(error: CloudError): Remedy {
  switch (errorPolicy[error.kind].remedy) {
    case 'credentials':
      return { title: vscode.l10n.t('Re-enter credentials'), command: 'cloudTasks.reenterCredentials' };
    case 'console':
      return { title: vscode.l10n.t('Open console'), command: 'cloudTasks.openConsole' };
    case 'settings':
      return { title: vscode.l10n.t('Open settings'), command: 'cloudTasks.openSettings' };
    case 'log':
      return { title: vscode.l10n.t('Open log'), command: 'cloudTasks.showLog' };
    case 'retry':
      return { title: vscode.l10n.t('Retry'), command: 'cloudTasks.retry' };
  }
}

/** The error's own message, in the language of VS Code where it is a sentence of ours. */
export function messageOf(error: CloudError): string {
  return error.words === undefined ? error.message : wordsIn(error.words, translate);
}

/** What the code means for the person, where that says more than the service's own message. */
export function explanationOf(error: CloudError, serviceName: string): string {
  switch (error.kind) {
    case 'permission':
      return error.action === undefined
        ? error.message
        : vscode.l10n.t('The key pair needs the permission {0}. {1}', error.action, error.message);
    case 'notActivated':
      return vscode.l10n.t(
        '{0} is not activated for this account: activate it in the console. {1}',
        serviceName,
        error.message,
      );
    case 'retired':
      return vscode.l10n.t('The service no longer offers this API. {0}', error.message);
    case 'throttled':
      return vscode.l10n.t('Too many requests, of this and your other tools. {0}', error.message);
    case 'clock':
      return vscode.l10n.t('The clock of this computer and that of the service differ. {0}', error.message);
    default:
      return messageOf(error);
  }
}

/** Message and RequestId, for the part of a row behind the code. */
export function failureDetails(error: CloudError, serviceName: string): string {
  const explanation = explanationOf(error, serviceName);
  return error.requestId === undefined ? explanation : `${explanation} · RequestId ${error.requestId}`;
}
