import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { plainText } from '../../core/model/plainText.ts';
import type { TaskAddress } from '../documents/taskPath.ts';
import { translate } from '../text/translate.ts';
import type { Report } from './report.ts';
import { type Page, type PageMessage, reportPage } from './reportPage.ts';

/** What the buttons of a page do. */
export interface ReportActions {
  openJson(address: TaskAddress): Promise<void>;
  openConsole(address: TaskAddress): Promise<void>;
  copyReport(report: Report): Promise<void>;
}

interface Shown {
  readonly panel: vscode.WebviewPanel;
  report: Report;
  page: Page;
}

/** Reports as pages beside the editors, one for each task. A page has no rights but to say which button was pressed. */
export class ReportPanels implements vscode.Disposable {
  readonly #actions: ReportActions;
  readonly #shown = new Map<string, Shown>();

  constructor(actions: ReportActions) {
    this.#actions = actions;
  }

  show(address: TaskAddress, report: Report, hasConsole: boolean): void {
    const key = JSON.stringify([address.account, address.service, address.taskId]);
    const page = reportPage(report, {
      t: translate,
      nonce: randomBytes(16).toString('hex'),
      language: vscode.env.language,
      hasConsole,
      alike: 0,
    });
    const known = this.#shown.get(key);
    const shown = known ?? { panel: newPanel(), report, page };
    shown.report = report;
    shown.page = page;
    shown.panel.title = plainText(report.title, 60);
    shown.panel.webview.html = page.html;
    if (known !== undefined) {
      known.panel.reveal();
      return;
    }
    this.#shown.set(key, shown);
    shown.panel.onDidDispose(() => this.#shown.delete(key));
    shown.panel.webview.onDidReceiveMessage((message: unknown) => this.#answer(message, address, shown));
  }

  dispose(): void {
    for (const { panel } of this.#shown.values()) {
      panel.dispose();
    }
  }

  async #answer(message: unknown, address: TaskAddress, { page, report }: Shown): Promise<void> {
    const { ask, copy } = (typeof message === 'object' && message !== null ? message : {}) as Partial<
      Record<keyof (PageMessage & { copy: number }), unknown>
    >;
    switch (ask) {
      case 'json':
        return this.#actions.openJson(address);
      case 'console':
        return this.#actions.openConsole(address);
      case 'report':
        return this.#actions.copyReport(report);
      case 'copy':
        return vscode.env.clipboard.writeText(page.copies[Number(copy)] ?? '');
    }
  }
}

function newPanel(): vscode.WebviewPanel {
  return vscode.window.createWebviewPanel('cloudTasks.report', '', vscode.ViewColumn.Active, {
    enableScripts: true,
    enableCommandUris: false,
    localResourceRoots: [],
  });
}
