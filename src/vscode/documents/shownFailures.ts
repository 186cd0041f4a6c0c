import * as vscode from 'vscode';
import type { Explanation, Part } from '../../core/model/explanation.ts';
import { explain } from '../../core/providers/explain/explain.ts';
import { jsonPlaces } from '../../core/providers/explain/jsonPlaces.ts';
import { taskAddress } from './taskUri.ts';

/** A failed part, and the line of the document that it begins in. */
export interface ShownPart {
  readonly part: Part;
  readonly range: vscode.Range;
}

export interface ShownDetail {
  readonly explanation: Explanation;
  /** At most {@link mostParts}, in the order of the document. */
  readonly failures: readonly ShownPart[];
}

const mostParts = 50;
const known = new WeakMap<vscode.TextDocument, { version: number; shown: ShownDetail | undefined }>();

/** What the detail in a document says, read from its text; `undefined` where it is none, or an error. */
export function shownDetail(document: vscode.TextDocument): ShownDetail | undefined {
  const { version } = document;
  const before = known.get(document);
  if (before?.version === version) {
    return before.shown;
  }
  const shown = read(document);
  known.set(document, { version, shown });
  return shown;
}

function read(document: vscode.TextDocument): ShownDetail | undefined {
  const address = taskAddress(document.uri);
  const text = document.getText();
  const detail = parsed(text);
  if (address === undefined || detail === undefined) {
    return undefined;
  }
  const explanation = explain(detail, address.taskId);
  if (explanation.status === undefined) {
    return undefined;
  }
  const failed = explanation.parts.filter(({ state }) => state === 'failed').slice(0, mostParts);
  const places = jsonPlaces(
    text,
    failed.map(({ pointer }) => pointer),
  );
  const failures = failed.flatMap((part) => {
    const at = places.get(part.pointer);
    return at === undefined ? [] : [{ part, range: rangeAt(document, at) }];
  });
  return { explanation, failures };
}

/** From the value to the end of its line. */
function rangeAt(document: vscode.TextDocument, offset: number): vscode.Range {
  const start = document.positionAt(offset);
  return new vscode.Range(start, document.lineAt(start.line).range.end);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
