import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import type { HostCalls } from '../hostCalls.ts';

interface Call {
  readonly id: number;
  readonly name: keyof HostCalls;
  readonly args: readonly unknown[];
}

/** The extension's end of the connection: does what the runner on `port` asks for, and answers. */
export function serveCalls(calls: HostCalls, port: number): { dispose(): void } {
  const socket = connect(port, '127.0.0.1');
  const answer = (message: object): void => {
    socket.write(`${JSON.stringify(message)}\n`);
  };
  createInterface(socket).on('line', (line) => {
    const { id, name, args } = JSON.parse(line) as Call;
    const call = calls[name] as (...given: readonly unknown[]) => Promise<unknown>;
    call(...args).then(
      (result) => answer({ id, result }),
      (error: unknown) =>
        answer({ id, error: error instanceof Error ? (error.stack ?? error.message) : `${error}` }),
    );
  });
  return { dispose: () => socket.destroy() };
}
