import { afterAll, beforeAll, expect, it } from 'vitest';
import { jsonFromXml } from '../../../../src/core/http/xmlAnswer.ts';
import { EcsService } from '../../../../src/core/providers/alibaba/ecs.ts';
import { rejection } from '../providers/rejection.ts';
import { serviceContext } from '../providers/serviceContext.ts';
import { serve, type TestServer } from '../providers/testServer.ts';

let server: TestServer;
let answer = { status: 200, text: '' };

beforeAll(async () => {
  server = await serve((response) => {
    response.writeHead(answer.status, { 'Content-Type': 'text/xml' });
    response.end(answer.text);
  });
});
afterAll(() => server.close());

const list = () =>
  new EcsService(
    serviceContext({
      cloud: 'alibaba',
      config: { kind: 'ecs', endpoint: server.url, region: 'cn-x' },
      credentials: { id: 'LTAI', secret: 'k' },
    }),
  ).list({ status: 'Finished', limit: 10 }, new AbortController().signal);

it('reads code, kind, message and RequestId of an error that comes as XML', async () => {
  answer = {
    status: 404,
    text: "<?xml version='1.0' encoding='UTF-8'?><Error><RequestId>8906582E-6722</RequestId><HostId>h</HostId><Code>InvalidAccessKeyId.NotFound</Code><Message>Specified <![CDATA[access]]> key &amp; so on.</Message></Error>",
  };
  expect(await rejection(list())).toMatchObject({
    kind: 'credentials',
    code: 'InvalidAccessKeyId.NotFound',
    message: 'Specified access key & so on.',
    requestId: '8906582E-6722',
  });
});

it.each([
  [
    'two tasks',
    '<TaskSet><Task><TaskId>t-1</TaskId></Task><Task><TaskId>t-2</TaskId></Task></TaskSet>',
    ['t-1', 't-2'],
  ],
  ['one task', '<TaskSet><Task><TaskId>249655320052916224</TaskId></Task></TaskSet>', ['249655320052916224']],
  ['none', '<TaskSet/>', []],
])('reads a list of %s that comes as XML', async (_, set, ids) => {
  answer = {
    status: 200,
    text: `<DescribeTasksResponse><TotalCount>${ids.length}</TotalCount><RequestId>r</RequestId>${set}</DescribeTasksResponse>`,
  };
  const page = await list();
  expect(page.tasks.map(({ id }) => id)).toEqual(ids);
  expect(page.requestId).toBe('r');
});

it.each([
  '<html><body>Sign in</body></html>',
  '<!DOCTYPE html><html></html>',
  '<a><b></a>',
  '<',
  '<!DOCTYPE x [<!ENTITY e "eeee">]><x>&e;</x>',
  '<a>'.repeat(10_000),
])('takes %s for no answer', (text) => {
  expect(jsonFromXml(text)).toBeUndefined();
});
