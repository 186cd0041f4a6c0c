#!/usr/bin/env node
/**
 * Stands in for a desktop VS Code: takes its arguments, runs the server build with its window in a headless browser,
 * and exits with the code of the suite named by `--extensionTestsPath`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { format, parseArgs } from 'node:util';
import { windowAddress } from './address.ts';
import { launchBrowser } from './browser.ts';
import './endWithParent.ts';
import { startServer } from './server.ts';
import { knownVersion } from './serverBuild.ts';

const { values, positionals } = parseArgs({ strict: false, allowPositionals: true });
const scratch = await mkdtemp(join(tmpdir(), 'vscode-'));
const { code, reason } = await runSuite().finally(() => rm(scratch, { recursive: true, force: true }));
if (reason) {
  console.error(reason);
}
process.exitCode = code;

interface Outcome {
  readonly code: number;
  readonly reason?: string;
}

async function runSuite(): Promise<Outcome> {
  let end: (outcome: Outcome) => void = () => {};
  const ended = new Promise<Outcome>((settle) => {
    end = settle;
  });
  process.once('SIGINT', () => end({ code: 130 }));
  process.once('SIGTERM', () => end({ code: 143 }));
  const server = await startServer({
    version: knownVersion(process.env.VSCODE_VERSION),
    serverDataDir: path('user-data-dir') ?? join(scratch, 'user-data'),
    extensionsDir: path('extensions-dir') ?? join(scratch, 'extensions'),
  });
  void server.gone.then(() => end({ code: 1, reason: 'The server build of VS Code ended.' }));
  try {
    const browser = await launchBrowser();
    browser.once('disconnected', () => end({ code: 1, reason: 'The browser ended.' }));
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      page.once('crash', () => end({ code: 1, reason: 'The window crashed.' }));
      await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
        process[type === 'error' || type === 'warn' ? 'stderr' : 'stdout'].write(`${format(...args)}\n`);
      });
      await page.exposeFunction('codeAutomationExit', (code: number) => end({ code }));
      await page.goto(
        windowAddress(server, {
          folder: positionals[0] && resolve(positionals[0]),
          extensionDevelopmentPath: path('extensionDevelopmentPath'),
          extensionTestsPath: path('extensionTestsPath'),
        }),
      );
      return await ended;
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

function path(name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? resolve(value) : undefined;
}
