import * as vscode from 'vscode';
import type { Fault } from '../../core/model/explanation.ts';
import type { Cause } from '../../core/providers/explain/causes.ts';

/** A cause in a few words, for a row. */
export function causeText(cause: Cause): string {
  switch (cause) {
    case 'invalidInput':
      return vscode.l10n.t('invalid parameter');
    case 'timeOffset':
      return vscode.l10n.t('time offset out of range');
    case 'noTemplate':
      return vscode.l10n.t('template does not exist');
    case 'unsupportedConfiguration':
      return vscode.l10n.t('configuration not supported');
    case 'duplicate':
      return vscode.l10n.t('same task already submitted');
    case 'noPermission':
      return vscode.l10n.t('no permission');
    case 'resultTooLarge':
      return vscode.l10n.t('result file too large');
    case 'sourceFile':
      return vscode.l10n.t('source file error');
    case 'noVideo':
      return vscode.l10n.t('no video track');
    case 'noResolution':
      return vscode.l10n.t('no video resolution');
    case 'malformed':
      return vscode.l10n.t('file missing or damaged');
    case 'unsupportedContent':
      return vscode.l10n.t('file not supported');
    case 'notDownloadable':
      return vscode.l10n.t('file cannot be downloaded');
    case 'internal':
      return vscode.l10n.t('internal error of the service');
  }
}

/** What to do about it, in a sentence or two. */
export function nextStepText(cause: Cause): string {
  switch (cause) {
    case 'invalidInput':
      return vscode.l10n.t('Correct the parameters of the request and submit the task again.');
    case 'timeOffset':
      return vscode.l10n.t('Choose start and end within the length of the file.');
    case 'noTemplate':
      return vscode.l10n.t(
        'Check the template id, and whether the template belongs to this account and site.',
      );
    case 'unsupportedConfiguration':
      return vscode.l10n.t('Change the settings of the template: this combination is not supported.');
    case 'duplicate':
      return vscode.l10n.t('Look for the earlier task, or submit this one with another session id.');
    case 'noPermission':
      return vscode.l10n.t(
        'Let the service read the source and write to the output, then submit the task again.',
      );
    case 'resultTooLarge':
      return vscode.l10n.t('Lower the bitrate or the resolution, or split the source.');
    case 'sourceFile':
      return vscode.l10n.t('Check the source file, for example with ffprobe.');
    case 'noVideo':
      return vscode.l10n.t('Use a file with a video track, or an audio-only template.');
    case 'noResolution':
      return vscode.l10n.t('The width and height of the video cannot be read. Check the file with ffprobe.');
    case 'malformed':
      return vscode.l10n.t(
        'Check that the file is there and complete, for example with ffprobe, and upload it again.',
      );
    case 'unsupportedContent':
      return vscode.l10n.t(
        'Format, size or length are not supported. Convert the file and submit the task again.',
      );
    case 'notDownloadable':
      return vscode.l10n.t('Check that the address opens without signing in and has not expired.');
    case 'internal':
      return vscode.l10n.t(
        'Submit the task again. If it keeps failing, contact the vendor with the task id.',
      );
  }
}

export function faultText(fault: Fault): string | undefined {
  switch (fault) {
    case 'request':
      return vscode.l10n.t('caused by the request');
    case 'file':
      return vscode.l10n.t('caused by the file');
    case 'provider':
      return vscode.l10n.t('caused by the provider');
    case 'unknown':
      return undefined;
  }
}
