import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** PEM. */
export interface ServerCertificate {
  readonly key: string;
  readonly cert: string;
}

/** An http or https server of a test's own, on a free port of this machine. */
export abstract class LoopbackServer {
  readonly #server;
  readonly #protocol: 'http' | 'https';

  constructor(certificate?: ServerCertificate) {
    const receive = (incoming: IncomingMessage, response: ServerResponse) =>
      void this.#receive(incoming, response);
    this.#server = certificate ? createTlsServer(certificate, receive) : createServer(receive);
    this.#protocol = certificate ? 'https' : 'http';
  }

  /** Without a slash at its end. */
  get url(): string {
    return `${this.#protocol}://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Cuts what is still under way. */
  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  protected async listen(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  /** Called when the body of a request has come in, or has broken off: then it is empty. */
  protected abstract serve(incoming: IncomingMessage, body: string, response: ServerResponse): void;

  async #receive(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => {});
    this.serve(incoming, await text(incoming).catch(() => ''), response);
  }
}
