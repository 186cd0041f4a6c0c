import * as vscode from 'vscode';
import { plainText } from '../../core/model/plainText.ts';
import { nearestCause } from '../../core/providers/explain/causes.ts';
import { faultText, nextStepText } from '../text/causeText.ts';
import { failureLine, outcomeText, partTitle, reasonText } from '../text/partText.ts';
import { durationText } from '../text/timeText.ts';
import { type ShownDetail, type ShownPart, shownDetail } from './shownFailures.ts';
import { taskAddress, taskScheme } from './taskUri.ts';

/**
 * Makes failures easy to find in the JSON of a task: a line above the document says how the task turned out, one above
 * each failed part why, the cursor goes to the first of them, and the keys for problems (F8) to the next.
 */
export class FailureMarks implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #problems = vscode.languages.createDiagnosticCollection('Cloud Tasks');
  readonly #subscriptions: readonly vscode.Disposable[];
  /** Opened, and not seen yet. */
  readonly #fresh = new WeakSet<vscode.TextDocument>();

  constructor() {
    this.#subscriptions = [
      this.#problems,
      vscode.languages.registerCodeLensProvider({ scheme: taskScheme }, this),
      vscode.workspace.onDidOpenTextDocument((document) => this.#opened(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#mark(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#problems.delete(uri)),
      vscode.window.onDidChangeVisibleTextEditors((editors) => {
        for (const editor of editors) {
          this.#seen(editor);
        }
      }),
    ];
    for (const document of vscode.workspace.textDocuments) {
      this.#opened(document);
    }
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const shown = shownDetail(document);
    const address = taskAddress(document.uri);
    if (shown === undefined || address === undefined) {
      return [];
    }
    const top = new vscode.Range(0, 0, 0, 0);
    return [
      lens(top, summary(shown)),
      lens(top, vscode.l10n.t('Show Report'), 'cloudTasks.showReport', address),
      ...shown.failures.flatMap((failure) => lensesOf(failure, shown)),
    ];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
  }

  #opened(document: vscode.TextDocument): void {
    if (document.uri.scheme === taskScheme) {
      this.#fresh.add(document);
      this.#mark(document);
      for (const editor of vscode.window.visibleTextEditors) {
        this.#seen(editor);
      }
    }
  }

  #mark(document: vscode.TextDocument): void {
    if (document.uri.scheme === taskScheme) {
      const failures = shownDetail(document)?.failures ?? [];
      this.#problems.set(document.uri, failures.map(problemOf));
    }
  }

  /** A cursor that a person, or VS Code for a tab that was there before, has put somewhere stays there. */
  #seen(editor: vscode.TextEditor): void {
    const { document, selection } = editor;
    if (
      !this.#fresh.delete(document) ||
      !selection.isEmpty ||
      selection.active.compareTo(new vscode.Position(0, 0)) > 0
    ) {
      return;
    }
    const [first] = shownDetail(document)?.failures ?? [];
    if (first !== undefined) {
      editor.selection = new vscode.Selection(first.range.start, first.range.start);
      editor.revealRange(first.range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    }
  }
}

/** What and why, whose fault, and what to do: code and the vendor's words stand right below. */
function lensesOf({ part, range }: ShownPart, { explanation }: ShownDetail): readonly vscode.CodeLens[] {
  const { code, fault } = part;
  const brokenFile = explanation.subject.source ?? '';
  const blamed = fault && faultText(fault);
  const cause = nearestCause(code);
  const told = `${partTitle(part)}: ${reasonText(part)}`;
  return [
    lens(range, blamed === undefined ? told : `${told} · ${blamed}`),
    ...(fault === 'file'
      ? [lens(range, vscode.l10n.t('Copy ffprobe Command'), 'cloudTasks.copyFfprobe', { brokenFile })]
      : []),
    ...(cause === undefined ? [] : [lens(range, nextStepText(cause))]),
  ];
}

/** "1 of 2 parts failed · lecture.mp4 · no video track · waited 33 s · ran 4 min 27 s" */
function summary({ explanation }: ShownDetail): string {
  const { createdAt, finishedAt, parts, progress, startedAt, status, subject } = explanation;
  const failed = parts.find(({ state }) => state === 'failed');
  const times = [
    createdAt !== undefined && startedAt !== undefined && startedAt >= createdAt
      ? vscode.l10n.t('waited {0}', durationText(startedAt - createdAt))
      : undefined,
    startedAt !== undefined && finishedAt !== undefined && finishedAt >= startedAt
      ? vscode.l10n.t('ran {0}', durationText(finishedAt - startedAt))
      : undefined,
  ];
  return [
    outcomeText(explanation) ?? status,
    progress === undefined ? undefined : vscode.l10n.t('{0} %', progress),
    subject.name ?? subject.fileId,
    failed && reasonText(failed),
    ...times,
  ]
    .filter((text) => text !== undefined && text !== '')
    .join(' · ');
}

function lens(range: vscode.Range, title: string, command = '', target?: unknown): vscode.CodeLens {
  const told = { title: plainText(title), command };
  return new vscode.CodeLens(range, target === undefined ? told : { ...told, arguments: [target] });
}

function problemOf({ part, range }: ShownPart): vscode.Diagnostic {
  const text = plainText(`${partTitle(part)}: ${failureLine(part)}`);
  const problem = new vscode.Diagnostic(range, text, vscode.DiagnosticSeverity.Error);
  problem.source = 'Cloud Tasks';
  return problem;
}
