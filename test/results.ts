import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface TestCount {
  readonly passed: number;
  readonly failed: number;
}

/** The number of tests in `out/results/<suite>.json`, in the words of Vitest's JSON reporter; none without the file. */
export async function readCount(suite: string): Promise<TestCount> {
  const text = await readFile(join('out', 'results', `${suite}.json`), 'utf8').catch(() => '{}');
  const report: { numPassedTests?: number; numFailedTests?: number } = JSON.parse(text);
  return { passed: report.numPassedTests ?? 0, failed: report.numFailedTests ?? 0 };
}
