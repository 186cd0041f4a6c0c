import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

export interface Call {
  readonly id: number;
  readonly name: string;
  readonly args: readonly unknown[];
}

export interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

/**
 * A runner's end of the connection to an extension of its own in the extension host, see `serveCalls.ts`: calls go
 * there as lines of JSON. Each window that is loaded connects anew.
 */
export class HostLink<Calls extends object> {
  readonly port: number;
  readonly #server: Server;
  readonly #patienceMs: number | undefined;
  readonly #waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  #socket: Socket | undefined;
  #lastId = 0;

  private constructor(server: Server, patienceMs: number | undefined) {
    this.#server = server;
    this.#patienceMs = patienceMs;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (socket) => this.#meet(socket));
  }

  /** Calls fail that take longer than `patienceMs`; without it they wait for as long as it takes. */
  static async listen<Calls extends object>(patienceMs?: number): Promise<HostLink<Calls>> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new HostLink<Calls>(server, patienceMs);
  }

  /** Every method of it is a call to the extension host. */
  get host(): Calls {
    return new Proxy({} as Calls, {
      get:
        (_, name) =>
        (...args: unknown[]) =>
          this.#call(String(name), args),
    });
  }

  close(): void {
    this.#socket?.destroy();
    this.#server.close();
  }

  #meet(socket: Socket): void {
    this.#socket = socket;
    const lost = (): void => {
      if (this.#socket === socket) {
        this.#socket = undefined;
        for (const { reject } of this.#waiting.values()) {
          reject(new Error('The extension host is gone'));
        }
        this.#waiting.clear();
      }
    };
    socket.on('error', lost).on('close', lost);
    const lines = createInterface(socket).on('line', (line) => this.#settle(JSON.parse(line)));
    // It passes on the socket's errors, and a reset that nobody listens to would end the runner.
    lines.on('error', lost);
  }

  #settle({ id, result, error }: Answer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) {
      waiting?.resolve(result);
    } else {
      waiting?.reject(new Error(error));
    }
  }

  async #call(name: string, args: readonly unknown[]): Promise<unknown> {
    const signal = this.#patienceMs === undefined ? undefined : AbortSignal.timeout(this.#patienceMs);
    const socket = this.#socket ?? (await this.#connection(signal));
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      signal?.addEventListener('abort', () => reject(new Error(`The extension did not answer ${name}`)));
      socket.write(`${JSON.stringify({ id, name, args } satisfies Call)}\n`);
    });
  }

  async #connection(signal: AbortSignal | undefined): Promise<Socket> {
    const [socket] = await once(this.#server, 'connection', { signal });
    return socket;
  }
}
