import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSubApplications } from '../../../../../src/core/providers/tencent/subApplications.ts';
import { type DemoCloud, startDemoCloud } from '../../../../../src/demo/demoCloud.ts';
import { serviceContext } from '../serviceContext.ts';

const signal = new AbortController().signal;
let cloud: DemoCloud;

beforeAll(async () => {
  cloud = await startDemoCloud({ population: { live: false } });
});
afterAll(() => cloud.close());

function read() {
  const config = { kind: 'vod', endpoint: new URL(cloud.url) };
  return readSubApplications(
    serviceContext({ cloud: 'tencent', credentials: cloud.credentials.tencent, config }),
    signal,
  );
}

it('lists the applications that are on or off, not those that are destroyed', async () => {
  expect(await read()).toEqual(
    cloud.model.subApps
      .filter(({ status }) => status !== 'Destroyed')
      .map(({ id, name, status }) => ({ id, name, on: status === 'On' })),
  );
});

it('reads every page', async () => {
  const all = Array.from({ length: 450 }, (_, index) => ({
    SubAppId: 1_500_000_000 + index,
    SubAppIdName: `app-${index}`,
    Status: index % 3 === 0 ? 'Destroying' : 'On',
  }));
  for (const offset of [0, 200, 400]) {
    const SubAppIdInfoSet = all.slice(offset, offset + 200);
    cloud.faults.add({
      fault: { kind: 'raw', body: { Response: { SubAppIdInfoSet, TotalCount: 450, RequestId: 'R' } } },
      where: ({ parameters }) => parameters.Offset === offset,
    });
  }
  expect(await read()).toHaveLength(300);
});
