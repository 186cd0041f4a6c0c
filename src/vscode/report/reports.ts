import * as vscode from 'vscode';
import { isObject, textOf } from '../../core/http/answer.ts';
import { CloudError, longestCode } from '../../core/model/errors.ts';
import { shortLine } from '../../core/model/shortLine.ts';
import { mediaFactsIn } from '../../core/providers/explain/mediaFacts.ts';
import type { Session } from '../../core/session.ts';
import type { TaskAddress } from '../documents/taskPath.ts';
import { explanationOf } from '../text/failureText.ts';
import { failureLine, partTitle, reasonText } from '../text/partText.ts';
import { durationText, momentText } from '../text/timeText.ts';
import { translate } from '../text/translate.ts';
import { showError, showInformation } from '../ui/messages.ts';
import { type Report, reportOf, type Wording } from './report.ts';
import { ReportPanels } from './reportPanels.ts';
import { reportText } from './reportText.ts';

/** The readable page of a task, and its text. Reads the detail anew each time. */
export class Reports implements vscode.Disposable {
  readonly #services: Session;
  readonly #panels: ReportPanels;

  constructor(services: Session) {
    this.#services = services;
    this.#panels = new ReportPanels({
      openJson: async (address) => {
        await vscode.commands.executeCommand('cloudTasks.openTask', address);
      },
      openConsole: async (address) => {
        const url = this.#consoleOf(address);
        await (url && vscode.env.openExternal(vscode.Uri.parse(url, true)));
      },
      copyReport: (report) => copy([report]),
    });
  }

  /** `cloudTasks.showReport` */
  async show(address: TaskAddress): Promise<void> {
    const report = await this.#read(address);
    if (report !== undefined) {
      this.#panels.show(address, report, this.#consoleOf(address) !== undefined);
    }
  }

  /** `cloudTasks.copyReport`: of one task or of several, to be pasted in public. */
  async copy(addresses: readonly TaskAddress[]): Promise<void> {
    const reports = await Promise.all(addresses.map((address) => this.#read(address)));
    await copy(reports.filter((report) => report !== undefined));
  }

  dispose(): void {
    this.#panels.dispose();
  }

  async #read({ account, service, taskId }: TaskAddress): Promise<Report | undefined> {
    const open = this.#services.find(account, service);
    if (open === undefined || !('tasks' in open)) {
      void showError(vscode.l10n.t('There is no account "{0}" with the service "{1}".', account, service));
      return undefined;
    }
    const { name, place } = open.tasks.service;
    try {
      const { signal } = new AbortController();
      const { value: detail, explanation } = await this.#services.detail(open, taskId, signal, 'interactive');
      const listed = open.tasks.find(taskId)?.task;
      const answer = isObject(detail) ? detail : {};
      return reportOf(
        {
          taskId,
          type: listed?.type ?? textOf(answer.TaskType) ?? textOf(answer.TaskAction) ?? '',
          account: open.account.label,
          service: name,
          place,
          explanation,
          media: mediaFactsIn(detail),
          requestId: shortLine(textOf(answer.RequestId) ?? '', longestCode),
        },
        wording,
        Date.now(),
      );
    } catch (error) {
      const failure = CloudError.of(error);
      const why = `${failure.code}: ${explanationOf(failure, name)}`;
      void showError(vscode.l10n.t('The report of {0} could not be made. {1}', taskId, why));
      return undefined;
    }
  }

  #consoleOf({ account, service }: TaskAddress): string | undefined {
    const open = this.#services.find(account, service);
    return open !== undefined && 'tasks' in open ? open.tasks.service.consoleUrl : undefined;
  }
}

const wording: Wording = {
  t: translate,
  duration: durationText,
  moment: momentText,
  count: (value) => value.toLocaleString(vscode.env.language),
  partTitle,
  reason: reasonText,
  failure: failureLine,
};

async function copy(reports: readonly Report[]): Promise<void> {
  if (reports.length > 0) {
    await vscode.env.clipboard.writeText(reports.map((report) => reportText(report, translate)).join('\n'));
    void showInformation(
      reports.length === 1
        ? vscode.l10n.t('Report copied.')
        : vscode.l10n.t('{0} reports copied.', reports.length),
    );
  }
}
