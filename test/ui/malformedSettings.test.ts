import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { foreignAccount, foreignEnv, foreignKeys } from './foreignAccounts.ts';
import { ForeignCloud } from './foreignCloud.ts';
import { mpsTasks } from './foreignTasks.ts';
import { type InstalledWindow, openInstalled } from './installedWindow.ts';
import { runCommand } from './palette.ts';

const patience = { timeout: 10_000, interval: 100 };

let cloud: ForeignCloud;
let elsewhere: ForeignCloud;
let window: InstalledWindow;

beforeAll(async () => {
  cloud = await ForeignCloud.start(foreignKeys);
  elsewhere = await ForeignCloud.start(foreignKeys);
  cloud.put('mps', 'FINISH', undefined, { items: mpsTasks('fine', 0, 2) });
  const good = foreignAccount('Good', cloud, ['mps']);
  const at = (label: string, endpoint: string) => ({
    ...foreignAccount(label, cloud, []),
    services: { mps: { endpoint }, vod: { endpoint: cloud.url } },
  });
  window = await openInstalled({
    env: foreignEnv,
    settings: {
      'cloudTasks.accounts': [
        { ...foreignAccount('Typo', cloud), cloud: 'tencnet' },
        good,
        { ...good, label: 'Twin' },
        at('Bad url', 'mps.tencentcloudapi.com'),
        at('In the clear', 'http://gateway.example.com:8080'),
        'prod',
        { ...foreignAccount('Leaky', cloud, ['mps']), secretKey: 'writtenIntoSettings' },
      ],
    },
    workspaceSettings: { 'cloudTasks.accounts': [foreignAccount('Intruder', elsewhere)] },
  });
});

afterAll(async () => {
  await window?.close();
  await cloud?.close();
  await elsewhere?.close();
});

describe('entries of cloudTasks.accounts that cannot be used', () => {
  it('are rows that name the entry and what is wrong', async () => {
    await vi.waitFor(async () => {
      const rows = await window.tree.textsBelow();
      expect(rows.filter((text) => text.startsWith('Account '))).toEqual([
        expect.stringMatching(/^Account 1 \("typo"\): "cloud" is "tencnet"; use "tencent", "alibaba" or/),
        expect.stringMatching(/^Account 3 \("good"\): an account before it has the same "id"/),
        expect.stringMatching(/^Account 4 \("bad-url"\): service "mps": "endpoint": .* is not a URL/),
        expect.stringMatching(/^Account 5 \("in-the-clear"\): .*unencrypted.*https.*"allowHttp": true/),
        expect.stringMatching(/^Account 6: "prod" is not an object/),
        expect.stringMatching(/^Account 7 \("leaky"\): "secretKey" does not belong in settings/),
      ]);
    }, patience);
  });

  it('are told of once, in a notification', async () => {
    await runCommand(window.page, 'Notifications: Show Notifications');
    const notifications = window.page.locator('.notifications-center .notification-list-item-message');
    const texts = await notifications.allTextContents();
    expect(texts.filter((text) => text.includes('Account'))).toEqual([
      expect.stringMatching(/^Account 1 \("typo"\).*\(and 5 more\)/),
    ]);
    await window.screenshot('malformed-settings');
  });

  it('leave the good entries and services working', async () => {
    const services = (await window.tree.below()).filter(
      ({ level, text }) => level === 1 && !text.startsWith('Account '),
    );
    expect(services.map(({ text }) => text)).toEqual(
      ['Good · MPS', 'Bad url · VOD', 'In the clear · VOD', 'Leaky · MPS'].map((name) =>
        expect.stringContaining(name),
      ),
    );
    await window.tree.expand('Good · MPS', 'Finished');
    await vi.waitFor(async () => {
      expect(await window.tree.textsBelow('Good · MPS', 'Finished')).toEqual([
        expect.stringContaining('fine000'),
        expect.stringContaining('fine001'),
      ]);
    }, patience);
  });

  it('are not shown with a key somebody wrote there', async () => {
    expect(JSON.stringify(await window.tree.below())).not.toContain('writtenIntoSettings');
    expect(await window.logs()).not.toContain('writtenIntoSettings');
  });
});

describe('cloudTasks.accounts of a workspace', () => {
  it('is ignored: it could redirect signed requests', async () => {
    expect(JSON.stringify(await window.tree.below())).not.toContain('Intruder');
    expect(elsewhere.requests).toEqual([]);
  });
});

describe('cloudTasks.accounts that is no list', () => {
  it('is a row that says so', async () => {
    await window.changeSettings({ 'cloudTasks.accounts': { id: 'prod' } });
    await vi.waitFor(async () => {
      expect(await window.tree.textsBelow()).toEqual([
        expect.stringMatching(/^cloudTasks\.accounts is an object; write a list of accounts/),
      ]);
    }, patience);
  });

  it('works again once it is corrected', async () => {
    await window.changeSettings({ 'cloudTasks.accounts': [foreignAccount('Corrected', cloud, ['mps'])] });
    await vi.waitFor(async () => {
      expect(await window.tree.textsBelow()).toEqual([expect.stringContaining('Corrected · MPS')]);
    }, patience);
    expect(await window.unhandled()).toEqual([]);
  });
});
