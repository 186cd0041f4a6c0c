import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import type { Answer, Call } from './hostLink.ts';

/** An extension's end of the connection to a runner: does what the one on `port` asks for, and answers. */
export function serveCalls<Calls extends object>(calls: Calls, port: number): { dispose(): void } {
  const socket = connect(port, '127.0.0.1');
  const answer = (message: Answer): void => {
    socket.write(`${JSON.stringify(message)}\n`);
  };
  createInterface(socket).on('line', (line) => {
    const { id, name, args } = JSON.parse(line) as Call;
    const call = calls[name as keyof Calls] as (...given: readonly unknown[]) => Promise<unknown>;
    call(...args).then(
      (result) => answer({ id, result }),
      (error: unknown) =>
        answer({ id, error: error instanceof Error ? (error.stack ?? error.message) : `${error}` }),
    );
  });
  return { dispose: () => socket.destroy() };
}
