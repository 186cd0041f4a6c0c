import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAccounts } from '../../../../src/core/accounts/accountSettings.ts';
import { issueText } from '../../../../src/core/accounts/settingIssue.ts';
import { inEnglish } from '../../../../src/core/model/phrase.ts';

const tencent = {
  id: 'prod',
  label: 'Production',
  cloud: 'tencent',
  site: 'international',
  credentials: 'stored',
  services: { mps: {} },
};
const alibaba = {
  id: 'ali',
  cloud: 'alibaba',
  credentials: 'aliyun-cli:ops',
  services: { ecs: { region: 'cn-hangzhou' } },
};
const stack = {
  id: 'stack',
  cloud: 'apsaraStack',
  credentials: 'environment',
  services: { ecs: { endpoint: 'https://gateway.example.com:8443', region: 'cn-qingdao-env17-d01' } },
};

const messagesOf = (value: unknown): string[] =>
  parseAccounts(value).issues.map((issue) => issueText(issue, inEnglish));
const withEcs = (fields: object): unknown => [
  { ...stack, services: { ecs: { ...stack.services.ecs, ...fields } } },
];
const withVod = (vod: unknown): unknown => [{ ...tencent, services: { vod } }];
const withCwp = (cwp: unknown): unknown => [{ ...tencent, services: { cwp } }];
const withMps = (mps: unknown): unknown => [{ ...tencent, services: { mps } }];

describe('cloudTasks.accounts', () => {
  it('reads every shape of the documented example', () => {
    const agent = { uuid: '6b6cd843-6bc1-4011-a74c-dc3fd26a7dd1', label: 'web-1' };
    const { accounts, issues } = parseAccounts([
      {
        ...tencent,
        services: { mps: {}, vod: { subAppId: 1500000001, label: ' Live ' }, cwp: { agents: [agent] } },
      },
      alibaba,
      {
        ...stack,
        credentials: 'stored',
        services: {
          ecs: {
            ...stack.services.ecs,
            path: '/apsara/route/Ecs/DescribeTasks',
            signature: 'apiGateway',
            headers: { UserEmail: 'ops@example.com' },
            caFile: '/etc/ssl/stack-ca.pem',
          },
        },
      },
    ]);
    expect(issues).toEqual([]);
    expect(accounts).toEqual([
      {
        id: 'prod',
        label: 'Production',
        cloud: 'tencent',
        site: 'international',
        credentials: { from: 'stored' },
        services: [
          { kind: 'mps', key: 'mps' },
          { kind: 'vod', key: 'vod', subAppId: 1500000001, label: 'Live' },
          { kind: 'cwp', key: 'cwp', agents: [agent] },
        ],
      },
      {
        id: 'ali',
        label: 'ali',
        cloud: 'alibaba',
        site: 'china',
        credentials: { from: 'aliyun-cli', profile: 'ops' },
        services: [{ kind: 'ecs', key: 'ecs', region: 'cn-hangzhou' }],
      },
      {
        id: 'stack',
        label: 'stack',
        cloud: 'apsaraStack',
        site: 'china',
        credentials: { from: 'stored' },
        services: [
          {
            kind: 'ecs',
            key: 'ecs',
            endpoint: expect.objectContaining({ href: 'https://gateway.example.com:8443/' }),
            region: 'cn-qingdao-env17-d01',
            path: '/apsara/route/Ecs/DescribeTasks',
            signature: 'apiGateway',
            headers: { UserEmail: 'ops@example.com' },
            caFile: '/etc/ssl/stack-ca.pem',
          },
        ],
      },
    ]);
  });

  it('makes a row of each entry of a list of services', () => {
    const { accounts, issues } = parseAccounts([
      { ...alibaba, services: { ecs: [{ region: 'cn-hangzhou' }, { region: 'cn-beijing' }] } },
      { ...tencent, services: { vod: [{ subAppId: 1 }, { subAppId: 2 }, {}] } },
    ]);
    expect(issues).toEqual([]);
    expect(accounts.map(({ services }) => services.map(({ key }) => key))).toEqual([
      ['ecs:cn-hangzhou', 'ecs:cn-beijing'],
      ['vod:1', 'vod:2', 'vod'],
    ]);
  });

  it('is empty without a complaint when it is not set', () => {
    expect(parseAccounts(undefined)).toEqual({ accounts: [], issues: [] });
  });

  it.each<[string, unknown, RegExp]>([
    ['an object', {}, /^cloudTasks\.accounts is an object; write a list/],
    ['null', null, /^cloudTasks\.accounts is null; write a list/],
    ['a text', 'x', /^cloudTasks\.accounts is "x"; write a list/],
    ['a number entry', [7], /^Account 1: 7 is not an object/],
    ['a list entry', [[]], /^Account 1: a list is not an object/],
    ['no id', [{ ...tencent, id: undefined }], /^Account 1: "id" is missing/],
    ['a number as id', [{ ...tencent, id: 7 }], /^Account 1: "id" is 7/],
    ['a slash in the id', [{ ...tencent, id: 'a/b' }], /^Account 1 \("a\/b"\): "id" may hold only/],
    ['a dot segment as id', [{ ...tencent, id: '..' }], /"id" may hold only/],
    ['an empty id', [{ ...tencent, id: '' }], /"id" may hold only/],
    ['an id that is too long', [{ ...tencent, id: 'x'.repeat(65) }], /"id" may hold only/],
    ['no cloud', [{ ...tencent, cloud: undefined }], /"cloud" is missing; use "tencent", "alibaba" or/],
    ['an unknown cloud', [{ ...tencent, cloud: 'aws' }], /\("prod"\): "cloud" is "aws"; use "tencent"/],
    ['an inherited name as cloud', [{ ...tencent, cloud: 'toString' }], /"cloud" is "toString"/],
    ['no site', [{ ...tencent, site: undefined }], /"site" is missing; use "china" or "international"/],
    ['an unknown site', [{ ...tencent, site: 'intl' }], /"site" is "intl"/],
    ['no credentials', [{ ...tencent, credentials: undefined }], /"credentials" is missing; for this cloud/],
    [
      'credentials of another cloud',
      [{ ...tencent, credentials: 'aliyun-cli' }],
      /use "stored", "environment"/,
    ],
    ['an object as credentials', [{ ...tencent, credentials: {} }], /names no place where keys are kept/],
    ['a profile where there is none', [{ ...tencent, credentials: 'stored:x' }], /"stored" has no profiles/],
    ['a profile outside its folder', [{ ...tencent, credentials: 'tccli:../x' }], /is not a profile name/],
    ['an empty profile', [{ ...tencent, credentials: 'tccli:' }], /is not a profile name/],
    ['a number as label', [{ ...tencent, label: 7 }], /"label" is 7/],
    ['no services', [{ ...tencent, services: undefined }], /"services" names no service/],
    ['a list of services', [{ ...tencent, services: ['mps'] }], /"services" names no service/],
    ['an empty object of services', [{ ...tencent, services: {} }], /"services" names no service/],
    ['a service of another cloud', [{ ...alibaba, services: { mps: {} } }], /service "mps": there is none/],
    ['true as service', withMps(true), /service "mps": true is not an object; write \{\}/],
    ['an empty list as service', withMps([]), /service "mps": the list is empty/],
    ['a service there twice', withMps([{}, {}]), /service "mps": entry 2: the same as an entry before it/],
    [
      'a URL without scheme',
      withMps({ endpoint: 'mps.example.com' }),
      /"endpoint": "mps\.example\.com" is not a/,
    ],
    ['another scheme', withMps({ endpoint: 'ftp://example.com' }), /is not a URL; write an absolute one/],
    ['a number as endpoint', withMps({ endpoint: 7 }), /"endpoint" is 7; write an absolute URL/],
    [
      'a password in the URL',
      withMps({ endpoint: 'https://u:p@example.com' }),
      /a user name or password does/,
    ],
    [
      'a path in the URL',
      withMps({ endpoint: 'https://example.com/a' }),
      /only scheme, host and port: "https/,
    ],
    [
      'http elsewhere',
      withMps({ endpoint: 'http://example.com' }),
      /"http:\/\/example\.com" would send signed/,
    ],
    ['http to a look-alike', withMps({ endpoint: 'http://localhost.example.com' }), /would send signed/],
    ['a text as allowHttp', withMps({ allowHttp: 'yes' }), /"allowHttp" is "yes"; write true or false/],
    ['a relative CA file', withMps({ caFile: 'ca.pem' }), /"caFile" is "ca\.pem"; write the absolute path/],
    ['a text as subAppId', withVod({ subAppId: '1' }), /"subAppId" is "1"/],
    ['a number as the label of an application', withVod({ label: 7 }), /"label" is 7/],
    ['a fraction as subAppId', withVod({ subAppId: 1.5 }), /"subAppId" is 1\.5/],
    ['an application there twice', withVod([{ subAppId: 1 }, { subAppId: 1 }]), /a "subAppId" of its own/],
    ['agents that are no list', withCwp({ agents: {} }), /"agents" is an object; write a list/],
    [
      'an agent that is a text',
      withCwp({ agents: ['x'] }),
      /service "cwp": "agents": entry 1: it is "x"; write an object/,
    ],
    ['an agent without uuid', withCwp({ agents: [{}] }), /"agents": entry 1: "uuid" is missing/],
    ['an agent with a bad uuid', withCwp({ agents: [{ uuid: 'a b' }] }), /entry 1: "uuid" is "a b"/],
    [
      'an agent there twice',
      withCwp({ agents: [{ uuid: 'a' }, { uuid: 'a' }] }),
      /entry 2: "uuid" "a" is there/,
    ],
    ['an agent with a bad label', withCwp({ agents: [{ uuid: 'a', label: 1 }] }), /entry 1: "label" is 1/],
    ['no region', [{ ...alibaba, services: { ecs: {} } }], /"region" is missing; write a region id/],
    [
      'a region that is a host',
      withEcs({ region: 'evil.example.com/' }),
      /"region" is "evil\.example\.com\/"/,
    ],
    [
      'a stack without endpoint',
      withEcs({ endpoint: undefined }),
      /"endpoint" is missing; write an absolute URL/,
    ],
    ['an unknown signature', withEcs({ signature: 'v4' }), /"signature" is "v4"; use "apiGateway", "rpc" or/],
    ['a path without slash', withEcs({ path: 'a' }), /"path" is "a"; write a path such as/],
    ['a path that is a host', withEcs({ path: '//evil.example.com' }), /"path" is/],
    ['headers that are a list', withEcs({ headers: [] }), /"headers" is a list; write an object/],
    ['a header that is a number', withEcs({ headers: { A: 1 } }), /"headers": "A" must be a text/],
    ['a header with a line break', withEcs({ headers: { A: 'x\r\nB: y' } }), /"A" holds a line break/],
    ['a line break in a header name', withEcs({ headers: { 'A\r\nB': 'x' } }), /cannot be a header name/],
    [
      'a header the request sets',
      withEcs({ headers: { 'Content-Type': 'x' } }),
      /is set by the request itself/,
    ],
    ['a header of the signature', withEcs({ headers: { 'X-Ca-Key': 'x' } }), /is set by the request itself/],
    ['a header there twice', withEcs({ headers: { a: '1', A: '2' } }), /"A" is there twice/],
  ])('names the entry and what is wrong with %s', (_what, value, message) => {
    expect(messagesOf(value)).toEqual([expect.stringMatching(message)]);
    expect(messagesOf(value)[0]).toMatch(/^[^\n]+\.$/);
  });

  it.each(['http://localhost:8080', 'http://127.0.0.1', 'http://127.8.9.1:1', 'http://[::1]:8080'])(
    'lets %s be unencrypted',
    (endpoint) => {
      expect(messagesOf(withMps({ endpoint }))).toEqual([]);
    },
  );

  it('lets another machine be unencrypted where the entry says so', () => {
    const { accounts, issues } = parseAccounts(withMps({ endpoint: 'http://10.0.0.8:80', allowHttp: true }));
    expect(issues).toEqual([]);
    expect(accounts[0]?.services[0]?.endpoint?.host).toBe('10.0.0.8');
  });

  it('keeps the good entries of a list with bad ones, and the first of two with one id', () => {
    const { accounts, issues } = parseAccounts([
      null,
      tencent,
      { ...alibaba, cloud: 'x' },
      { ...alibaba, id: 'prod' },
      stack,
    ]);
    expect(accounts.map(({ id, cloud }) => [id, cloud])).toEqual([
      ['prod', 'tencent'],
      ['stack', 'apsaraStack'],
    ]);
    expect(issues.map(({ index, id }) => [index, id])).toEqual([
      [0, undefined],
      [2, 'ali'],
      [3, 'prod'],
    ]);
  });

  it('leaves out only the bad service, and only the bad agent', () => {
    const cwp = { agents: [{ uuid: 'a' }, { uuid: '' }, { uuid: 'b', label: 'web' }] };
    const { accounts, issues } = parseAccounts([{ ...tencent, services: { vod: 7, mps: {}, cwp } }]);
    expect(accounts[0]?.services).toEqual([
      { kind: 'mps', key: 'mps' },
      {
        kind: 'cwp',
        key: 'cwp',
        agents: [
          { uuid: 'a', label: 'a' },
          { uuid: 'b', label: 'web' },
        ],
      },
    ]);
    expect(issues).toHaveLength(2);
  });

  it('says that a key in the settings is out of place, without repeating it, and keeps the account', () => {
    const { accounts, issues } = parseAccounts([{ ...tencent, secretKey: 'hunter2hunter2' }]);
    expect(accounts).toHaveLength(1);
    expect(issues.map((issue) => issueText(issue, inEnglish))).toEqual([
      'Account 1 ("prod"): "secretKey" does not belong in settings; remove it and use "credentials": "stored".',
    ]);
  });

  it('repeats neither what stands in place of a credentials source nor a header value or password', () => {
    const secret = 'hunter2hunter2';
    const messages = [
      ...messagesOf([{ ...tencent, credentials: secret }]),
      ...messagesOf([{ ...tencent, credentials: `tccli:${secret}/` }]),
      ...messagesOf(withEcs({ headers: { A: `${secret}\n` } })),
      ...messagesOf(withMps({ endpoint: `https://u:${secret}@example.com` })),
      ...messagesOf(withMps({ endpoint: `u:${secret}@example.com` })),
      ...messagesOf(withMps({ endpoint: `https://example.com/?token=${secret}` })),
    ];
    expect(messages).toHaveLength(6);
    expect(messages.join()).not.toContain(secret);
  });

  // An entry is either used whole or complained about.
  function expectNothingDroppedSilently(entries: readonly object[]): void {
    const { accounts, issues } = parseAccounts(entries);
    const complainedAbout = new Set(issues.map(({ index }) => index));
    const asked = entries.filter((_entry, index) => !complainedAbout.has(index));
    expect(accounts.length).toBeGreaterThanOrEqual(asked.length);
    for (const entry of asked) {
      const account = accounts.find(({ id }) => 'id' in entry && id === entry.id);
      expect(account?.services.length).toBeGreaterThan(0);
    }
    for (const issue of issues) {
      expect(issueText(issue, inEnglish)).toMatch(/^Account \d+.*\.$/su);
    }
  }

  it('takes anything without throwing', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, maxDepth: 4 }), (value) => {
        const { accounts, issues } = parseAccounts(value);
        expect(accounts).toEqual([]);
        if (value !== undefined && !Array.isArray(value)) {
          expect(issues).toHaveLength(1);
        }
        if (Array.isArray(value)) {
          expectNothingDroppedSilently(Array.from(value));
        }
      }),
    );
  });

  it('never drops a damaged entry silently', () => {
    const bases = [tencent, alibaba, stack];
    const field = fc.constantFrom('id', 'label', 'cloud', 'site', 'credentials', 'services');
    fc.assert(
      fc.property(fc.constantFrom(...bases), field, fc.anything(), (base, name, value) => {
        expectNothingDroppedSilently([
          { ...base, [name]: value },
          { ...base, id: 'other' },
        ]);
      }),
    );
  });

  it('never drops a damaged service silently', () => {
    const kind = fc.constantFrom('mps', 'vod', 'cwp');
    const options = [
      'endpoint',
      'allowHttp',
      'caFile',
      'subAppId',
      'agents',
      'region',
      'path',
      'signature',
      'headers',
    ];
    const option = fc.constantFrom(...options);
    fc.assert(
      fc.property(kind, option, fc.anything(), (name, key, value) => {
        expectNothingDroppedSilently([
          { ...tencent, services: { [name]: { [key]: value } } },
          { ...stack, services: { ecs: { ...stack.services.ecs, [key]: value } } },
        ]);
      }),
    );
  });
});
