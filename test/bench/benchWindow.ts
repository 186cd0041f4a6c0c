import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { HostLink } from '../vscode/hostLink.ts';
import { type OpenOptions, openVSCode } from '../vscode/openVSCode.ts';
import type { HostCalls } from './hostCalls.ts';

/** A proxy of the user's would stand between the bench and its servers. */
const withoutProxies = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => /^(https?|no|all)_proxy$/i.test(name))
    .map((name) => [name, undefined]),
);

/** Opens a VS Code with the bench extension for as long as `use` takes. */
export async function inBenchWindow<T>(
  options: Pick<OpenOptions, 'developmentPath' | 'env' | 'userSettings'>,
  use: (host: HostCalls, page: Page) => Promise<T>,
): Promise<T> {
  const serverDataDir = await mkdtemp(join(tmpdir(), 'cloud-tasks-bench-'));
  const link = await HostLink.listen<HostCalls>();
  const window = await openVSCode({
    serverDataDir,
    ...options,
    env: { ...withoutProxies, ...options.env, CLOUD_TASKS_BENCH_PORT: String(link.port) },
  });
  try {
    return await use(link.host, window.page);
  } finally {
    await window.close();
    link.close();
    await rm(serverDataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}
