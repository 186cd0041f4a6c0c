import { createHash, createHmac } from 'node:crypto';
import OpenApiClient from '@alicloud/openapi-core';
import OpenApiUtil, { Config, OpenApiRequest, Params } from '@alicloud/openapi-core/dist/utils.js';
import RpcClient from '@alicloud/pop-core';
import * as $tea from '@alicloud/tea-typescript';
import * as $dara from '@darabonba/typescript';
import fc from 'fast-check';
import { CommonClient } from 'tencentcloud-sdk-nodejs-common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AlibabaClient, type AlibabaEndpoint } from '../../../../src/core/providers/alibaba/client.ts';
import type { Credentials } from '../../../../src/core/providers/service.ts';
import { TencentClient } from '../../../../src/core/providers/tencent/client.ts';
import { type Arrival, type ArrivalServer, arrivalServer } from './arrivals.ts';
import { serviceContext } from './serviceContext.ts';

/**
 * What arrives at a server, ours and the official clients', for random requests: the same, but for what no signature
 * and no service looks at. WIRE_RUNS=<number> sends that many of each.
 */
const runs = { numRuns: Number(process.env.WIRE_RUNS ?? 200) };
const timeout = 20_000 + runs.numRuns * 100;

const never = new AbortController().signal;
const word = fc.stringMatching(/^[A-Za-z0-9]{1,24}$/);
const text = fc.oneof(
  word,
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary-ascii' }),
  fc.constant(''),
);
const credentials = fc.record({
  id: word,
  secret: fc.stringMatching(/^[!-~]{1,40}$/),
  token: fc.option(fc.stringMatching(/^[A-Za-z0-9+/=]{1,80}$/), { nil: undefined }),
});

/** Said by HTTP clients about themselves and the connection. */
const transport =
  /^(host|connection|keep-alive|accept|accept-encoding|accept-language|user-agent|sec-fetch-mode|content-length|transfer-encoding)$/;

function headerNames({ headers }: Arrival, besides: readonly string[] = []): string[] {
  return Object.keys(headers)
    .filter((name) => !transport.test(name) && !besides.includes(name))
    .sort();
}

function form(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string, algorithm = 'sha256') =>
  createHmac(algorithm, key).update(data).digest();

let server: ArrivalServer;
beforeAll(async () => {
  server = await arrivalServer({ Response: { RequestId: 'r' }, TaskSet: { Task: [] }, RequestId: 'r' });
});
afterAll(() => server.close());

describe('TC3', () => {
  const parameters = fc.dictionary(
    word,
    fc.oneof(text, fc.integer(), fc.boolean(), fc.array(text, { minLength: 1, maxLength: 3 })),
  );

  /** The signature over what arrived, with nothing of ours. */
  function signatureOf({ headers, body }: Arrival, secret: string, host: string): string {
    const timestamp = headers['x-tc-timestamp'] ?? '';
    const [, date = '', service = ''] =
      /Credential=[^/]+\/([^/]+)\/([^/]+)\/tc3_request/.exec(headers.authorization ?? '') ?? [];
    const canonical = `POST\n/\n\ncontent-type:${headers['content-type']}\nhost:${host}\n\ncontent-type;host\n${sha256(body)}`;
    const toSign = `TC3-HMAC-SHA256\n${timestamp}\n${date}/${service}/tc3_request\n${sha256(canonical)}`;
    const key = hmac(hmac(hmac(`TC3${secret}`, date), service), 'tc3_request');
    return hmac(key, toSign).toString('hex');
  }

  const signatureIn = ({ headers }: Arrival) => /Signature=(.*)$/.exec(headers.authorization ?? '')?.[1];

  it('arrives as from tencentcloud-sdk-nodejs-common', { timeout }, async () => {
    await fc.assert(
      fc.asyncProperty(credentials, word, parameters, async (keys, action, given) => {
        const context = serviceContext({
          cloud: 'tencent',
          credentials: keys,
          config: { kind: 'mps', endpoint: server.url },
        });
        const client = new TencentClient(context, {
          service: 'mps',
          version: '2019-06-12',
          requestsPerSecond: 1e6,
        });
        const ours = await server.arrived(() => client.call(action, given, never, () => {}));
        const official = new CommonClient(server.url.host, '2019-06-12', {
          credential: {
            secretId: keys.id,
            secretKey: keys.secret,
            ...(keys.token !== undefined && { token: keys.token }),
          },
          profile: { language: 'en-US', httpProfile: { protocol: 'http://' } },
        });
        const theirs = await server.arrived(() => official.request(action, given));

        expect(ours.method + ours.path + ours.query).toBe(theirs.method + theirs.path + theirs.query);
        expect(headerNames(ours)).toEqual(headerNames(theirs, ['x-tc-requestclient', 'x-tc-traceid']));
        for (const name of ['x-tc-action', 'x-tc-version', 'x-tc-token', 'x-tc-language']) {
          expect(ours.headers[name]).toBe(theirs.headers[name]);
        }
        expect(ours.headers['content-type']).toMatch(/^application\/json/);
        expect(JSON.parse(ours.body.toString())).toEqual(JSON.parse(theirs.body.toString()));
        // The official client signs a host without its port.
        expect(signatureIn(theirs)).toBe(signatureOf(theirs, keys.secret, server.url.hostname));
        expect(signatureIn(ours)).toBe(signatureOf(ours, keys.secret, ours.headers.host ?? ''));
      }),
      runs,
    );
  });
});

const parameters = fc.dictionary(fc.stringMatching(/^[A-Z][A-Za-z0-9.]{0,12}$/), text, {
  minKeys: 1,
  noNullPrototype: true,
});
const extraHeaders = fc.dictionary(
  fc.constantFrom('x-acs-regionid', 'x-acs-organizationid', 'UserEmail'),
  word,
);

/** What arrives when our client is asked so. */
function sendOurs(
  keys: Credentials,
  endpoint: Pick<AlibabaEndpoint, 'signature' | 'place'>,
  action: string,
  given: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
  path = '/',
): Promise<Arrival> {
  const context = serviceContext({
    cloud: 'apsaraStack',
    credentials: keys,
    config: { kind: 'ecs', endpoint: server.url },
  });
  const client = new AlibabaClient(context, {
    ...endpoint,
    service: 'ecs',
    version: '2014-05-26',
    headers,
    urlOf: () => new URL(path, server.url),
    requestsPerSecond: 1e6,
  });
  return server.arrived(() => client.read(action, given, 'TaskSet', never, () => {}));
}

describe('ACS3', () => {
  /** The signature that the official code makes of what arrived, under the headers that it says are signed. */
  function officialAuthorization(arrival: Arrival, keys: Credentials): string {
    const request = new $tea.Request();
    request.method = arrival.method;
    request.pathname = arrival.path;
    request.query = form(arrival.query);
    request.headers = arrival.headers as Record<string, string>;
    return OpenApiUtil.getAuthorization(
      request,
      'ACS3-HMAC-SHA256',
      sha256(arrival.body),
      keys.id,
      keys.secret,
    );
  }

  it.each(['query', 'form'] as const)(
    'arrives as from @alicloud/openapi-core, parameters in the %s',
    { timeout },
    async (place) => {
      await fc.assert(
        fc.asyncProperty(
          credentials,
          word,
          parameters,
          extraHeaders,
          async (keys, action, given, headers) => {
            const ours = await sendOurs(keys, { signature: 'acs3', place }, action, given, headers);
            const official = new OpenApiClient(
              new Config({
                accessKeyId: keys.id,
                accessKeySecret: keys.secret,
                ...(keys.token !== undefined && { securityToken: keys.token, type: 'sts' }),
                endpoint: server.url.host,
                protocol: 'HTTP',
                signatureAlgorithm: 'ACS3-HMAC-SHA256',
              }),
            );
            const params = new Params({
              action,
              version: '2014-05-26',
              protocol: 'HTTP',
              method: 'POST',
              authType: 'AK',
              style: 'RPC',
              pathname: '/',
              reqBodyType: place === 'form' ? 'formData' : 'json',
              bodyType: 'json',
            });
            const request = new OpenApiRequest(
              place === 'form' ? { body: { ...given }, headers } : { query: given, headers },
            );
            const theirs = await server.arrived(() =>
              official.doRequest(params, request, new $dara.RuntimeOptions({})),
            );

            expect(ours.method + ours.path).toBe(theirs.method + theirs.path);
            expect(form(ours.query)).toEqual(form(theirs.query));
            expect(form(ours.body.toString())).toEqual(form(theirs.body.toString()));
            expect(ours.headers['content-length']).toBe(
              ours.body.length === 0 ? (theirs.headers['content-length'] ?? '0') : String(ours.body.length),
            );
            const marks = ['x-acs-credentials-provider', 'x-acs-accesskey-id'];
            expect(headerNames(ours)).toEqual(headerNames(theirs, marks));
            for (const name of ['x-acs-action', 'x-acs-version', 'x-acs-security-token']) {
              expect(ours.headers[name]).toBe(theirs.headers[name]);
            }
            if (place === 'query') {
              expect(ours.headers).not.toHaveProperty('content-type');
              expect(ours.body).toHaveLength(0);
            }
            expect(ours.headers.authorization).toBe(officialAuthorization(ours, keys));
          },
        ),
        runs,
      );
    },
  );
});

describe('RPC', () => {
  const encode = (value: string) =>
    encodeURIComponent(value).replace(/[!'()*]/g, (it) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`);

  /** The signature over what arrived, with nothing of ours. */
  function signatureOf(arrival: Arrival, secret: string): string {
    const { Signature: _, ...signed } = form(arrival.body.toString());
    const pairs = Object.keys(signed)
      .sort()
      .map((name) => `${encode(name)}=${encode(signed[name] ?? '')}`);
    return hmac(`${secret}&`, `${arrival.method}&%2F&${encode(pairs.join('&'))}`, 'sha1').toString('base64');
  }

  const varying = ['Signature', 'SignatureNonce', 'Timestamp'];
  const steady = (arrival: Arrival) =>
    Object.fromEntries(
      Object.entries(form(arrival.body.toString())).filter(([name]) => !varying.includes(name)),
    );

  it('arrives as from @alicloud/pop-core', { timeout }, async () => {
    await fc.assert(
      fc.asyncProperty(credentials, word, parameters, async (keys, action, given) => {
        const ours = await sendOurs(keys, { signature: 'rpc', place: 'form' }, action, given);
        const official = new RpcClient({
          accessKeyId: keys.id,
          accessKeySecret: keys.secret,
          ...(keys.token !== undefined && { securityToken: keys.token }),
          endpoint: server.url.href,
          apiVersion: '2014-05-26',
        });
        const theirs = await server.arrived(() =>
          official.request(action, given, { method: 'POST', formatAction: false, formatParams: false }),
        );
        expect(ours.method + ours.path + ours.query).toBe(theirs.method + theirs.path + theirs.query);
        expect(steady(ours)).toEqual(steady(theirs));
        const sdkMarks = ['x-sdk-client', 'x-acs-action', 'x-acs-version'];
        expect(headerNames(ours)).toEqual(headerNames(theirs, sdkMarks));
        expect(ours.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
        expect(form(theirs.body.toString()).Signature).toBe(signatureOf(theirs, keys.secret));
        expect(form(ours.body.toString()).Signature).toBe(signatureOf(ours, keys.secret));
      }),
      runs,
    );
  });
});

describe('API Gateway', () => {
  /** "Request signatures" of Alibaba Cloud API Gateway over what arrived, with nothing of ours. */
  function signatureOf({ method, path, query, headers, body }: Arrival, secret: string): string {
    const names = (headers['x-ca-signature-headers'] ?? '').split(',').sort();
    const merged = Object.entries({ ...form(query), ...form(body.toString()) }).sort(([a], [b]) =>
      Buffer.compare(Buffer.from(a), Buffer.from(b)),
    );
    const pairs = merged.map(([name, value]) => (value === '' ? name : `${name}=${value}`));
    let toSign = `${method}\n${headers.accept}\n${headers['content-md5'] ?? ''}\n`;
    toSign += `${headers['content-type'] ?? ''}\n${headers.date ?? ''}\n`;
    for (const name of names) {
      toSign += `${name}:${headers[name]}\n`;
    }
    toSign += path + (pairs.length === 0 ? '' : `?${pairs.join('&')}`);
    return hmac(secret, toSign).toString('base64');
  }

  it('the independent implementation reproduces the vector', () => {
    const parameters = {
      RegionId: 'cn-qingdao-env17-d01',
      regionId: 'cn-qingdao-env17-d01',
      PageNumber: '1',
      PageSize: '50',
      TaskStatus: 'Processing',
    };
    const vector: Arrival = {
      method: 'POST',
      path: '/apsara/route/Ecs/DescribeTasks',
      query: '',
      headers: {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
        'x-ca-key': 'testappkey',
        'x-ca-nonce': 'af937af9-b692-4b63-9831-7a3afb038ab8',
        'x-ca-stage': 'RELEASE',
        'x-ca-timestamp': '1671538946068',
        'x-ca-signature-headers': 'x-ca-key,x-ca-nonce,x-ca-stage,x-ca-timestamp',
      },
      body: Buffer.from(new URLSearchParams(parameters).toString()),
    };
    expect(signatureOf(vector, 'testappsecret')).toBe('AwITHBmY8IifEyANMBz9oTWb1N1xV6P9yCH/3zbl+2s=');
  });

  it('arrives signed as the gateway checks it', { timeout }, async () => {
    const path = '/apsara/route/Ecs/DescribeTasks';
    const header = fc.dictionary(fc.constantFrom('UserEmail', 'x-acs-regionid'), word);
    await fc.assert(
      fc.asyncProperty(credentials, parameters, header, async ({ id, secret }, given, headers) => {
        const ours = await sendOurs(
          { id, secret },
          { signature: 'apiGateway', place: 'form' },
          'DescribeTasks',
          given,
          headers,
          path,
        );
        expect(ours).toMatchObject({ method: 'POST', path, query: '' });
        expect(form(ours.body.toString())).toEqual(given);
        expect(ours.headers['x-ca-key']).toBe(id);
        expect(ours.headers['x-ca-signature']).toBe(signatureOf(ours, secret));
        expect(headerNames(ours)).toEqual(
          [
            ...Object.keys(headers).map((name) => name.toLowerCase()),
            'content-type',
            'x-ca-key',
            'x-ca-nonce',
            'x-ca-signature',
            'x-ca-signature-headers',
            'x-ca-signature-method',
            'x-ca-stage',
            'x-ca-timestamp',
          ].sort(),
        );
      }),
      runs,
    );
  });
});
