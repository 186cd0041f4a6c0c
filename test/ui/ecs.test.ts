import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { asAsapi, asResult, asResultText, body, gatewayError } from './ecsShapes.ts';
import { ecsTasks, taskIds } from './ecsTasks.ts';
import { documentText, tabs } from './editors.ts';
import { ForeignAlibaba, type ForeignAlibabaOptions } from './foreignAlibaba.ts';
import { type InstalledWindow, openInstalled } from './installedWindow.ts';
import { openedRows } from './shownRows.ts';
import { pager } from './taskTreePage.ts';

const patience = { timeout: 15_000, interval: 100 };
const accessKeys = { id: 'LTAIforeignTester', secret: 'foreignAccessKeySecret' };
const appKeys = { id: '23456789', secret: 'foreignAppSecret' };
const stackRegion = 'cn-qingdao-env17-d01';
const tls = resolve('test/fixtures/tls');

const clouds: ForeignAlibaba[] = [];
const accounts: Record<string, unknown>[] = [];
let hangzhou: ForeignAlibaba;
let beijing: ForeignAlibaba;
let gateway: ForeignAlibaba;
let rpc: ForeignAlibaba;
let acs3: ForeignAlibaba;
let odd: ForeignAlibaba;
let window: InstalledWindow;

beforeAll(async () => {
  await startPublic();
  await startStacks();
  await startRefusing();
  window = await openInstalled({
    env: {
      ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeys.id,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeys.secret,
      CLOUD_TASKS_APP_KEY: appKeys.id,
      CLOUD_TASKS_APP_SECRET: appKeys.secret,
    },
    settings: {
      'cloudTasks.refreshInterval': 0,
      'cloudTasks.pageSize': 10,
      'cloudTasks.accounts': accounts,
    },
  });
  // A list of some pages has to be in sight as a whole.
  await window.page.setViewportSize({ width: 1280, height: 1800 });
});

afterAll(async () => {
  await window?.close();
  await Promise.all(clouds.map((cloud) => cloud.close()));
});

async function startPublic(): Promise<void> {
  const filters = ['Processing', 'Finished', 'Failed'];
  hangzhou = await start({ keys: accessKeys, signature: 'acs3', filters });
  beijing = await start({ keys: accessKeys, signature: 'acs3', filters });
  hangzhou.tasks = [
    ...ecsTasks('pending', 0, 2, 'Pending'),
    ...ecsTasks('run', 0, 2, 'Processing'),
    ...ecsTasks('done', 10, 34),
    ...ecsTasks('bad', 0, 1, 'Failed'),
  ];
  beijing.tasks = ecsTasks('north', 0, 1);
  accounts.push({
    id: 'public',
    label: 'Public',
    cloud: 'alibaba',
    credentials: 'environment',
    services: {
      ecs: [
        { region: 'cn-hangzhou', endpoint: hangzhou.url },
        { region: 'cn-beijing', endpoint: beijing.url },
      ],
    },
  });
}

async function startStacks(): Promise<void> {
  gateway = await startStack('Gateway', { signature: 'apiGateway', shape: asResult });
  rpc = await startStack('Rpc', { signature: 'rpc', shape: asResultText, hasAttribute: false });
  acs3 = await startStack('Acs3', { signature: 'acs3', shape: asAsapi });
  for (const cloud of [gateway, rpc, acs3]) {
    cloud.tasks = [
      ...ecsTasks('wait', 0, 1, 'Pending'),
      ...ecsTasks('run', 0, 2, 'Processing'),
      ...ecsTasks('done', 0, 12),
      ...ecsTasks('stop', 0, 1, 'Paused'),
      ...ecsTasks('gone', 0, 1, 'Deleted'),
    ];
  }
  odd = await startStack('Odd', { signature: 'apiGateway' });
  odd.tasks = ecsTasks('fine', 0, 1);
  odd
    .answer(
      'Pending',
      body((RequestID) => ({ RequestID })),
    )
    .answer(
      'Processing',
      body(() => ({ errorSample: { resultCode: -1, resultMsg: 'system error', result: null } })),
    )
    .answer(
      'Paused',
      body((RequestID) => ({ resultCode: -1, resultMsg: 'no quota', result: null, RequestID })),
    )
    .answer(
      'Deleted',
      body((requestId) => ({ asapiSuccess: false, asapiErrorMessage: 'refused', requestId })),
    );
}

async function startRefusing(): Promise<void> {
  await startStack('Wrong secret', { signature: 'apiGateway', keys: { id: appKeys.id, secret: 'another' } });
  const expired = await startStack('Expired', { signature: 'apiGateway' });
  const retired = await startStack('Retired', { signature: 'apiGateway' });
  for (const status of ['Pending', 'Processing', 'Finished', 'Failed']) {
    expired.answer(status, gatewayError('A403TE', 'Timestamp Expired', 403));
    retired.answer(status, gatewayError('I404NF', 'API Not Found', 404));
  }
  const ahead = await startStack('Ahead', { signature: 'apiGateway', aheadMs: 3_600_000 });
  ahead.tasks = ecsTasks('later', 0, 1);
  const pem = (name: string) => readFileSync(join(tls, name), 'utf8');
  const secure = await start({
    keys: appKeys,
    signature: 'apiGateway',
    tls: { key: pem('server.key'), cert: pem('server.pem') },
  });
  secure.tasks = ecsTasks('private', 0, 1);
  addStack('Private', secure, { caFile: join(tls, 'ca.pem') });
  addStack('No ca', secure, {});
  addStack('Other ca', secure, { caFile: join(tls, 'otherCa.pem') });
  addStack('Lost ca', secure, { caFile: join(tls, 'nowhere.pem') });
}

async function start(options: ForeignAlibabaOptions): Promise<ForeignAlibaba> {
  const cloud = await ForeignAlibaba.start(options);
  clouds.push(cloud);
  return cloud;
}

async function startStack(
  label: string,
  options: Omit<ForeignAlibabaOptions, 'keys'> & Partial<ForeignAlibabaOptions>,
): Promise<ForeignAlibaba> {
  const cloud = await start({ keys: appKeys, ...options });
  addStack(label, cloud, { signature: options.signature });
  return cloud;
}

function addStack(label: string, cloud: ForeignAlibaba, fields: Readonly<Record<string, unknown>>): void {
  accounts.push({
    id: label.toLowerCase().replaceAll(' ', '-'),
    label,
    cloud: 'apsaraStack',
    credentials: 'environment',
    services: {
      ecs: {
        endpoint: cloud.url,
        region: stackRegion,
        headers: { UserEmail: 'ops@example.com' },
        ...fields,
      },
    },
  });
}

const rowsOf = (...path: readonly string[]) => openedRows(window.tree, ...path);

function matching(ids: readonly string[]): unknown[] {
  return ids.map((id) => expect.stringContaining(id));
}

describe('public ECS', () => {
  const finished = ['Public', 'cn-hangzhou', 'Finished'] as const;
  const idsShown = async () =>
    (await window.tree.textsBelow(...finished)).flatMap((text) => /t-[a-z]+\d+/.exec(text)?.[0] ?? []);

  it('shows a row for each region, with the groups of ECS', async () => {
    await rowsOf('Public', 'cn-hangzhou');
    await vi.waitFor(async () => {
      expect(await window.tree.textsBelow('Public', 'cn-hangzhou')).toEqual([
        'Pending',
        'Processing 2',
        'Finished 34',
        'Failed 1',
        'Paused',
        'Deleted',
      ]);
    }, patience);
    expect(await rowsOf('Public', 'cn-beijing', 'Finished')).toEqual(matching(['t-north000']));
    expect(hangzhou.requests.map(({ parameters }) => parameters.RegionId)).not.toContain('cn-beijing');
    const [first] = beijing.listsOf('Finished');
    expect(first?.parameters).toMatchObject({ RegionId: 'cn-beijing', PageNumber: '1', PageSize: '10' });
  });

  it('finds the tasks of a status that is no filter', async () => {
    const pending = matching(['t-pending000', 't-pending001']);
    // Its tasks are looked for page by page, so that the list can go on without one.
    expect((await rowsOf('Public', 'cn-hangzhou', 'Pending')).slice(0, 2)).toEqual(pending);
    await window.tree.clickIfThere('Public', 'cn-hangzhou', 'Pending', pager);
    await vi.waitFor(async () => {
      expect(await window.tree.textsBelow('Public', 'cn-hangzhou', 'Pending')).toEqual(pending);
    }, patience);
    expect(await rowsOf('Public', 'cn-hangzhou', 'Paused')).toEqual(['No tasks']);
  });

  it('skips and doubles nothing while tasks are added and removed between its pages', async () => {
    const { tree } = window;
    await rowsOf(...finished);
    hangzhou.tasks = [...ecsTasks('new', 7, 3), ...hangzhou.tasks];
    await tree.click(...finished, pager);
    await vi.waitFor(async () => expect((await idsShown()).length).toBeGreaterThanOrEqual(20), patience);
    const aged = new Set(['t-done012', 't-done013', 't-done014', 't-done015']);
    hangzhou.tasks = hangzhou.tasks.filter(({ TaskId }) => !aged.has(TaskId));
    await vi.waitFor(async () => {
      if ((await tree.textsBelow(...finished)).at(-1)?.match(pager)) {
        await tree.clickIfThere(...finished, pager);
      }
      expect(await idsShown()).toContain('t-done043');
    }, patience);
    const shown = await idsShown();
    expect(new Set(shown).size).toBe(shown.length);
    const stayed = taskIds(ecsTasks('done', 10, 34)).filter((id) => !aged.has(id));
    expect(shown).toEqual(expect.arrayContaining(stayed));
    await window.screenshot('ecs-drift');
  });

  it('shows what the cloud has, in its order, after a refresh', async () => {
    const row = window.tree.row('Finished').first();
    await row.hover();
    await row.getByRole('button', { name: /Refresh/ }).click();
    const listed = taskIds(hangzhou.tasks.filter(({ TaskStatus }) => TaskStatus === 'Finished'));
    await vi.waitFor(async () => expect(await idsShown()).toEqual(listed), patience);
  });

  it('opens DescribeTaskAttribute as the detail', async () => {
    const { page, tree } = window;
    await vi.waitFor(async () => {
      // Once more, where the rows were listed anew under the click.
      await tree.click(...finished, 't-done010');
      await tabs(page).filter({ hasText: 't-done010.json' }).waitFor({ timeout: 1000 });
    }, patience);
    await vi.waitFor(async () => expect(await documentText(page)).toContain('TaskProcess'), patience);
    const { RequestId, ...detail } = JSON.parse(await documentText(page));
    expect(detail).toMatchObject({ TaskId: 't-done010', TaskProcess: '100%' });
    const asked = hangzhou.requests.filter(({ parameters }) => parameters.TaskId === 't-done010');
    expect(asked.map(({ requestId }) => requestId)).toContain(RequestId);
    await tree.collapseAll();
  });
});

describe('an Apsara Stack', () => {
  it.each([
    ['Pending', ['t-wait000']],
    ['Processing', ['t-run000', 't-run001']],
    ['Failed', undefined],
    ['Paused', ['t-stop000']],
    ['Deleted', ['t-gone000']],
  ])('lists %s by a request of its own', async (group, ids) => {
    expect(await rowsOf('Gateway · ECS', group)).toEqual(ids === undefined ? ['No tasks'] : matching(ids));
    expect(gateway.listsOf(group)).not.toEqual([]);
  });

  it.each(['Gateway', 'Rpc', 'Acs3'])('%s: lists a group and pages to the end', async (label) => {
    const { tree } = window;
    const row = `${label} · ECS`;
    expect((await rowsOf(row, 'Finished')).at(-1)).toMatch(/^Load 2 more 10 of 12 loaded$/);
    await tree.click(row, 'Finished', pager);
    await vi.waitFor(async () => {
      expect(await tree.textsBelow(row, 'Finished')).toEqual(matching(taskIds(ecsTasks('done', 0, 12))));
    }, patience);
    await tree.collapseAll();
  });

  it('is asked for both spellings of the region, pages and a status, with the headers it wants', () => {
    for (const cloud of [gateway, rpc, acs3]) {
      for (const { headers, method, parameters } of cloud.requests) {
        expect(method).toBe('POST');
        expect(parameters).toMatchObject({ RegionId: stackRegion, regionId: stackRegion });
        expect(headers.useremail).toBe('ops@example.com');
        expect(headers['content-type']).toBe('application/x-www-form-urlencoded; charset=UTF-8');
      }
      const lists = cloud.listsOf('Finished').map(({ parameters }) => parameters);
      expect(lists.map(({ PageNumber }) => PageNumber)).toContain('2');
      expect(lists.filter(({ PageSize }) => PageSize !== '10')).toEqual([]);
    }
    expect(new Set(gateway.listsOf('Finished').map(({ path }) => path))).toEqual(
      new Set(['/apsara/route/Ecs/DescribeTasks']),
    );
    expect(gateway.requests[0]?.headers).toMatchObject({
      accept: 'application/json',
      'x-ca-stage': 'RELEASE',
    });
  });

  it.each([
    ['Gateway', 'result'],
    ['Rpc', 'result'],
    ['Acs3', 'TaskProcess'],
  ])('%s: opens the detail, or the entry of the list where there is none', async (label, field) => {
    const { page, tree } = window;
    await rowsOf(`${label} · ECS`, 'Processing');
    await tree.doubleClick(`${label} · ECS`, 'Processing', 't-run001');
    await vi.waitFor(async () => {
      const detail = JSON.parse(await documentText(page));
      expect(detail).toHaveProperty(field);
      expect(JSON.stringify(detail)).toContain('t-run001');
      expect(JSON.stringify(detail)).not.toContain('t-run000');
    }, patience);
    await tree.collapseAll();
  });

  it('has asked for the entry by TaskIds where there is no DescribeTaskAttribute', () => {
    expect(rpc.requests).toContainEqual(
      expect.objectContaining({
        action: 'DescribeTasks',
        parameters: expect.objectContaining({ TaskIds: 't-run001' }),
      }),
    );
    expect(gateway.requests).toContainEqual(
      expect.objectContaining({
        path: '/apsara/route/Ecs/DescribeTaskAttribute',
        parameters: expect.objectContaining({ TaskId: 't-run001' }),
      }),
    );
    expect(gateway.requests.filter(({ parameters }) => parameters.TaskIds === 't-run001')).toEqual([]);
  });

  it.each([
    [
      'Pending',
      /^Unreadable answer .*UnreadableAnswer: .*no TaskSet in it \(keys RequestID\) · RequestId [\dA-F-]{36}/,
    ],
    ['Processing', /^Service unavailable Retry · resultCode -1: .*system error/],
    ['Paused', /resultCode -1: .*no quota · RequestId [\dA-F-]{36}/],
    ['Deleted', /Unsuccessful: .*refused · RequestId [\dA-F-]{36}/],
    ['Finished', /t-fine000/],
  ])('%s: says what is wrong with an answer that has no tasks', async (group, row) => {
    expect(await rowsOf('Odd · ECS', group)).toEqual([expect.stringMatching(row)]);
  });
});

describe('a gateway or a certificate that refuses', () => {
  it.each([
    ['Wrong secret', /^Keys refused Retry · A403IS: Invalid Signature · RequestId [\dA-F-]{36}/],
    ['Expired', /^Clock is off Retry · A403TE: .*Timestamp Expired · RequestId [\dA-F-]{36}/],
    [
      'Retired',
      /^No longer offered Show Log · I404NF: .*no longer offers.*API Not Found · RequestId [\dA-F-]{36}/,
    ],
    ['No ca', /^Check the settings Open Settings · .*could not be verified.*caFile/],
    ['Other ca', /^Check the settings Open Settings · .*could not be verified.*caFile/],
    [
      'Lost ca',
      /^Check the settings Open Settings · CaFileUnreadable: .*nowhere\.pem could not be read \(ENOENT\)/,
    ],
  ])('%s: has a row that says why, and what helps', async (label, failure) => {
    await window.tree.collapseAll();
    const rows = await vi.waitFor(async () => {
      const shown = await rowsOf(`${label} · ECS`);
      expect(shown[0]).toMatch(failure);
      return shown;
    }, patience);
    expect(rows.filter((text) => failure.test(text))).toHaveLength(1);
  });

  it.each([
    ['Ahead', 't-later000'],
    ['Private', 't-private000'],
  ])('%s: is read where the clock is corrected, or the certificate authority is named', async (label, id) => {
    await window.tree.collapseAll();
    expect(await rowsOf(`${label} · ECS`, 'Finished')).toEqual(matching([id]));
  });

  it('leaves nothing unhandled, no secret and no string to sign in the log', async () => {
    const logs = await window.logs();
    expect(logs).toContain('A403IS');
    expect(logs).not.toMatch(/StringToSign|x-ca-key:/i);
    expect(logs).not.toContain(appKeys.secret);
    expect(logs).not.toContain(accessKeys.secret);
    expect(JSON.stringify(await window.tree.below())).not.toMatch(/StringToSign/i);
    expect(await window.unhandled()).toEqual([]);
  });
});
