import { styleText } from 'node:util';

export interface BenchRow {
  readonly what: string;
  readonly ours: string;
  readonly against: string;
  readonly ratio: string;
  readonly toReach: string;
  /** `undefined` for what is only reported. */
  readonly ok: boolean | undefined;
}

const columns = ['what', 'ours', 'against', 'ratio', 'to reach', 'ok'] as const;

/** The rows as a table of text, with what was missed in red. */
export function formatTable(rows: readonly BenchRow[]): string {
  const cells = rows.map((row) => [
    row.what,
    row.ours,
    row.against,
    row.ratio,
    row.toReach,
    row.ok === undefined ? '–' : row.ok ? 'yes' : 'MISSED',
  ]);
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...cells.map((row) => row[index]?.length ?? 0)),
  );
  const line = (texts: readonly string[]): string =>
    texts.map((text, index) => text.padEnd(widths[index] ?? 0)).join('  ');
  return [
    styleText('bold', line(columns)),
    ...cells.map((row, index) => (rows[index]?.ok === false ? styleText('red', line(row)) : line(row))),
  ].join('\n');
}

export const ms = (value: number): string =>
  `${value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en')} ms`;
export const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
export const times = (value: number): string => `${value < 10 ? value.toFixed(2) : value.toFixed(0)}×`;
