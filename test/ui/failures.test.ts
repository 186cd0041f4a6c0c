import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { documentText } from './editors.ts';
import { foreignAccount, foreignEnv, foreignKeys } from './foreignAccounts.ts';
import {
  type Answer,
  emptyObject,
  refusal,
  resetInBody,
  shaped,
  silence,
  truncated,
  unavailable,
  webPage,
} from './foreignAnswers.ts';
import { ForeignCloud, type ForeignService } from './foreignCloud.ts';
import { idsOf, mpsTasks } from './foreignTasks.ts';
import { type InstalledWindow, openInstalled } from './installedWindow.ts';
import { answerStep } from './quickInput.ts';
import { openedRows } from './shownRows.ts';
import { pager } from './taskTreePage.ts';

/** Failures that may pass are tried four times before they are shown. */
const patience = { timeout: 15_000, interval: 100 };

const clouds = new Map<string, ForeignCloud>();
const accounts: Record<string, unknown>[] = [];
let window: InstalledWindow;

beforeAll(async () => {
  await add('Good', ['mps']);
  await add('Silent', ['mps']);
  await add('Odd', ['mps']);
  await add('Shaky', ['mps']);
  await add('Shapeless', ['mps']);
  await add('Forbidden', ['mps', 'vod']);
  await add('Inactive', ['mps']);
  await add('Wrong key', ['mps'], { id: foreignKeys.id, secret: 'another' });
  await add('Keyless', ['mps'], foreignKeys, 'stored');
  fill();
  window = await openInstalled({
    env: foreignEnv,
    settings: { 'cloudTasks.refreshInterval': 0, 'cloudTasks.accounts': accounts },
  });
  // What is not in sight is not in the window.
  await window.page.setViewportSize({ width: 1280, height: 1800 });
  // It takes as long as the time-out to be shown. Its rows move the others: a click on those would meet one of them.
  await rowsOf('Silent · MPS');
});

afterAll(async () => {
  await window?.close();
  await Promise.all([...clouds.values()].map((cloud) => cloud.close()));
});

async function add(
  label: string,
  services: readonly ForeignService[],
  keys = foreignKeys,
  credentials = 'environment',
): Promise<void> {
  const started = await ForeignCloud.start(keys);
  clouds.set(label, started);
  accounts.push(foreignAccount(label, started, services, credentials));
}

function cloud(label: string): ForeignCloud {
  const found = clouds.get(label);
  if (found === undefined) {
    throw new Error(`There is no cloud "${label}"`);
  }
  return found;
}

function fill(): void {
  cloud('Good')
    .put('mps', 'FINISH', undefined, { items: mpsTasks('good', 0, 3), next: 't1' })
    .put('mps', 'FINISH', 't1', { items: mpsTasks('good', 3, 3), next: 't2' })
    .put('mps', 'FINISH', 't2', { items: mpsTasks('good', 6, 1) })
    .answer({ status: 'FINISH', token: 't1' }, refusal('InternalError', 'Something broke inside.'));
  cloud('Silent').answer({}, silence);
  answer('Odd', { WAITING: webPage, PROCESSING: emptyObject });
  cloud('Odd').put('mps', 'FINISH', undefined, {
    items: [{ TaskType: 'WorkflowTask' }, ...mpsTasks('odd', 0, 2)],
  });
  answer('Shaky', {
    WAITING: unavailable,
    PROCESSING: resetInBody,
    FINISH: refusal('InternalError.Storage'),
  });
  answer('Shapeless', { WAITING: truncated, PROCESSING: shaped({ TaskSet: 7, TotalCount: 0 }) });
  cloud('Shapeless').put('mps', 'FINISH', undefined, { items: [null, 7, ...mpsTasks('shape', 0, 1)] });
  cloud('Forbidden')
    .answer({ service: 'mps' }, refusal('UnauthorizedOperation'))
    .put('vod', 'FINISH', undefined, { items: [] });
  cloud('Inactive').answer({}, refusal('FailedOperation.InvalidMpsUser'));
}

function answer(label: string, answers: Readonly<Record<string, Answer>>): void {
  for (const [status, one] of Object.entries(answers)) {
    cloud(label).answer({ status }, one);
  }
}

function requestIds(label: string, pattern: Parameters<ForeignCloud['asked']>[0]): readonly string[] {
  return cloud(label)
    .asked(pattern)
    .map(({ requestId }) => requestId);
}

const listOf: Readonly<Record<string, Parameters<ForeignCloud['asked']>[0]>> = {
  Waiting: { status: 'WAITING' },
  Processing: { status: 'PROCESSING' },
  // Both lists of ended tasks are tried together: either may be the first to fail.
  Finished: { status: 'FINISH' },
};

function requestIdIn(row: string | undefined): string | undefined {
  return /RequestId ([\da-f-]{36})/.exec(row ?? '')?.[1];
}

/** The one account with two services has them below it. */
const service = (label: string) => (label === 'Forbidden' ? [label, 'MPS'] : [`${label} · MPS`]);

const rowsOf = (...path: readonly string[]) => openedRows(window.tree, ...path);

describe('a group whose answer is odd', () => {
  it.each([
    ['Odd', 'Waiting', 'UnreadableAnswer', /web page/],
    ['Odd', 'Processing', 'UnreadableAnswer', /no Response/],
    ['Shapeless', 'Waiting', 'UnreadableAnswer', /not JSON, or it breaks off/],
    ['Shapeless', 'Processing', 'UnreadableAnswer', /TaskSet is .*not a list · RequestId/],
    ['Shaky', 'Waiting', 'HTTP 503', /Retry/],
    ['Shaky', 'Processing', '', /The connection to 127\.0\.0\.1:\d+ failed/],
    ['Shaky', 'Finished', 'InternalError.Storage', /Retry .* · RequestId/],
  ])('%s, %s: has one row that says %s and why', async (label, group, code, why) => {
    const rows = await rowsOf(`${label} · MPS`, group);
    expect(rows).toEqual([expect.stringMatching(why)]);
    expect(rows[0]).toMatch(code);
    if (rows[0]?.includes('RequestId')) {
      expect(requestIds(label, listOf[group] ?? {})).toContain(requestIdIn(rows[0]));
    }
  });

  it.each([
    ['Odd', 1, ['odd000', 'odd001']],
    ['Shapeless', 2, ['shape000']],
  ])('%s: leaves the good entries of a list with bad ones in it', async (label, bad, ids) => {
    const rows = await rowsOf(`${label} · MPS`, 'Finished');
    expect(rows.filter((text) => text.startsWith('Unreadable entry'))).toHaveLength(bad);
    expect(rows.filter((text) => !text.startsWith('Unreadable entry'))).toEqual(
      ids.map((id) => expect.stringContaining(id)),
    );
  });

  it('opens what the cloud printed of an entry without TaskId', async () => {
    await window.tree.click('Odd · MPS', 'Finished', 'Unreadable entry');
    await vi.waitFor(async () => {
      const text = await documentText(window.page);
      expect(text).not.toBe('');
      expect(JSON.parse(text)).toEqual({ TaskType: 'WorkflowTask' });
    }, patience);
    await window.screenshot('failures-odd');
    await window.tree.collapseAll();
  });
});

describe('a page that fails', () => {
  const group = ['Good · MPS', 'Finished'] as const;

  it('keeps the loaded rows and leaves a pager that says what failed', async () => {
    await rowsOf(...group);
    await window.tree.click(...group, pager);
    await vi.waitFor(async () => {
      expect(await window.tree.textsBelow(...group)).toEqual([
        ...idsOf(mpsTasks('good', 0, 3)).map((id) => expect.stringContaining(id)),
        expect.stringMatching(/^Retry .*InternalError: Something broke inside\. · RequestId/),
      ]);
    }, patience);
    const last = (await window.tree.below(...group)).at(-1);
    expect(requestIds('Good', { token: 't1' })).toContain(requestIdIn(last?.text));
    expect(last?.spoken).toMatch(/Retry.*InternalError/s);
    await window.screenshot('failures-pager');
  });

  it('is asked for again by Retry, and the list goes on', async () => {
    const asked = cloud('Good').asked({ token: 't1' }).length;
    await window.tree.click(...group, 'Retry');
    await vi.waitFor(
      () => expect(cloud('Good').asked({ token: 't1' }).length).toBeGreaterThan(asked),
      patience,
    );
    await vi.waitFor(async () => {
      expect((await window.tree.textsBelow(...group)).at(-1)).toMatch(/^Retry .*RequestId/);
    }, patience);
    cloud('Good').mend();
    // The retry before may still be under way, and succeed now.
    await window.tree.clickIfThere(...group, 'Retry');
    await vi.waitFor(async () => {
      expect(await window.tree.textsBelow(...group)).toEqual([
        ...idsOf(mpsTasks('good', 0, 6)).map((id) => expect.stringContaining(id)),
        expect.stringMatching(/^Load more 6 loaded$/),
      ]);
    }, patience);
    await window.tree.click(...group, pager);
    await vi.waitFor(async () => {
      expect(await window.tree.textsBelow(...group)).toEqual(
        idsOf(mpsTasks('good', 0, 7)).map((id) => expect.stringContaining(id)),
      );
    }, patience);
  });

  it('of a refresh keeps the rows, and says what failed', async () => {
    cloud('Good').answer({ status: 'FINISH' }, refusal('UnauthorizedOperation.CamNoAuth'));
    const row = window.tree.row('Finished').first();
    await row.hover();
    await row.getByRole('button', { name: /Refresh/ }).click();
    await vi.waitFor(async () => {
      expect(await window.tree.textsBelow(...group)).toEqual([
        expect.stringMatching(
          /^Permission missing .*UnauthorizedOperation.CamNoAuth: .*mps:DescribeTasks.* · RequestId/,
        ),
        ...idsOf(mpsTasks('good', 0, 7)).map((id) => expect.stringContaining(id)),
      ]);
    }, patience);
    await window.screenshot('failures-refresh');
    await window.tree.collapseAll();
  });
});

describe('a service that refuses', () => {
  it.each([
    ['Wrong key', 'Keys refused Retry · AuthFailure.SignatureFailure: ', true],
    ['Keyless', 'Keys missing Re-enter Credentials · CredentialsMissing: ', false],
    ['Inactive', 'Not activated Open Console · FailedOperation.InvalidMpsUser: ', true],
    ['Forbidden', 'Permission missing Show Log · UnauthorizedOperation: ', true],
  ])('%s: has a row that begins with %s', async (label, begin, asked) => {
    const failures = await vi.waitFor(async () => {
      const rows = await rowsOf(...service(label));
      expect(rows.filter((text) => text.startsWith(begin))).toHaveLength(1);
      return rows.filter((text) => text.startsWith(begin));
    }, patience);
    if (asked) {
      expect(requestIds(label, { service: 'mps' })).toContain(requestIdIn(failures[0]));
    } else {
      expect(cloud(label).requests).toEqual([]);
    }
  });

  it('names the action that is forbidden, and leaves the other service of the account alone', async () => {
    expect((await rowsOf('Forbidden', 'MPS'))[0]).toContain('mps:DescribeTasks');
    expect(await rowsOf('Forbidden', 'VOD', 'Finished')).toEqual(['No tasks']);
  });

  it('asks for new keys where the stored ones are missing', async () => {
    const { page } = window;
    await window.tree.click('Keyless · MPS', 'Re-enter Credentials');
    await page.locator('.quick-input-widget input[type=password]').waitFor();
    await answerStep(page, 1, foreignKeys.id);
    await answerStep(page, 2, foreignKeys.secret);
    await answerStep(page, 3);
    await vi.waitFor(async () => {
      expect(await window.tree.textsBelow('Keyless · MPS')).toEqual([
        'Waiting 0',
        'Processing 0',
        'Failed 0',
        'Finished 0',
      ]);
    }, patience);
    await window.tree.collapseAll();
  });

  it('is shown as silent after the time-out', async () => {
    await window.tree.expand('Silent · MPS');
    await vi.waitFor(
      async () => {
        expect((await window.tree.textsBelow('Silent · MPS'))[0]).toMatch(
          /^No answer Retry · TimeOut: .*did not answer within \d+ s/,
        );
      },
      { timeout: 60_000, interval: 500 },
    );
  });
});

describe('the log', () => {
  it('tells of failures, of nothing unhandled, and holds no secret', async () => {
    const logs = await window.logs();
    expect(logs).toContain('AuthFailure.SignatureFailure');
    expect(await window.unhandled()).toEqual([]);
    expect(logs).not.toContain(foreignKeys.secret);
  });
});
