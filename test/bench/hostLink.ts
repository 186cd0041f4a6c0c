import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { HostCalls } from './hostCalls.ts';

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

/** The runner's end of a connection to the bench extension: calls go there as lines of JSON. */
export class HostLink {
  readonly port: number;
  readonly #server: ReturnType<typeof createServer>;
  readonly #connected: Promise<Socket>;
  readonly #waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  #lastId = 0;

  private constructor(server: ReturnType<typeof createServer>) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    this.#connected = once(server, 'connection').then(([socket]: Socket[]) => this.#meet(socket as Socket));
  }

  static async listen(): Promise<HostLink> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new HostLink(server);
  }

  /** Every method of it is a call to the extension host. */
  get host(): HostCalls {
    return new Proxy({} as HostCalls, {
      get:
        (_, name) =>
        (...args: unknown[]) =>
          this.#call(String(name), args),
    });
  }

  async close(): Promise<void> {
    this.#server.close();
    (await Promise.race([this.#connected, undefined]))?.destroy();
  }

  #meet(socket: Socket): Socket {
    createInterface(socket).on('line', (line) => {
      const { id, result, error } = JSON.parse(line) as Answer;
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) {
        waiting?.resolve(result);
      } else {
        waiting?.reject(new Error(error));
      }
    });
    const lost = (): void => {
      for (const { reject } of this.#waiting.values()) {
        reject(new Error('The extension host is gone'));
      }
      this.#waiting.clear();
    };
    return socket.on('error', lost).on('close', lost);
  }

  async #call(name: string, args: readonly unknown[]): Promise<unknown> {
    const socket = await this.#connected;
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      socket.write(`${JSON.stringify({ id, name, args })}\n`);
    });
  }
}
