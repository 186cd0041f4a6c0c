import { once } from 'node:events';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { jsonOf } from '../../../../src/core/http/answer.ts';
import {
  exchange,
  type Fetch,
  type HttpAnswer,
  type HttpLimits,
} from '../../../../src/core/http/sendRequest.ts';
import { serviceFetch } from '../../../../src/core/http/serviceFetch.ts';
import { fetchTrusting } from '../../../../src/core/http/trustedFetch.ts';
import { type Clock, systemClock } from '../../../../src/core/model/clock.ts';
import { FakeClock } from '../../fakeClock.ts';
import { rejection } from '../providers/rejection.ts';
import { json, serve, type TestServer } from '../providers/testServer.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function serving(...given: Parameters<typeof serve>): Promise<TestServer> {
  const server = await serve(...given);
  open.push(server);
  return server;
}

const limits: HttpLimits = { timeoutMs: 10_000, maxBytes: 100_000 };

describe.each<[string, Fetch]>([
  ['the global fetch', serviceFetch(undefined)],
  ['node-fetch', fetchTrusting('')],
])('over %s', (_, fetch) => {
  const post = (url: URL, options: { clock?: Clock; signal?: AbortSignal; limits?: HttpLimits } = {}) =>
    exchange(
      fetch,
      { method: 'POST', url, headers: { Authorization: 'TC3 secret-signature' }, body: '{"a":1}' },
      options.clock ?? systemClock,
      options.signal ?? new AbortController().signal,
      options.limits ?? limits,
    );

  it('sends the body and the headers, and returns status, headers and text', async () => {
    let sent = '';
    const server = await serving((response, _request, body) => {
      sent = body;
      response.setHeader('X-Ca-Request-Id', 'r-1');
      json(response, { text: 'schön 云' }, 418);
    });
    const answer = await post(server.url);
    expect(sent).toBe('{"a":1}');
    expect(server.requests[0]?.headers.authorization).toBe('TC3 secret-signature');
    expect(answer.status).toBe(418);
    expect(answer.header('x-ca-request-id')).toBe('r-1');
    expect(answer.header('x-absent')).toBeUndefined();
    expect(jsonOf({ ...answer, status: 200 })).toEqual({ text: 'schön 云' });
  });

  it('unpacks gzip', async () => {
    const server = await serving((response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' });
      response.end(gzipSync('{"packed":true}'));
    });
    expect((await post(server.url)).text).toBe('{"packed":true}');
  });

  it('follows no redirect, so that a signed request goes nowhere else', async () => {
    const target = await serving((response) => json(response, {}));
    const server = await serving((response) => {
      response.writeHead(301, { Location: target.url.href });
      response.end();
    });
    const answer = await post(server.url);
    expect(answer.status).toBe(301);
    expect(() => jsonOf(answer)).toThrow(/redirect/);
    expect(target.requests).toHaveLength(0);
  });

  it('gives up after its time-out, before the headers and in the body', async () => {
    for (const begin of [false, true]) {
      const clock = new FakeClock();
      const server = await serving((response) => {
        if (begin) {
          response.writeHead(200);
          response.write('{');
        }
      });
      const failing = rejection(post(server.url, { clock }));
      await expect.poll(() => server.requests.length).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 30));
      await clock.advance(10_001);
      expect(await failing).toMatchObject({
        kind: 'transient',
        code: 'TimeOut',
        message: `${server.url.host} did not answer within 10 s`,
      });
      expect(clock.timers).toBe(0);
      await expect.poll(() => server.connections()).toBe(0);
    }
  });

  it('stops at an abort before it has sent anything', async () => {
    const server = await serving((response) => json(response, {}));
    const reason = new Error('closed');
    await expect(post(server.url, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(server.requests).toHaveLength(0);
  });

  it('stops at an abort while it waits for headers and while it reads the body, leaving no timer', async () => {
    for (const begin of [false, true]) {
      const clock = new FakeClock();
      const stop = new AbortController();
      const server = await serving((response) => {
        if (begin) {
          response.writeHead(200);
          response.write('{');
        }
      });
      const reason = new Error('account removed');
      const failing = expect(post(server.url, { clock, signal: stop.signal })).rejects.toBe(reason);
      await expect.poll(() => server.requests.length).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 30));
      stop.abort(reason);
      await failing;
      expect(clock.timers).toBe(0);
      await expect.poll(() => server.connections()).toBe(0);
    }
  });

  it('leaves no timer after an answer', async () => {
    const clock = new FakeClock();
    const server = await serving((response) => json(response, {}));
    await post(server.url, { clock });
    expect(clock.timers).toBe(0);
  });

  it.each([false, true])('cuts an endless body, packed: %s', async (packed) => {
    const chunk = Buffer.alloc(16_384, 'x');
    let ended = false;
    const server = await serving((response) => {
      response.on('close', () => {
        ended = true;
      });
      if (packed) {
        // A hundred megabytes that fit into a hundred kilobytes on the wire.
        response.writeHead(200, { 'Content-Encoding': 'gzip' });
        response.end(gzipSync(Buffer.alloc(100_000_000)));
        return;
      }
      response.writeHead(200);
      const more = (): void => {
        while (!ended && response.write(chunk)) {}
      };
      response.on('drain', more);
      more();
    });
    const error = await rejection(post(server.url, { limits: { ...limits, maxBytes: 2 * 1024 * 1024 } }));
    expect(error).toMatchObject({
      kind: 'answer',
      code: 'OversizedAnswer',
      message: 'The answer is over 2 MiB',
    });
    await expect.poll(() => ended).toBe(true);
  });

  it('takes a reset in mid-body for a passing failure', async () => {
    const server = await serving((response) => {
      response.writeHead(200, { 'Content-Length': 1000 });
      response.write('{"half":', () => response.destroy());
    });
    const error = await rejection(post(server.url));
    expect(error.kind).toBe('transient');
    expect(error.message).toBe(`The connection to ${server.url.host} failed`);
  });

  it('takes a refused connection for a passing failure, and names it', async () => {
    const server = await serve(() => undefined);
    await server.close();
    expect(await rejection(post(server.url))).toMatchObject({ kind: 'transient', code: 'ECONNREFUSED' });
  });

  it('survives a server that speaks no HTTP', async () => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.end('SSH-2.0-OpenSSH_9.6\r\n\r\n');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const error = await rejection(post(new URL(`http://127.0.0.1:${port}/`)));
    expect(error.kind).toBe('transient');
    server.close();
  });

  it('says that https to a plain http port is no TLS', async () => {
    const server = await serving((response) => json(response, {}));
    const error = await rejection(post(new URL(server.url.href.replace('http:', 'https:'))));
    expect(error.kind).toBe('setup');
    expect(error.message).toMatch(/does not answer in TLS/);
  });

  it('refuses a header that cannot be sent, without quoting it', async () => {
    const server = await serving((response) => json(response, {}));
    const request = (headers: Record<string, string>) =>
      exchange(
        fetch,
        { method: 'POST', url: server.url, headers, body: '' },
        systemClock,
        new AbortController().signal,
      );
    const error = await rejection(request({ 'X-TC-Token': 'tok\nen' }));
    expect(error).toMatchObject({ kind: 'credentials', code: 'UnsendableHeader' });
    expect(JSON.stringify([error.message, error.cause])).not.toContain('tok');
    expect(await rejection(request({ UserEmail: '张@example.com' }))).toMatchObject({ kind: 'setup' });
    expect(server.requests).toHaveLength(0);
  });
});

describe('an answer that is not the JSON it should be', () => {
  const read = (text: string, status = 200) => {
    const answer: HttpAnswer = { status, header: () => undefined, text };
    return rejection(Promise.resolve(answer).then(jsonOf));
  };

  it.each([
    ['<!DOCTYPE html><p>Sign in</p>', 200, 'answer', 'UnreadableAnswer', /web page/],
    ['  <html>', 503, 'transient', 'HTTP 503', /web page/],
    ['', 200, 'answer', 'UnreadableAnswer', /empty/],
    ['', 502, 'transient', 'HTTP 502', /empty/],
    ['{"Response":{"TaskSet":[{"Ta', 200, 'answer', 'UnreadableAnswer', /breaks off/],
    ['[{"TaskId":"a"}]', 200, 'answer', 'UnreadableAnswer', /not an object/],
    ['null', 200, 'answer', 'UnreadableAnswer', /not an object/],
    ['', 301, 'answer', 'HTTP 301', /redirect/],
    ['<html>Moved</html>', 302, 'answer', 'HTTP 302', /redirect/],
    ['slow down', 429, 'throttled', 'HTTP 429', /Too many requests/],
    ['not found', 404, 'answer', 'HTTP 404', /not JSON/],
  ])('%j with %i', async (text, status, kind, code, message) => {
    const error = await read(text, status);
    expect(error).toMatchObject({ kind, code });
    expect(error.message).toMatch(message);
  });
});
