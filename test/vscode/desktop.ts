import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';

const installations: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: ['/Applications/Visual Studio Code.app/Contents/MacOS/Electron'],
  linux: ['/usr/share/code/code'],
  win32: [
    join(process.env.LOCALAPPDATA ?? homedir(), 'Programs', 'Microsoft VS Code', 'Code.exe'),
    join(process.env.PROGRAMFILES ?? 'C:\\Program Files', 'Microsoft VS Code', 'Code.exe'),
  ],
};

/**
 * The executable of a desktop VS Code, downloaded if need be.
 *
 * @param version a release such as `1.100`; without it the installed one, else the current one
 * @returns undefined where there is no screen for it or it can't be downloaded
 */
export async function desktopExecutable(version?: string): Promise<string | undefined> {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return undefined;
  }
  const installed =
    version === undefined && installations[process.platform]?.find((path) => existsSync(path));
  if (installed) {
    return installed;
  }
  try {
    return await downloadAndUnzipVSCode({
      version: version === '1.100' ? '1.100.3' : 'stable',
      timeout: 15_000,
    });
  } catch (error) {
    console.warn(`No desktop VS Code: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}
