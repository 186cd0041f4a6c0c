/**
 * Runs the in-host suite of `out/test-host`. The first argument, or `VSCODE_VERSION`, names the version of VS Code
 * (`1.100`); without it it is the current one. `MOCHA_GREP` picks tests by their titles. Shows the suite's report;
 * `VERBOSE=1` shows all that VS Code says.
 */
import { resolve } from 'node:path';
import { runInVSCode } from './runInVSCode.ts';

const logFile = resolve('out', 'logs', 'host.log');
try {
  await runInVSCode({
    suite: resolve('out', 'test-host', 'run.cjs'),
    logFile,
    version: process.argv[2] ?? process.env.VSCODE_VERSION,
    onLine: (line) => {
      if (line.startsWith('│') || process.env.VERBOSE) {
        console.log(line);
      }
    },
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(`Everything VS Code said is in ${logFile}`);
  process.exitCode = 1;
}
