import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import RPCClient from '@alicloud/pop-core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rpcSignature, signRpc } from '../../../../../src/core/providers/alibaba/rpc.ts';

describe('RPC', () => {
  it('reproduces the published vector', () => {
    const parameters = signRpc({
      credentials: { id: 'testid', secret: 'testsecret' },
      method: 'GET',
      parameters: {},
      action: 'DescribeRegions',
      version: '2014-05-26',
      timestampMs: Date.UTC(2016, 1, 23, 12, 46, 24),
      nonce: '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf',
      format: 'XML',
    });
    expect(parameters.Timestamp).toBe('2016-02-23T12:46:24Z');
    expect(parameters.Signature).toBe('OLeaidS1JvxuMvnyHOwuJ+uX5qY=');
  });

  it('signs the token of temporary credentials', () => {
    const request = {
      method: 'POST',
      parameters: { RegionId: 'cn-hangzhou' },
      action: 'DescribeTasks',
      version: '2014-05-26',
      timestampMs: 0,
      nonce: 'n',
    } as const;
    const plain = signRpc({ ...request, credentials: { id: 'a', secret: 'b' } });
    const temporary = signRpc({ ...request, credentials: { id: 'a', secret: 'b', token: 'c' } });
    expect(temporary.SecurityToken).toBe('c');
    expect(temporary.Signature).not.toBe(plain.Signature);
  });
});

describe('against the official client', () => {
  const seen: { method: string; parameters: URLSearchParams }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text =
        request.method === 'POST' ? Buffer.concat(chunks).toString() : (request.url ?? '').slice('/?'.length);
      seen.push({ method: request.method ?? '', parameters: new URLSearchParams(text) });
      response.end('{}');
    });
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('computes the signature that it sent', async () => {
    const client = new RPCClient({
      accessKeyId: 'id',
      accessKeySecret: 'secret',
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      apiVersion: '2014-05-26',
    });
    const name = fc.stringMatching(/^[A-Z][A-Za-z0-9]{0,12}$/);
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(name, fc.string({ unit: 'grapheme' })),
        fc.constantFrom('GET' as const, 'POST' as const),
        async (parameters, method) => {
          await client.request('DescribeTasks', parameters, { method });
          const last = seen.at(-1);
          const sent = Object.fromEntries(last?.parameters ?? []);
          const { Signature, ...signed } = sent;
          expect(last?.method).toBe(method);
          expect(rpcSignature(method, signed, 'secret')).toBe(Signature);
          expect(signed).toMatchObject(parameters);
        },
      ),
      { numRuns: 60 },
    );
  });
});
