import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface TestServer {
  readonly url: URL;
  /** What has come in, whole. */
  readonly requests: readonly IncomingMessage[];
  /** Connections ever. */
  connected(): number;
  /** Connections that are open now. */
  connections(): Promise<number>;
  close(): Promise<void>;
}

/** A server on loopback that answers whatever the test wants it to. */
export async function serve(
  answer: (response: ServerResponse, request: IncomingMessage, body: string) => void,
  tls?: ServerOptions,
): Promise<TestServer> {
  const requests: IncomingMessage[] = [];
  const listener: RequestListener = (request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      requests.push(request);
      answer(response, request, body);
    });
  };
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  let connected = 0;
  server.on('connection', () => {
    connected += 1;
  });
  return {
    url: new URL(`${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}/`),
    requests,
    connected: () => connected,
    connections: () => new Promise((resolve) => server.getConnections((_, count) => resolve(count))),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An answer of JSON, or of a text that may be anything. */
export function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
