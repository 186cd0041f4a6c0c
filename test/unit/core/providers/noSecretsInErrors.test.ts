import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EcsService } from '../../../../src/core/providers/alibaba/ecs.ts';
import type { Credentials, TaskService } from '../../../../src/core/providers/service.ts';
import { mps } from '../../../../src/core/providers/tencent/mps.ts';
import { rejection } from './rejection.ts';
import { serviceContext } from './serviceContext.ts';
import { json, serve, type TestServer } from './testServer.ts';

/** Answers with all it was sent, in every place an answer has: nothing a decent cloud would do. */
let echo: TestServer;
let style = 0;
let spelt = (text: string) => text;
const names = [
  'authorization',
  'x-tc-token',
  'x-acs-security-token',
  'x-ca-signature',
  'useremail',
  'x-dept',
];

beforeAll(async () => {
  echo = await serve((response, request, body) => {
    const signature = new URLSearchParams(body).get('Signature');
    const token = new URLSearchParams(body).get('SecurityToken');
    const values = [...names.map((name) => request.headers[name]), signature, token];
    const sent = values.flatMap((value) => (typeof value === 'string' ? spelt(value) : [])).join(' ');
    const answers = [
      () => json(response, { Response: { Error: { Code: sent, Message: sent }, RequestId: sent } }),
      () => json(response, { Code: sent, Message: sent, RequestId: sent }, 400),
      () => json(response, { Response: { Error: { Code: 'Throttling', Message: sent } } }),
      () => json(response, `<html>${sent}</html>`),
      () => json(response, sent, 503),
      () => json(response, { [sent]: sent, data: JSON.stringify({ [sent]: 1 }) }),
      () => json(response, { Response: { TaskSet: { [sent]: 1 }, [sent]: sent, RequestId: sent } }),
      () => json(response, { TaskSet: { [sent]: 1 }, [sent]: sent, RequestId: sent }),
      () => {
        response.writeHead(200, { 'Content-Length': 100_000 });
        response.write(sent, () => response.destroy());
      },
      () => {
        const header = sent.replace(/[^\x20-\x7e]/g, '');
        response.writeHead(403, {
          'x-ca-error-code': header,
          'x-ca-error-message': header,
          'x-ca-request-id': header,
        });
        response.end();
      },
      () => json(response, { Response: { [sent]: 1, RequestId: sent }, TaskSet: [], RequestId: sent }),
    ];
    answers[style % answers.length]?.();
  });
});
afterAll(() => echo.close());

const key = fc.stringMatching(/^[A-Za-z0-9+/=]{16,40}$/);
const credentials = fc.record<Credentials>({
  id: fc.stringMatching(/^AKID[A-Za-z0-9]{32}$/),
  secret: key,
  token: fc.option(key, { nil: undefined }),
});
const headers = fc.record({
  UserEmail: fc.stringMatching(/^[a-z.]{3,12}@[a-z]{4,8}\.com$/),
  'X-Dept': fc.stringMatching(/^[A-Za-z0-9]{8,20}$/),
});
const spellings = [
  (text: string) => text,
  (text: string) => text.toUpperCase(),
  (text: string) => text.toLowerCase(),
  encodeURIComponent,
  (text: string) => text.slice(0, 12),
];

type Signature = 'rpc' | 'acs3' | 'apiGateway';

function serviceOf(
  signature: Signature | undefined,
  keys: Credentials,
  sent: Readonly<Record<string, string>>,
  log: string[],
): TaskService {
  return signature === undefined
    ? mps.create(
        serviceContext({
          cloud: 'tencent',
          config: { kind: 'mps', endpoint: echo.url },
          credentials: keys,
          log,
        }),
      )
    : new EcsService(
        serviceContext({
          cloud: 'apsaraStack',
          config: { kind: 'ecs', endpoint: echo.url, region: 'cn-x', signature, headers: sent },
          credentials: keys,
          log,
        }),
      );
}

it.each([undefined, 'rpc', 'acs3', 'apiGateway'] as const)(
  'no error and no line of the log of a client signing with %s holds what was sent to sign or to say who asks',
  async (signature) => {
    await fc.assert(
      fc.asyncProperty(
        credentials,
        headers,
        fc.nat(9),
        fc.constantFrom(...spellings),
        async (keys, sent, how, spelling) => {
          style = how;
          spelt = spelling;
          const log: string[] = [];
          const service = serviceOf(signature, keys, sent, log);
          const error = await rejection(
            service.list({ status: 'FINISH', limit: 10 }, new AbortController().signal),
          );
          const cause = error.cause instanceof Error ? [error.cause.message, error.cause.stack] : [];
          const shown = [
            error.message,
            error.code,
            error.requestId,
            error.action,
            error.summary,
            error.stack?.split('\n    at ')[0],
            ...cause,
            ...log,
          ]
            .join('\n')
            .toLowerCase();
          const request = echo.requests.at(-1);
          const secrets = [
            keys.secret,
            keys.token,
            ...(signature === undefined ? [] : Object.values(sent)),
            ...names.map((name) => request?.headers[name]),
          ];
          for (const secret of secrets) {
            if (typeof secret === 'string' && secret !== '') {
              expect(shown).not.toContain(secret.toLowerCase());
              expect(shown).not.toContain(spelling(secret).toLowerCase());
              expect(shown).not.toContain(secret.slice(0, 8).toLowerCase());
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  },
);

it.each([undefined, 'rpc', 'acs3', 'apiGateway'] as const)(
  'nor does one about a single task, signed with %s',
  async (signature) => {
    style = 10;
    const keys = { id: `AKID${'x'.repeat(32)}`, secret: 'SecretSecretSecret', token: 'TokenTokenToken' };
    const service = serviceOf(signature, keys, { UserEmail: 'ops@example.com' }, []);
    const { signal } = new AbortController();
    // A stack is asked for the entry of its list, and has none.
    const asked = signature === undefined ? service.lookUp(['t-1'], signal) : service.detail('t-1', signal);
    const error = await rejection(asked);
    expect(error.requestId).toBeDefined();
    const request = echo.requests.at(-1);
    const sent = names.flatMap((name) => request?.headers[name] ?? []);
    const shown = `${error.summary} ${error.code}`;
    for (const secret of [...Object.values(keys), ...sent]) {
      expect(shown).not.toContain(String(secret).slice(0, 8));
    }
  },
);
