/** `npm test`: every step in turn, a table of them, and a closing line with the number of tests. */
import { rmSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import { styleText } from 'node:util';
import { readCount, type TestCount } from './results.ts';
import { runCommand } from './runCommand.ts';
import { steps } from './steps.ts';

interface Outcome extends TestCount {
  readonly name: string;
  readonly seconds: number;
  readonly note: string;
}

process.chdir(resolve(import.meta.dirname, '..'));
process.env.PATH = [resolve('node_modules', '.bin'), process.env.PATH].join(delimiter);
rmSync('out/results', { recursive: true, force: true });

const outcomes: Outcome[] = [];
let blocked: string | undefined;
for (const { name, command, minutes, suite, essential } of steps) {
  console.log(styleText('bold', `\n▶ ${name}: ${command}`));
  if (blocked) {
    outcomes.push({ name, passed: 0, failed: 1, seconds: 0, note: `not run: ${blocked} failed` });
    continue;
  }
  const started = performance.now();
  const { ok, note } = await runCommand(command, minutes * 60_000);
  const count = suite ? await readCount(suite) : { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
  const sound = ok && count.passed > 0;
  // A suite may break without a failing test: it counts as one.
  const failed = sound ? count.failed : Math.max(1, count.failed);
  outcomes.push({
    name,
    passed: count.passed,
    failed,
    seconds: (performance.now() - started) / 1_000,
    note: ok && !sound ? 'ran no test' : note,
  });
  blocked = essential && failed > 0 ? name : undefined;
}

console.log(`\n${'step'.padEnd(10)}${'passed'.padStart(8)}${'failed'.padStart(8)}${'seconds'.padStart(9)}`);
for (const { name, passed, failed, seconds, note } of outcomes) {
  const row = `${name.padEnd(10)}${String(passed).padStart(8)}${String(failed).padStart(8)}${seconds.toFixed(1).padStart(9)}`;
  console.log(failed > 0 ? styleText('red', `${row}  ${note}`) : row);
}
const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
process.exitCode = failed > 0 ? 1 : 0;
console.log(`\n${passed} passed, ${failed} failed`);
