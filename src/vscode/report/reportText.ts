import { withoutSignedQueries } from '../../core/http/hiddenFields.ts';
import { phrase, type Translate } from '../../core/model/phrase.ts';
import { plainText } from '../../core/model/plainText.ts';
import type { Report } from './report.ts';

const longest = 2000;

/**
 * The report as a text that can be pasted in public: what, where, when, and why it failed. It holds no address with a
 * query, and nothing of the detail beyond what the page shows above its table.
 */
export function reportText(report: Report, t: Translate): string {
  const lines = [
    `${report.title}: ${report.verdict}`,
    report.about,
    ...(report.reason === undefined ? [] : [report.reason.title, report.reason.detail]),
    ...(report.course === undefined
      ? []
      : [
          `${[report.course.from, report.course.to].filter((time) => time !== '').join(' – ')} (${report.course.text})`,
        ]),
    ...[...report.source, ...report.ids]
      .filter(({ name }) => name !== t(phrase('Session context')))
      .map(({ name, text }) => `${name}: ${text}`),
  ];
  return `${lines.map((line) => plainText(withoutSignedQueries(line), longest)).join('\n')}\n`;
}
