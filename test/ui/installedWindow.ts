import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openVSCode, type VSCodeWindow } from '../vscode/openVSCode.ts';
import { writeSettings } from '../vscode/settings.ts';
import { runCommand } from './palette.ts';
import { TaskTreePage } from './taskTreePage.ts';

export interface InstalledOptions {
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Settings of the workspace folder that is opened. */
  readonly workspaceSettings?: Readonly<Record<string, unknown>>;
  /** Reaches the extension host. */
  readonly env?: NodeJS.ProcessEnv;
}

/** VS Code with the packaged extension installed as a user would, its view open. */
export interface InstalledWindow extends VSCodeWindow {
  readonly tree: TaskTreePage;
  /** By the command of that name, which first saves what is open; a browser's own reload can lose that. */
  reloadWindow(): Promise<void>;
  /** Edits the user's settings on disk, and loads the window anew: the server build does not watch the file. */
  changeSettings(settings: Readonly<Record<string, unknown>>): Promise<void>;
  /** The user's settings as they are on disk. */
  userSettings(): Promise<string>;
  /** The files of VS Code and of the workspace that hold a text. */
  filesWith(text: string): Promise<readonly string[]>;
  /** Lines of the log that tell of an error nobody has handled. */
  unhandled(): Promise<readonly string[]>;
}

/** The user's own keys and files must not leak into a test, nor a proxy into its way. */
const nobodysEnv = { TENCENTCLOUD_SECRET_ID: undefined, TENCENTCLOUD_SECRET_KEY: undefined };

export async function openInstalled(options: InstalledOptions = {}): Promise<InstalledWindow> {
  const scratch = await mkdtemp(join(tmpdir(), 'cloud-tasks-'));
  const serverDataDir = join(scratch, 'server');
  const home = join(scratch, 'home');
  const folder = join(scratch, 'folder');
  const forget = () => rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  try {
    await mkdir(home);
    await mkdir(join(folder, '.vscode'), { recursive: true });
    await writeFile(
      join(folder, '.vscode', 'settings.json'),
      JSON.stringify(options.workspaceSettings ?? {}),
    );
    const window = await openVSCode({
      serverDataDir,
      folder,
      vsix: resolve('out/cloud-tasks.vsix'),
      userSettings: options.settings ?? {},
      env: { HOME: home, ...nobodysEnv, ...options.env },
    });
    window.page.setDefaultTimeout(15_000);
    const tree = new TaskTreePage(window.page);
    await tree.open();
    const reloadWindow = async () => {
      const loaded = window.page.waitForEvent('load');
      await runCommand(window.page, 'Developer: Reload Window');
      await loaded;
    };
    return {
      ...window,
      tree,
      reloadWindow,
      changeSettings: async (settings) => {
        await writeSettings(serverDataDir, settings);
        await reloadWindow();
      },
      userSettings: () => readFile(join(serverDataDir, 'data', 'User', 'settings.json'), 'utf8'),
      filesWith: (text) => filesWith(scratch, text),
      unhandled: async () =>
        (await window.logs()).split('\n').filter((line) => /unhandled|rejected promise|uncaught/i.test(line)),
      close: async () => {
        await window.close();
        await forget();
      },
    };
  } catch (error) {
    await forget();
    throw error;
  }
}

async function filesWith(folder: string, text: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const found = await Promise.all(
    files.map(async (file) => ((await readFile(file).catch(() => '')).includes(text) ? [file] : [])),
  );
  return found.flat();
}
