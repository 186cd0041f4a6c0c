/**
 * Runs the in-host suite of `out/test-host` in a desktop VS Code where one can run, otherwise in the server build.
 * The first argument, or `VSCODE_VERSION`, names the version (`1.100`); without it it is the current one.
 * Shows the suite's report; `VERBOSE=1` shows all that VS Code says, which is kept in `out/logs/host.log`.
 */
import { createWriteStream, mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { runTests } from '@vscode/test-electron';
import { desktopExecutable } from './desktop.ts';
import { knownVersion, serverBuild } from './serverBuild.ts';

const version = process.argv[2] ?? process.env.VSCODE_VERSION;
const root = resolve(import.meta.dirname, '../..');
const scratch = await mkdtemp(join(tmpdir(), 'cloud-tasks-'));
const desktop = await desktopExecutable(version);
if (!desktop) {
  await serverBuild(knownVersion(version));
}

const logFile = join(root, 'out', 'logs', 'host.log');
mkdirSync(join(logFile, '..'), { recursive: true });
const log = createWriteStream(logFile);
const output = new PassThrough();
createInterface(output).on('line', (line) => {
  log.write(`${line}\n`);
  if (line.startsWith('│') || process.env.VERBOSE) {
    console.log(line);
  }
});

try {
  await runTests({
    extensionDevelopmentPath: root,
    extensionTestsPath: join(root, 'out', 'test-host', 'run.cjs'),
    extensionTestsEnv: version === undefined ? {} : { VSCODE_VERSION: version },
    // Node starts the launcher, because a script is no executable on Windows.
    vscodeExecutablePath: desktop ?? process.execPath,
    stdout: output,
    stderr: output,
    launchArgs: [
      ...(desktop ? ['--disable-extensions'] : [join(import.meta.dirname, 'launcher.ts')]),
      `--user-data-dir=${join(scratch, 'user-data')}`,
      `--extensions-dir=${join(scratch, 'extensions')}`,
    ],
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(`Everything VS Code said is in ${logFile}`);
  process.exitCode = 1;
} finally {
  await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
}
