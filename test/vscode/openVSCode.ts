import { mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { windowAddress } from './address.ts';
import { launchBrowser } from './browser.ts';
import { installExtension, startServer } from './server.ts';
import { knownVersion } from './serverBuild.ts';
import { writeSettings } from './settings.ts';

export interface OpenOptions {
  /** Holds settings, state, logs and extensions; opening the same folder again finds them. */
  readonly serverDataDir: string;
  /** A packaged extension to install first. */
  readonly vsix?: string;
  /** An extension to run from its sources instead, in development mode. */
  readonly developmentPath?: string;
  /** Added to the user's settings. */
  readonly userSettings?: Readonly<Record<string, unknown>>;
  /** Reaches the extension host. */
  readonly env?: NodeJS.ProcessEnv;
  /** Workspace folder; without it the window is empty. */
  readonly folder?: string;
  /**
   * Display language that extensions are told of, `zh-cn`. VS Code's own texts stay English: they would need its
   * language pack, and so does the language itself, unless the page says it in VS Code's stead.
   */
  readonly language?: string;
  /** Shows notices, as VS Code does for people; takes no `developmentPath` then. */
  readonly notices?: boolean;
}

export interface VSCodeWindow {
  readonly page: Page;
  readonly url: string;
  /** Reloads the window, as the command Reload Window does. */
  reload(): Promise<void>;
  /** Saves what the window shows to `out/screenshots/<name>.png`. */
  screenshot(name: string): Promise<string>;
  /** The log files of the extension host and of the extensions in it, one after the other. */
  logs(): Promise<string>;
  close(): Promise<void>;
}

/** Opens a window of the server build of VS Code in a headless browser, 1280 × 800 pixels. */
export async function openVSCode(options: OpenOptions): Promise<VSCodeWindow> {
  const serverOptions = {
    version: knownVersion(process.env.VSCODE_VERSION),
    serverDataDir: options.serverDataDir,
    extensionsDir: join(options.serverDataDir, 'extensions'),
    env: options.env ?? {},
    driver: options.notices !== true,
  };
  await writeSettings(options.serverDataDir, options.userSettings ?? {});
  if (options.vsix) {
    await installExtension(serverOptions, options.vsix);
  }
  const server = await startServer(serverOptions);
  const browser = await launchBrowser().catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  const close = async () => {
    await browser.close();
    await server.stop();
  };
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    if (options.language !== undefined) {
      await page.addInitScript((language) => {
        Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { get: () => language, set: () => {} });
      }, options.language);
    }
    const url = windowAddress(server, {
      folder: options.folder,
      extensionDevelopmentPath: options.developmentPath,
    });
    await page.goto(url);
    await ready(page);
    return {
      page,
      url,
      close,
      reload: async () => {
        await page.reload();
        await ready(page);
      },
      screenshot: async (name) => {
        const path = resolve('out', 'screenshots', `${name}.png`);
        await mkdir(dirname(path), { recursive: true });
        await page.screenshot({ path });
        return path;
      },
      logs: () => extensionHostLogs(join(options.serverDataDir, 'data', 'logs')),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function ready(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .part.activitybar').waitFor({ timeout: 60_000 });
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
}

async function extensionHostLogs(folder: string): Promise<string> {
  const files = await readdir(folder, { recursive: true });
  const logs = files.filter((file) => file.includes('exthost') && file.endsWith('.log')).sort();
  const texts = await Promise.all(logs.map((file) => readFile(join(folder, file), 'utf8')));
  return texts.join('\n');
}
