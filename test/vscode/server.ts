import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { serverBuild, type VSCodeVersion } from './serverBuild.ts';

export interface ServerOptions {
  readonly version: VSCodeVersion;
  /** Settings, state and logs; settings of the user are in `data/User/settings.json` below it. */
  readonly serverDataDir: string;
  readonly extensionsDir: string;
  /** Reaches the extension host beside the environment of this process. */
  readonly env?: NodeJS.ProcessEnv;
  readonly args?: readonly string[];
  /**
   * Lets the address of a window name extensions to develop and tests to run, for which VS Code wants its own test
   * driver: with it, VS Code shows no notices. On where it is not said.
   */
  readonly driver?: boolean;
}

export interface Server {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** The port and host as the window names its remote side. */
  readonly authority: string;
  /** Resolves when the server is gone, whoever ended it. */
  readonly gone: Promise<void>;
  stop(): Promise<void>;
}

/** Starts the server build on a free loopback port and waits until it listens. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const args = [
    ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token'],
    ...['--telemetry-level', 'off', '--disable-workspace-trust'],
    ...(options.driver === false ? [] : ['--enable-smoke-test-driver']),
    ...(options.args ?? []),
  ];
  const child = spawnServer(options, await serverBuild(options.version), args);
  const gone = once(child, 'exit').then(() => undefined);
  const stop = async () => {
    endTree(child, 'SIGTERM');
    const impatience = setTimeout(() => endTree(child, 'SIGKILL'), 5_000);
    await gone;
    clearTimeout(impatience);
  };
  const killAtExit = () => endTree(child, 'SIGKILL');
  process.once('exit', killAtExit);
  void gone.then(() => process.off('exit', killAtExit));
  try {
    const authority = `127.0.0.1:${await listening(child)}`;
    return { url: `http://${authority}`, authority, gone, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Installs a packaged extension the way the command line of VS Code does. */
export async function installExtension(options: ServerOptions, vsix: string): Promise<void> {
  const main = await serverBuild(options.version);
  const child = spawnServer(options, main, ['--install-extension', vsix, '--force']);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const [code] = await once(child, 'close');
  if (code !== 0 || !output.includes('successfully installed')) {
    throw new Error(`${vsix} was not installed (${code}):\n${output}`);
  }
}

function spawnServer(options: ServerOptions, main: string, args: readonly string[]): ChildProcess {
  const own = [
    '--accept-server-license-terms',
    ...['--server-data-dir', options.serverDataDir, '--extensions-dir', options.extensionsDir],
  ];
  const watch = ['--import', pathToFileURL(join(import.meta.dirname, 'endWithParent.ts')).href];
  return spawn(process.execPath, [...watch, main, ...own, ...args], {
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its extension hosts are processes of their own: as a group they end with it.
    detached: process.platform !== 'win32',
  });
}

async function listening(child: ChildProcess): Promise<string> {
  let output = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  if (child.stdout) {
    for await (const line of createInterface(child.stdout)) {
      const port = /agent listening on (\d+)/.exec(line)?.[1];
      if (port) {
        child.stdout.resume();
        return port;
      }
      output += `${line}\n`;
    }
  }
  throw new Error(`The server build of VS Code did not start:\n${output}`);
}

function endTree(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) {
    return;
  }
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // ESRCH: the group has ended already.
  }
}
