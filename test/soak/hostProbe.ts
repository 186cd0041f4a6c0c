import { EventEmitter, once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import type { Answer, Call, HostCalls, HostState } from './hostCalls.ts';

const patienceMs = 60_000;

/** The driver's end of the connection to the probe in the extension host. Each window that is loaded has a new one. */
export class HostProbe implements HostCalls {
  readonly port: number;
  readonly #server: Server;
  readonly #connections = new EventEmitter<{ socket: [Socket] }>();
  readonly #waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  #socket: Socket | undefined;
  #lastId = 0;

  private constructor(server: Server) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (socket) => this.#meet(socket));
  }

  static async listen(): Promise<HostProbe> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new HostProbe(server);
  }

  /** Bundles the extension that connects to it. Returns its folder. */
  static async build(): Promise<string> {
    const folder = resolve('out', 'soak');
    await mkdir(folder, { recursive: true });
    await build({
      entryPoints: [join(import.meta.dirname, 'probe', 'main.ts')],
      outfile: join(folder, 'main.cjs'),
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      external: ['vscode'],
      logLevel: 'warning',
    });
    const manifest = {
      name: 'probe',
      publisher: 'soak',
      version: '0.0.0',
      engines: { vscode: '^1.100.0' },
      main: './main.cjs',
      activationEvents: ['onStartupFinished'],
    };
    await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
    return folder;
  }

  measure(): Promise<HostState> {
    return this.#call('measure') as Promise<HostState>;
  }

  async setAccounts(accounts: readonly unknown[]): Promise<void> {
    await this.#call('setAccounts', accounts);
  }

  async rejectUnhandled(message: string): Promise<void> {
    await this.#call('rejectUnhandled', message);
  }

  close(): void {
    this.#socket?.destroy();
    this.#server.close();
  }

  #meet(socket: Socket): void {
    this.#socket = socket;
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
      if (this.#socket === socket) {
        this.#socket = undefined;
        for (const { reject } of this.#waiting.values()) {
          reject(new Error('The extension host is gone'));
        }
        this.#waiting.clear();
      }
    };
    socket.on('error', lost).on('close', lost);
    this.#connections.emit('socket', socket);
  }

  async #call(name: Call['name'], ...args: readonly unknown[]): Promise<unknown> {
    const signal = AbortSignal.timeout(patienceMs);
    const [socket] = this.#socket ? [this.#socket] : await once(this.#connections, 'socket', { signal });
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      signal.addEventListener('abort', () => reject(new Error(`The probe did not answer ${name}`)));
      socket.write(`${JSON.stringify({ id, name, args } satisfies Call)}\n`);
    });
  }
}
