import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';

/**
 * Called by VS Code in the extension host; the suite is every `*.test.cjs` beside this bundle. Its report goes to the
 * console, where a bar in front of each line tells it from what else VS Code says there.
 */
export async function run(): Promise<void> {
  const { default: Mocha } = await import('mocha');
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => console.log(format(...args).replace(/^/gm, '│ '));
  const grep = process.env.MOCHA_GREP ? { grep: process.env.MOCHA_GREP } : {};
  const mocha = new Mocha({ ui: 'bdd', reporter: 'spec', color: false, timeout: 30_000, ...grep });
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.test.cjs'),
  );
  for (const file of files.sort()) {
    // By hand, because Mocha loads modules in a way that VS Code's `require('vscode')` does not see.
    mocha.suite.emit('pre-require', globalThis, file, mocha);
    require(join(__dirname, file));
  }
  const failed = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.once('end', () => report(runner.stats?.passes ?? 0, runner.stats?.failures ?? 0));
  });
  if (failed > 0) {
    throw new Error(`${failed} in-host tests failed`);
  }
}

/** In the words of Vitest's JSON reporter, so that one reader counts every suite. */
function report(numPassedTests: number, numFailedTests: number): void {
  const folder = join(__dirname, '..', 'results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'host.json'), JSON.stringify({ numPassedTests, numFailedTests }));
}
