import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { exchange } from '../../../../src/core/http/sendRequest.ts';
import { serviceFetch } from '../../../../src/core/http/serviceFetch.ts';
import { systemClock } from '../../../../src/core/model/clock.ts';
import { rejection } from '../providers/rejection.ts';
import { json, serve, type TestServer } from '../providers/testServer.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../../../fixtures/tls/${name}`, import.meta.url));
const open: TestServer[] = [];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloud-tasks-ca-'));
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});
afterAll(() => rm(folder, { recursive: true }));

/** A server whose certificate the test authority has issued. */
async function serving(identity = 'server'): Promise<TestServer> {
  const [key, cert] = await Promise.all([
    readFile(fixture(`${identity}.key`)),
    readFile(fixture(`${identity}.pem`)),
  ]);
  const server = await serve((response) => json(response, { trusted: true }), { key, cert });
  open.push(server);
  return server;
}

function ask(server: TestServer, fetch: ReturnType<typeof serviceFetch>) {
  const request = { method: 'POST' as const, url: server.url, headers: {}, body: '{}' };
  return exchange(fetch, request, systemClock, new AbortController().signal);
}

describe('an endpoint with a certificate authority of its own', () => {
  it('is trusted with its caFile, over one connection', async () => {
    const server = await serving();
    const fetch = serviceFetch(fixture('ca.pem'));
    for (let call = 0; call < 3; call++) {
      expect((await ask(server, fetch)).text).toBe('{"trusted":true}');
    }
    expect(await server.connections()).toBe(1);
  });

  it('is asked over one connection in VS Code too, which replaces agents by one that keeps none', async () => {
    const server = await serving();
    const request = https.request;
    /** As VS Code's own: once it knows that no proxy is needed, Node's global agent gets the request. */
    class Replacement extends https.Agent {
      addRequest(...args: readonly unknown[]): unknown {
        return Reflect.get(https.globalAgent, 'addRequest').apply(https.globalAgent, args);
      }
    }
    https.request = ((url: URL, options: https.RequestOptions, ...rest: []) => {
      const { agent } = options;
      const { ca } = agent instanceof https.Agent ? agent.options : {};
      return request(url, { ...options, ca, agent: new Replacement() }, ...rest);
    }) as typeof request;
    try {
      const fetch = serviceFetch(fixture('ca.pem'));
      for (let call = 0; call < 5; call++) {
        expect((await ask(server, fetch)).status).toBe(200);
      }
      expect(server.connected()).toBe(1);
    } finally {
      https.request = request;
      https.globalAgent.destroy();
    }
  });

  it('keeps its connection through a request that is cancelled or fails', async () => {
    const server = await serving();
    const fetch = serviceFetch(fixture('ca.pem'));
    await ask(server, fetch);
    await rejection(
      exchange(
        fetch,
        { method: 'POST', url: new URL('https://127.0.0.1:1/'), headers: {}, body: '{}' },
        systemClock,
        new AbortController().signal,
      ),
    );
    await ask(server, fetch);
    expect(server.connected()).toBe(1);
  });

  it.each([
    ['no caFile', undefined],
    ['the caFile of another authority', fixture('otherCa.pem')],
  ])('is refused with %s, saying what to do', async (_, caFile) => {
    const server = await serving();
    const error = await rejection(ask(server, serviceFetch(caFile)));
    expect(error.kind).toBe('setup');
    expect(error.message).toBe(
      `The certificate of ${server.url.host} could not be verified; if it has a certificate authority of its own, name its PEM file as caFile`,
    );
    expect(server.requests).toHaveLength(0);
  });

  it.each([
    ['elsewhere', /was issued for another name/],
    ['expired', /has expired/],
  ])('is refused although its authority is trusted: %s', async (identity, message) => {
    const server = await serving(identity);
    const error = await rejection(ask(server, serviceFetch(fixture('ca.pem'))));
    expect(error.kind).toBe('setup');
    expect(error.message).toMatch(message);
    expect(server.requests).toHaveLength(0);
  });
});

describe('a caFile', () => {
  it('that is not there is named', async () => {
    const caFile = join(folder, 'absent.pem');
    const error = await rejection(ask(await serving(), serviceFetch(caFile)));
    expect(error).toMatchObject({ kind: 'setup', code: 'CaFileUnreadable' });
    expect(error.message).toContain(caFile);
    expect(error.message).toContain('ENOENT');
  });

  it.each([
    ['is empty', ''],
    ['holds a key', 'server.key'],
    ['holds a certificate cut short', '-----BEGIN CERTIFICATE-----\nMIIBsTCC\n-----END CERTIFICATE-----\n'],
  ])('that %s is named', async (_, content) => {
    const caFile = join(folder, 'broken.pem');
    await writeFile(caFile, content.endsWith('.key') ? await readFile(fixture(content)) : content);
    const error = await rejection(ask(await serving(), serviceFetch(caFile)));
    expect(error).toMatchObject({ kind: 'setup', code: 'CaFileInvalid' });
    expect(error.message).toContain(caFile);
  });

  it.skipIf(process.platform === 'win32')('that is a pipe is named at once, and hangs nothing', async () => {
    const caFile = join(folder, 'pipe.pem');
    execFileSync('mkfifo', [caFile]);
    const error = await rejection(ask(await serving(), serviceFetch(caFile)));
    expect(error).toMatchObject({ kind: 'setup', code: 'CaFileUnreadable' });
    expect(error.message).toContain('it is not a regular file');
  });

  it('is read again once it has been put right or replaced', async () => {
    const server = await serving();
    const caFile = join(folder, 'corrected.pem');
    const fetch = serviceFetch(caFile);
    await rejection(ask(server, fetch));
    await copyFile(fixture('otherCa.pem'), caFile);
    await rejection(ask(server, fetch));
    await copyFile(fixture('ca.pem'), caFile);
    expect((await ask(server, fetch)).status).toBe(200);
  });

  it('may hold several authorities', async () => {
    const caFile = join(folder, 'bundle.pem');
    const bundle = await Promise.all(
      ['otherCa.pem', 'ca.pem'].map((name) => readFile(fixture(name), 'utf8')),
    );
    await writeFile(caFile, bundle.join('\n'));
    expect((await ask(await serving(), serviceFetch(caFile))).status).toBe(200);
  });
});
