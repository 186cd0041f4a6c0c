import { inEnglish } from '../../src/core/model/phrase.ts';
import { mediaFactsIn } from '../../src/core/providers/explain/mediaFacts.ts';
import { mps } from '../../src/core/providers/tencent/mps.ts';
import { DemoModel } from '../../src/demo/demoModel.ts';
import { mpsDetail } from '../../src/demo/mpsDetail.ts';
import { reportOf, type Wording } from '../../src/vscode/report/report.ts';
import { reportPage } from '../../src/vscode/report/reportPage.ts';

export const detailBytes = 5e6;
const rounds = 6;

const wording: Wording = {
  t: inEnglish,
  duration: (ms) => `${Math.round(ms / 1_000)} s`,
  moment: (instant) => new Date(instant).toISOString(),
  count: (value) => value.toLocaleString('en'),
  partTitle: ({ name, template }) => `${name} ${template ?? ''}`,
  reason: ({ message }) => message ?? '',
  failure: ({ code, message }) => `${message} · ${code}`,
};

export interface ReportFigures {
  /** Of the page, characters. */
  readonly length: number;
  /** From the detail, read, to the text of its page. The first round is the first in this process. */
  readonly ms: readonly number[];
}

/** The readable page of a failed task whose detail is very large. Without VS Code: it is made of pure functions. */
export function measureReport(): ReportFigures {
  const now = Date.now();
  const { id, detail } = largeDetail(now);
  const ms: number[] = [];
  let length = 0;
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    const source = {
      taskId: id,
      type: 'WorkflowTask',
      account: 'Bench',
      service: 'MPS',
      place: 'international',
      explanation: mps.explain(detail, id),
      media: mediaFactsIn(detail),
      requestId: 'bench',
    };
    const report = reportOf(source, wording, now);
    const { html } = reportPage(report, {
      t: inEnglish,
      nonce: 'bench',
      language: 'en',
      hasConsole: true,
      alike: 0,
    });
    ms.push(performance.now() - started);
    ({ length } = html);
    if (report.outcome !== 'partial' && report.outcome !== 'failure') {
      throw new Error(`The outcome of a failed task is ${report.outcome}`);
    }
  }
  return { length, ms };
}

/** A failed workflow of the demo cloud, its parts repeated until it has {@link detailBytes}. */
function largeDetail(now: number): { readonly id: string; readonly detail: unknown } {
  const model = new DemoModel({ now: () => now, seed: 1, population: { mps: 2_000, live: false } });
  for (const task of model.mps.withStatus('FINISH').newestFirst()) {
    const detail = JSON.parse(JSON.stringify(mpsDetail(task, 1, now)));
    const parts: unknown[] = detail.WorkflowTask?.MediaProcessResultSet ?? [];
    const size = JSON.stringify(parts).length;
    if (task.fails && parts.length > 0) {
      for (const part of Array.from({ length: Math.ceil(detailBytes / size) }, () =>
        parts.slice(0, 3),
      ).flat()) {
        parts.push(structuredClone(part));
      }
      return { id: task.id, detail };
    }
  }
  throw new Error('No task of the demo cloud has failed');
}
