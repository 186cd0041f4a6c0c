import * as vscode from 'vscode';
import { type Account, hasStoredKeys, type ServiceConfig } from '../../core/model/account.ts';
import { errorPolicy } from '../../core/model/errorPolicy.ts';
import { CloudError } from '../../core/model/errors.ts';
import { wordsIn } from '../../core/model/words.ts';
import { providerOf } from '../../core/providers/provider.ts';
import type { PickQuestion } from '../../core/providers/question.ts';
import { providers } from '../../core/providers/registry.ts';
import { translate } from './translate.ts';

/** The one thing that helps: what to call it, and the command behind it. */
export interface Remedy {
  readonly title: string;
  readonly command:
    | 'cloudTasks.chooseAgents'
    | 'cloudTasks.chooseApplications'
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
      return credentialsTitle(code);
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

/** Codes of ours say that the keys could not be had; those of a cloud, that it refused them. */
function credentialsTitle(code: string): string {
  switch (code) {
    case 'CredentialsMissing':
      return vscode.l10n.t('Keys missing');
    case 'CredentialsInvalid':
    case 'CredentialsUnsupported':
      return vscode.l10n.t('Keys unusable');
    case 'CredentialsExpired':
      return vscode.l10n.t('Login expired');
    case 'KeyringLocked':
      return vscode.l10n.t('Keyring locked');
    case 'CredentialsTimeOut':
    case 'SecretStorageUnavailable':
      return vscode.l10n.t('Keys unavailable');
    default:
      return vscode.l10n.t('Keys refused');
  }
}

/** The service that failed, as far as it decides what helps. */
export interface FailedService {
  readonly account: Account;
  readonly config: ServiceConfig;
}

export function remedyOf(error: CloudError, service: FailedService): Remedy {
  const choice = missingChoice(error, service.config);
  if (choice !== undefined) {
    return { title: translate(choice.command.title), command: `cloudTasks.${choice.command.name}` };
  }
  switch (errorPolicy[error.kind].remedy) {
    case 'credentials':
      // Keys that are kept elsewhere are changed there, and a keyring is unlocked: then it is read again.
      return hasStoredKeys(service.account) && !isOfStorage(error)
        ? { title: vscode.l10n.t('Re-enter Credentials'), command: 'cloudTasks.reenterCredentials' }
        : { title: vscode.l10n.t('Retry'), command: 'cloudTasks.retry' };
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

/** What a service may lack that is chosen out of what the account has. */
export function missingChoice({ code }: CloudError, config: ServiceConfig): PickQuestion | undefined {
  const pick = providerOf(config, providers)?.pick;
  return pick?.isMissing?.(code, config) === true ? pick : undefined;
}

function isOfStorage({ code }: CloudError): boolean {
  return code === 'KeyringLocked' || code === 'SecretStorageUnavailable' || code === 'CredentialsTimeOut';
}

/** Why something failed, in words: those of an error that is no CloudError are VS Code's own. */
export function reasonOf(error: unknown): string {
  if (error instanceof CloudError) {
    return messageOf(error);
  }
  return error instanceof Error ? error.message : String(error);
}

/** What the code means for the person, where that says more than the service's own message. */
export function explanationOf(error: CloudError, serviceName: string): string {
  if (error.code.startsWith('AuthFailure.SecretIdNotFound')) {
    return vscode.l10n.t(
      'These keys may belong to the other site of Tencent Cloud, China or international. {0}',
      error.message,
    );
  }
  const ofService = providers
    .map(({ codeText }) => codeText?.(error.code))
    .find((text) => text !== undefined);
  if (ofService !== undefined) {
    return translate(ofService, serviceName, error.message);
  }
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
      return vscode.l10n.t('Rate limit reached (shared with your other tools). {0}', error.message);
    case 'clock':
      return vscode.l10n.t("This computer's clock is off. {0}", error.message);
    default:
      return messageOf(error);
  }
}

/** Code, message and RequestId: what support asks for, for the end of a row. */
export function failureDetails(error: CloudError, serviceName: string): string {
  const details = `${error.code}: ${explanationOf(error, serviceName)}`;
  return error.requestId === undefined ? details : `${details} · RequestId ${error.requestId}`;
}
