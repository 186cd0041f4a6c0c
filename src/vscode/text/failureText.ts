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

/** What is wrong, in two or three words. The code says it exactly; this says it to a person. */
export function failureTitle({ code, kind }: CloudError): string {
  switch (kind) {
    case 'credentials':
      return code === 'CredentialsMissing' ? vscode.l10n.t('Keys missing') : vscode.l10n.t('Keys refused');
    case 'permission':
      return vscode.l10n.t('Permission missing');
    case 'clock':
      return vscode.l10n.t('Clock is off');
    case 'throttled':
      return vscode.l10n.t('Rate limit reached');
    case 'notActivated':
      return vscode.l10n.t('Not activated');
    case 'retired':
      return vscode.l10n.t('No longer offered');
    case 'transient':
      if (code === 'TimeOut') {
        return vscode.l10n.t('No answer');
      }
      // Codes of the system are shouted: ECONNREFUSED.
      return code === 'NetworkError' || /^[A-Z][A-Z\d_]+$/.test(code)
        ? vscode.l10n.t('Cannot connect')
        : vscode.l10n.t('Service unavailable');
    case 'caller':
      return vscode.l10n.t('Request refused');
    case 'gone':
      return vscode.l10n.t('Not found');
    case 'answer':
      return vscode.l10n.t('Unreadable answer');
    case 'setup':
      return vscode.l10n.t('Check the settings');
  }
}

export function remedyOf(error: CloudError): Remedy {
  switch (errorPolicy[error.kind].remedy) {
    case 'credentials':
      return { title: vscode.l10n.t('Re-enter Credentials'), command: 'cloudTasks.reenterCredentials' };
    case 'console':
      return { title: vscode.l10n.t('Open Console'), command: 'cloudTasks.openConsole' };
    case 'settings':
      return { title: vscode.l10n.t('Open Settings'), command: 'cloudTasks.openSettings' };
    case 'log':
      return { title: vscode.l10n.t('Show Log'), command: 'cloudTasks.showLog' };
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

/** Code, message and RequestId: what support asks for, for the end of a row. */
export function failureDetails(error: CloudError, serviceName: string): string {
  const details = `${error.code}: ${explanationOf(error, serviceName)}`;
  return error.requestId === undefined ? details : `${details} · RequestId ${error.requestId}`;
}
