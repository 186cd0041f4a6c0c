import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDemoCloud } from '../../src/demo/demoCloud.ts';
import { openVSCode } from '../vscode/openVSCode.ts';
import { whenPainted } from './paint.ts';

export interface FirstRows {
  /** From the click on the icon in the activity bar to the first account, ms. */
  readonly accountsMs: number;
  /** From the click on the account to its groups, and from the click on a group to its first task, ms. */
  readonly groupsMs: number;
  readonly tasksMs: number;
  /** From that click until nine of ten task rows in sight have names. */
  readonly namesMs: number;
  /** How many task rows are in sight then, and how many details were read for them. */
  readonly rows: number;
  readonly details: number;
}

const view = '[id="workbench.view.extension.cloudTasks"]';

const whenClicked = `new Promise((resolve) =>
  addEventListener('mousedown', () => resolve(Date.now()), { capture: true, once: true }))`;

/** A row without a name shows the end of its id instead. Resolves to how many rows of tasks are in sight. */
const whenNamed = `new Promise((resolve, reject) => {
  const giveUpAt = Date.now() + 60_000;
  const look = () => {
    const rows = [...document.querySelectorAll(${JSON.stringify(`${view} .monaco-list-row`)})]
      .map(({ textContent }) => textContent)
      .filter((text) => text.includes('Task-'));
    const named = rows.filter((text) => !/…\\w{6}/.test(text));
    if (rows.length > 0 && named.length >= 0.9 * rows.length) {
      resolve(rows.length);
    } else if (Date.now() > giveUpAt) {
      reject(new Error(named.length + ' of ' + rows.length + ' rows had names after a minute'));
    } else {
      setTimeout(look, 20);
    }
  };
  look();
})`;

/** Opens the product's view for the first time in a window, with an account on the demo cloud. */
export async function measureFirstRows(developmentPath: string): Promise<FirstRows> {
  const cloud = await startDemoCloud();
  const { id, secret } = cloud.credentials.tencent;
  const account = {
    id: 'bench',
    label: 'Bench',
    cloud: 'tencent',
    site: 'international',
    credentials: 'environment',
    services: { mps: { endpoint: cloud.url } },
  };
  const serverDataDir = await mkdtemp(join(tmpdir(), 'cloud-tasks-bench-'));
  const window = await openVSCode({
    serverDataDir,
    developmentPath,
    userSettings: { 'cloudTasks.accounts': [account] },
    env: { TENCENTCLOUD_SECRET_ID: id, TENCENTCLOUD_SECRET_KEY: secret },
  });
  try {
    const { page } = window;
    const until = async (act: () => Promise<void>, text: string): Promise<number> => {
      const [paintedAt, clickedAt] = await Promise.all([
        whenPainted(page, view, [text]),
        page.evaluate<number>(whenClicked),
        act(),
      ]);
      return paintedAt - clickedAt;
    };
    const open = (text: string) => () =>
      page.locator(`${view} .monaco-list-row`, { hasText: text }).first().click();
    const icon = page.getByRole('tab', { name: 'Cloud Tasks' });
    await icon.waitFor();
    // What else starts with the window is not what is measured.
    await sleep(3_000);
    const accountsMs = await until(() => icon.click(), 'MPS');
    const groupsMs = await until(open('MPS'), 'Finished');
    const tasksMs = await until(open('Finished'), 'Task-');
    const shownAt = Date.now();
    const rows = await page.evaluate<number>(whenNamed);
    const namesMs = tasksMs + Date.now() - shownAt;
    const details = cloud.requests.count('mps', 'DescribeTaskDetail');
    return { accountsMs, groupsMs, tasksMs, namesMs, rows, details };
  } finally {
    await window.close();
    await cloud.close();
    await rm(serverDataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}
