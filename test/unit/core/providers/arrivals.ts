import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came off the socket. */
export interface Arrival {
  readonly method: string;
  readonly path: string;
  /** As sent, without `?`. */
  readonly query: string;
  /** By lower-case name; a header that came twice has both values. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface ArrivalServer {
  readonly url: URL;
  /** Lets `send` send one request, and resolves to what arrived. */
  arrived(send: () => Promise<unknown>): Promise<Arrival>;
  close(): Promise<void>;
}

/** A server that looks at nothing and answers everything with `answer`. */
export async function arrivalServer(answer: unknown): Promise<ArrivalServer> {
  const arrivals: Arrival[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const [path = '', query = ''] = (request.url ?? '').split('?', 2);
      const headers: Record<string, string> = {};
      for (let at = 0; at < request.rawHeaders.length; at += 2) {
        const name = (request.rawHeaders[at] ?? '').toLowerCase();
        const value = request.rawHeaders[at + 1] ?? '';
        headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
      }
      arrivals.push({ method: request.method ?? '', path, query, headers, body: Buffer.concat(chunks) });
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: new URL(`http://127.0.0.1:${port}/`),
    arrived: async (send) => {
      arrivals.length = 0;
      await send();
      const [only] = arrivals;
      if (only === undefined || arrivals.length > 1) {
        throw new Error(`${arrivals.length} requests arrived`);
      }
      return only;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
