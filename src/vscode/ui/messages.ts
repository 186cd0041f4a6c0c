import * as vscode from 'vscode';
import { plainLines, plainText } from '../../core/model/plainText.ts';

/*
 * VS Code makes a link of `[text](command:…)` in a message, and runs the command at a click: all that is shown goes
 * through here and is plain.
 */

/** What a person is shown, and may choose as an answer. */
type Show = (message: string, ...answers: string[]) => Promise<string | undefined>;

export const showInformation: Show = async (message, ...answers) =>
  vscode.window.showInformationMessage(plainText(message), ...answers.map(answerText));

export const showWarning: Show = async (message, ...answers) =>
  vscode.window.showWarningMessage(plainText(message), ...answers.map(answerText));

export const showError: Show = async (message, ...answers) =>
  vscode.window.showErrorMessage(plainText(message), ...answers.map(answerText));

/** A dialog that waits for an answer. `undefined` when the person cancels it. */
export async function ask(
  severity: 'warning' | 'error',
  message: string,
  detail: string,
  ...answers: string[]
): Promise<string | undefined> {
  const options = { modal: true, detail: plainLines(detail) };
  const show = severity === 'warning' ? vscode.window.showWarningMessage : vscode.window.showErrorMessage;
  return show(plainText(message), options, ...answers.map(answerText));
}

/** How far something has come: words, and by how many percent more than the last time. */
export type Report = (message: string, increment?: number) => void;

/** Does something behind a notice that can be cancelled. The signal is aborted when a person does. */
export async function showProgress<T>(
  title: string,
  run: (signal: AbortSignal, report: Report) => Promise<T>,
): Promise<T> {
  const options: vscode.ProgressOptions = {
    location: vscode.ProgressLocation.Notification,
    title: plainText(title),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const stop = new AbortController();
    const subscription = token.onCancellationRequested(() => stop.abort());
    try {
      return await run(stop.signal, (message, increment) =>
        progress.report({ message: plainText(message), ...(increment === undefined ? {} : { increment }) }),
      );
    } finally {
      subscription.dispose();
    }
  });
}

function answerText(text: string): string {
  return plainText(text, 60);
}
