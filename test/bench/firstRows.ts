import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openVSCode } from '../vscode/openVSCode.ts';
import { whenPainted } from './paint.ts';

export interface FirstRows {
  /** From the click on the icon in the activity bar to the first account, ms. */
  readonly accountsMs: number;
  /** From the click on an account to its groups, and from the click on a group to its first task, ms. */
  readonly groupsMs: number;
  readonly tasksMs: number;
}

/** Opens the product's view on its demo cloud for the first time in a window. */
export async function measureFirstRows(developmentPath: string): Promise<FirstRows> {
  const serverDataDir = await mkdtemp(join(tmpdir(), 'cloud-tasks-bench-'));
  const window = await openVSCode({
    serverDataDir,
    developmentPath,
    env: { CLOUD_TASKS_START_DEMO: '1' },
  });
  try {
    const { page } = window;
    const until = async (act: () => Promise<void>, ...texts: string[]): Promise<number> => {
      const painted = whenPainted(page, '.sidebar', texts);
      const startedAt = Date.now();
      await act();
      return (await painted) - startedAt;
    };
    const row = (text: string) => page.locator('.sidebar .monaco-list-row', { hasText: text }).first();
    const icon = page.locator('.activitybar .action-label[aria-label^="Cloud Tasks"]');
    await icon.waitFor();
    // Whatever else starts with the window is not what is measured.
    await sleep(3_000);
    return {
      accountsMs: await until(() => icon.click(), 'MPS'),
      groupsMs: await until(() => row('MPS').click(), 'Finished'),
      tasksMs: await until(() => row('Finished').click(), 'Task-'),
    };
  } finally {
    await window.close();
    await rm(serverDataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}
