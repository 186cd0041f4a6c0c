import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { foreignAccount, foreignKeys } from './foreignAccounts.ts';
import { ForeignCloud } from './foreignCloud.ts';
import { type InstalledWindow, openInstalled } from './installedWindow.ts';

/** Of changes that reach the window together with the rows they are about, VS Code loses some. */
const labels = Array.from({ length: 24 }, (_, index) => `Keyless ${index}`);

const patience = { timeout: 5_000, interval: 100 };

let cloud: ForeignCloud;
let window: InstalledWindow;

beforeAll(async () => {
  cloud = await ForeignCloud.start(foreignKeys);
  window = await openInstalled({
    settings: { 'cloudTasks.accounts': labels.map((label) => foreignAccount(label, cloud, ['mps'])) },
  });
});

afterAll(async () => {
  await window?.close();
  await cloud?.close();
});

describe('a service that fails while its rows are on their way to the window', () => {
  it('has a row that says why', async () => {
    for (const label of labels) {
      await window.tree.expand(`${label} · MPS`);
      await vi.waitFor(async () => {
        const [row] = await window.tree.textsBelow(`${label} · MPS`);
        expect(row, label).toMatch(/^Keys missing .*CredentialsMissing/);
      }, patience);
      await window.tree.collapseAll();
    }
  });
});
