import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { runTests } from '@vscode/test-electron';
import { desktopExecutable } from './desktop.ts';
import { knownVersion, serverBuild } from './serverBuild.ts';

export interface HostRun {
  /** A bundled module whose `run()` VS Code calls in the extension host. */
  readonly suite: string;
  /** Takes all that VS Code says. */
  readonly logFile: string;
  /** A release of VS Code, such as `1.100`; without it the current one. */
  readonly version?: string | undefined;
  /** Reaches the extension host, beside the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Called with each line that VS Code says. */
  onLine(line: string): void;
}

/**
 * Runs a suite beside the extension in a fresh VS Code: a desktop one where one can run, otherwise the server build.
 *
 * @throws when the suite's `run()` rejects
 */
export async function runInVSCode({ suite, logFile, version, env, onLine }: HostRun): Promise<void> {
  const desktop = await desktopExecutable(version);
  if (!desktop) {
    await serverBuild(knownVersion(version));
  }
  const scratch = await mkdtemp(join(tmpdir(), 'cloud-tasks-'));
  await mkdir(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile);
  const output = new PassThrough();
  const lines = createInterface(output).on('line', (line) => {
    log.write(`${line}\n`);
    onLine(line);
  });
  try {
    await runTests({
      extensionDevelopmentPath: resolve(import.meta.dirname, '../..'),
      extensionTestsPath: suite,
      extensionTestsEnv: { ...env, ...(version === undefined ? {} : { VSCODE_VERSION: version }) },
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
  } finally {
    output.end();
    await finished(output);
    lines.close();
    log.end();
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}
