import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { windowAddress } from '../vscode/address.ts';
import { launchBrowser } from '../vscode/browser.ts';
import { startServer } from '../vscode/server.ts';
import { knownVersion } from '../vscode/serverBuild.ts';
import { writeSettings } from '../vscode/settings.ts';
import type { TimedExtension } from './folders.ts';

export interface Activation {
  readonly readMs: number;
  readonly activateMs: number;
  /** Only of the product: what its first command takes, which reads the rest of the code. */
  readonly firstUseMs?: number;
}

const rounds = 7;

/** Reading and activating each extension in extension hosts of its own, in turns. */
export async function measureActivations(
  folders: Readonly<Record<TimedExtension, string>>,
): Promise<Record<TimedExtension, Activation[]>> {
  const figures: Record<TimedExtension, Activation[]> = { ours: [], empty: [], sdk: [] };
  const reports = createServer().listen(0, '127.0.0.1');
  await once(reports, 'listening');
  const serverDataDir = await mkdtemp(join(tmpdir(), 'cloud-tasks-bench-'));
  await writeSettings(serverDataDir, {});
  const server = await startServer({
    version: knownVersion(process.env.VSCODE_VERSION),
    serverDataDir,
    extensionsDir: join(serverDataDir, 'extensions'),
    env: { CLOUD_TASKS_BENCH_PORT: String((reports.address() as AddressInfo).port) },
    // The extension host of a closed window is of no more use.
    args: ['--reconnection-grace-time', '1'],
  });
  const browser = await launchBrowser();
  try {
    for (let round = 0; round <= rounds; round++) {
      for (const name of ['empty', 'ours', 'sdk'] as const) {
        const page = await browser.newPage();
        const reported = once(reports, 'connection', { signal: AbortSignal.timeout(60_000) });
        await page.goto(windowAddress(server, { extensionDevelopmentPath: folders[name] }));
        const [socket] = await reported;
        const activation = JSON.parse(await text(socket)) as Activation;
        await page.close();
        if (round > 0) {
          figures[name].push(activation);
        }
      }
    }
  } finally {
    await browser.close();
    await server.stop();
    reports.close();
    await rm(serverDataDir, { recursive: true, force: true, maxRetries: 5 });
  }
  return figures;
}
