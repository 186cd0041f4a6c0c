import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A private cloud's gateway that knows one AppKey, and has no tasks. */
export class Gateway {
  readonly #server = createServer((request, response) => {
    const known = request.headers['x-ca-key'] === this.#appKey;
    const headers = known
      ? {}
      : { 'X-Ca-Error-Code': 'A403AK', 'X-Ca-Error-Message': 'Invalid AppKey', 'X-Ca-Request-Id': 'GW-1' };
    request.resume();
    response.writeHead(known ? 200 : 403, { 'Content-Type': 'application/json', ...headers });
    response.end(known ? JSON.stringify({ RequestID: 'GW-2', TaskSet: { Task: [] } }) : '');
  });
  readonly #appKey: string;

  constructor(appKey: string) {
    this.#appKey = appKey;
  }

  static async start(appKey: string): Promise<Gateway> {
    const gateway = new Gateway(appKey);
    gateway.#server.listen(0, '127.0.0.1');
    await once(gateway.#server, 'listening');
    return gateway;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
