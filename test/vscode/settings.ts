import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Keeps a window to what it is opened for: no welcome page, no assistant, no notices. */
const quiet = {
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** Adds to the user's settings, which the server build keeps on its own disk, application-scoped ones included. */
export async function writeSettings(
  serverDataDir: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  const file = join(serverDataDir, 'data', 'User', 'settings.json');
  await mkdir(dirname(file), { recursive: true });
  const present: unknown = JSON.parse(await readFile(file, 'utf8').catch(() => JSON.stringify(quiet)));
  await writeFile(file, JSON.stringify(Object.assign({}, present, settings), undefined, 2));
}
