import * as vscode from 'vscode';
import { logText } from '../../core/model/plainText.ts';

/** The log that a person can open. One line per event, whatever the text holds. */
export interface Log extends vscode.Disposable {
  debug(line: string): void;
  info(line: string): void;
  warn(line: string): void;
  /** With the frames of where `cause` was thrown, in the same line. */
  error(line: string, cause?: unknown): void;
  show(): void;
}

export function createLog(name: string): Log {
  const channel = vscode.window.createOutputChannel(name, { log: true });
  return {
    debug: (line) => channel.debug(logText(line)),
    info: (line) => channel.info(logText(line)),
    warn: (line) => channel.warn(logText(line)),
    error: (line, cause) => channel.error(logText(`${line}${stackOf(cause)}`)),
    show: () => channel.show(),
    dispose: () => channel.dispose(),
  };
}

/** The frames of a stack, whose message the line has already. */
function stackOf(cause: unknown): string {
  const frames = cause instanceof Error ? (cause.stack?.match(/^ {4}at .+$/gm) ?? []) : [];
  return frames.length === 0 ? '' : ` · ${frames.map((frame) => frame.trim()).join(' · ')}`;
}
