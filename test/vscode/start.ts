/**
 * `npm start`: builds the extension and opens it, with the demo cloud, in the desktop VS Code where there is one,
 * otherwise in the server build. Runs until it is interrupted or the window closes.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join, resolve } from 'node:path';
import { windowAddress } from './address.ts';
// The shell between npm and this process passes no signal on.
import './endWithParent.ts';
import { installFolders, writeManifest } from './extensionFolder.ts';
import { startServer } from './server.ts';
import { knownVersion } from './serverBuild.ts';
import { writeSettings } from './settings.ts';

const root = resolve(import.meta.dirname, '../..');
const dataDir = join(root, '.vscode-test', 'start');
/** Read by the extension in development mode only. */
const env = { CLOUD_TASKS_START_DEMO: '1' };
const hasScreen = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // What was started ends at the exit.
  process.once(signal, () => process.exit(0));
}

execFileSync(process.execPath, [join(root, 'esbuild.ts')], { cwd: root, stdio: 'inherit' });
if (hasScreen && onPath('code')) {
  await openDesktop();
} else {
  await openServerBuild();
}

async function openDesktop(): Promise<void> {
  console.log('Cloud Tasks opens in VS Code; Ctrl+C ends this command, closing the window does too.');
  const args = ['--wait', '--new-window', `--extensionDevelopmentPath=${root}`, `--user-data-dir=${dataDir}`];
  const child = spawn('code', args, {
    env: { ...process.env, ...env },
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  process.once('exit', () => child.kill());
  await once(child, 'exit');
}

async function openServerBuild(): Promise<void> {
  await writeSettings(dataDir, {});
  const extensionsDir = join(dataDir, 'extensions');
  // Installed and not in development: that would take the test driver, with which VS Code shows no notices.
  await installFolders(extensionsDir, [root, await demoStarter()]);
  const server = await startServer({
    version: knownVersion(process.env.VSCODE_VERSION),
    serverDataDir: dataDir,
    extensionsDir,
    driver: false,
  });
  // The window's own address is long: what the desktop takes as arguments travels in it.
  const front = createServer((_request, response) => {
    response.writeHead(302, { location: windowAddress(server, {}) }).end();
  });
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  const address = `http://127.0.0.1:${(front.address() as AddressInfo).port}/`;
  console.log(`Cloud Tasks is at ${address} (Ctrl+C ends it)`);
  if (hasScreen) {
    openInBrowser(address);
  }
  await server.gone;
  front.close();
}

/** An extension that starts the demo cloud with the window. */
async function demoStarter(): Promise<string> {
  const folder = join(dataDir, 'demo-starter');
  await mkdir(folder, { recursive: true });
  await writeManifest(folder, { name: 'demo-starter', publisher: 'cloud-tasks' });
  const start = "require('vscode').commands.executeCommand('cloudTasks.startDemo')";
  await writeFile(join(folder, 'main.cjs'), `exports.activate = () => void ${start};\n`);
  return folder;
}

function openInBrowser(address: string): void {
  const openers: Partial<Record<NodeJS.Platform, [string, string[]]>> = {
    darwin: ['open', [address]],
    win32: ['cmd', ['/c', 'start', '', address]],
  };
  const [command, args] = openers[process.platform] ?? ['xdg-open', [address]];
  // Where there is no opener, the address on the terminal has to do.
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}

function onPath(command: string): boolean {
  const name = process.platform === 'win32' ? `${command}.cmd` : command;
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));
}
