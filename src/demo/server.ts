import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../core/model/clock.ts';
import type { Incoming } from './exchange.ts';
import type { Delivery } from './faultyAnswer.ts';

export interface TlsIdentity {
  /** PEM. */
  readonly key: string;
  readonly cert: string;
}

export interface ServerOptions {
  /** 0 for any that is free. */
  readonly port: number;
  readonly tls: TlsIdentity | undefined;
  readonly onConnection: () => void;
  readonly handle: (incoming: Incoming) => Outgoing;
}

export interface Outgoing extends Delivery {
  /** For the Date header, ms. */
  readonly date: number;
  /** Called once the answer is out, or the client has gone. */
  readonly done: () => void;
}

export interface RunningServer {
  readonly url: string;
  /** Cuts every connection and stops listening. */
  close(): Promise<void>;
}

/** Several times what any real call sends. */
const maximumBody = 65_536;

/** Listens on loopback, reads requests whole and sends what it is told to, as whole as it is told to. */
export async function listen(options: ServerOptions): Promise<RunningServer> {
  const waiting = new Set<() => void>();
  const listener: RequestListener = (request, response) => {
    readBody(request)
      .then((body) => {
        if (body === undefined) {
          response.writeHead(413, { Connection: 'close' }).end();
        } else {
          answer(options, toIncoming(request, body), response, waiting);
        }
      })
      .catch(() => response.destroy());
  };
  const server: Server =
    options.tls === undefined ? createServer(listener) : createTlsServer(options.tls, listener);
  server.on('connection', options.onConnection);
  server.keepAliveTimeout = 60_000;
  // For the whole of it: a request that is sent byte by byte must not stay for ever.
  server.requestTimeout = 30_000;
  server.maxConnections = 1_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        for (const cancel of waiting) {
          cancel();
        }
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(
  options: ServerOptions,
  incoming: Incoming,
  response: ServerResponse,
  waiting: Set<() => void>,
): void {
  const outgoing = options.handle(incoming);
  response.once('close', outgoing.done);
  if (outgoing.end === 'hang') {
    return;
  }
  if (outgoing.delay === 0) {
    send(response, outgoing);
    return;
  }
  const cancel = systemClock.after(outgoing.delay, () => send(response, outgoing));
  waiting.add(cancel);
  response.once('close', () => {
    cancel();
    waiting.delete(cancel);
  });
}

function send(response: ServerResponse, { status, headers, body, end, date }: Outgoing): void {
  if (end === 'drop') {
    response.destroy();
    return;
  }
  const bytes = Buffer.from(body);
  response.sendDate = false;
  response.writeHead(status, {
    ...headers,
    'Content-Length': bytes.length,
    Date: new Date(date).toUTCString(),
  });
  if (end === 'reset') {
    // Only once the first half is on its way; otherwise the client would see no answer at all.
    response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
    return;
  }
  response.end(bytes);
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > maximumBody) {
    return undefined;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maximumBody) {
      return undefined;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function toIncoming(request: IncomingMessage, body: string): Incoming {
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
  return { method: request.method ?? 'GET', path, query, headers: request.headers, body };
}
