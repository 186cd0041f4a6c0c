import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Credentials } from '../../../../../src/core/providers/service.ts';
import { TencentClient } from '../../../../../src/core/providers/tencent/client.ts';
import { rejection } from '../rejection.ts';
import { serviceContext } from '../serviceContext.ts';
import { json, serve, type TestServer } from '../testServer.ts';

/** Answers with all it was sent, in every place an answer has: nothing a decent cloud would do. */
let echo: TestServer;
let style = 0;

beforeAll(async () => {
  echo = await serve((response, request) => {
    const sent = `${request.headers.authorization} ${request.headers['x-tc-token'] ?? ''}`;
    const answers = [
      () => json(response, { Response: { Error: { Code: sent, Message: sent }, RequestId: sent } }),
      () =>
        json(response, {
          Response: { Error: { Code: 'RequestLimitExceeded', Message: encodeURIComponent(sent) } },
        }),
      () => json(response, `<html>${sent}</html>`),
      () => json(response, sent, 503),
      () => json(response, { headers: sent }),
      () => {
        response.writeHead(200, { 'Content-Length': 100_000 });
        response.write(sent, () => response.destroy());
      },
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

it('no error and no line of the log holds a key, a token, a signature or an Authorization header', async () => {
  await fc.assert(
    fc.asyncProperty(credentials, fc.nat(5), async (credentials, how) => {
      style = how;
      const log: string[] = [];
      const context = serviceContext({
        cloud: 'tencent',
        config: { kind: 'mps', endpoint: echo.url },
        credentials,
        log,
      });
      const client = new TencentClient(context, {
        service: 'mps',
        version: '2019-06-12',
        requestsPerSecond: 99,
      });
      const error = await rejection(
        client.read('DescribeTasks', { Status: 'FINISH' }, new AbortController().signal),
      );
      const shown = [error.message, error.code, error.requestId, error.summary, error.stack, ...log].join(
        '\n',
      );
      const authorization = echo.requests.at(-1)?.headers.authorization ?? '';
      const signature = authorization.split('Signature=')[1] ?? '';
      expect(signature).toHaveLength(64);
      for (const secret of [credentials.secret, credentials.token ?? signature, signature, authorization]) {
        expect(shown).not.toContain(secret);
        expect(shown).not.toContain(encodeURIComponent(secret));
      }
    }),
    { numRuns: 60 },
  );
});
