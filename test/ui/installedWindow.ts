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
  /** Another extension, run from its folder beside the packaged one. */
  readonly developmentPath?: string;
  /** Reaches the extension host. */
  readonly env?: NodeJS.ProcessEnv;
  /** Shows notices, as VS Code does for people. */
  readonly notices?: boolean;
  /** Display language that extensions are told of: `zh-cn`. */
  readonly language?: string;
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
  /** What the window and the logs tell of errors nobody has handled. */
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
      notices: options.notices ?? false,
      env: { HOME: home, ...nobodysEnv, ...options.env },
      ...(options.language === undefined ? {} : { language: options.language }),
      ...(options.developmentPath === undefined ? {} : { developmentPath: options.developmentPath }),
    });
    window.page.setDefaultTimeout(15_000);
    // The extension host tells the window of rejections nobody has handled, and writes no log of them.
    const complaints: string[] = [];
    window.page.on('console', (message) => {
      const [line = ''] = message.text().split('\n');
      if (/\[Extension Host\].*rejected promise|^\[cloud-tasks\.cloud-tasks\]/.test(line)) {
        complaints.push(line);
      }
    });
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
      unhandled: async () => [
        ...complaints,
        ...(await window.logs())
          .split('\n')
          .filter((line) => /unhandled|rejected promise|uncaught/i.test(line)),
      ],
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
