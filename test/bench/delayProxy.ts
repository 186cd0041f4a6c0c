import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface DelayProxy {
  readonly port: number;
  /** How many connections it has taken. */
  readonly connections: number;
  close(): void;
}

/**
 * Puts a distance between a client and a server on this machine: what goes either way arrives `roundTripMs / 2`
 * later, as much at a time as comes. Opening a connection takes one round trip more, as on a real network.
 */
export async function startDelayProxy(targetPort: number, roundTripMs: number): Promise<DelayProxy> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((near) => {
    connections++;
    const far = connect(targetPort, '127.0.0.1');
    // The client believes it is connected at once; its first bytes would have left a round trip later.
    const openAt = performance.now() + roundTripMs;
    pass(near, far, roundTripMs / 2, openAt);
    pass(far, near, roundTripMs / 2, 0);
    for (const socket of [near, far]) {
      sockets.add(socket.setNoDelay());
      socket.once('close', () => sockets.delete(socket));
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    get connections() {
      return connections;
    },
    close: () => {
      server.close();
      for (const socket of sockets) {
        socket.destroy();
      }
    },
  };
}

/** Timers of one length fire in the order they were set: bytes keep theirs. */
function pass(from: Socket, to: Socket, delayMs: number, openAt: number): void {
  let lastAt = 0;
  const later = (action: () => void): void => {
    lastAt = Math.max(lastAt, performance.now() + delayMs, openAt + delayMs);
    setTimeout(action, lastAt - performance.now());
  };
  from.on('data', (bytes) => later(() => to.writable && to.write(bytes)));
  from.on('end', () => later(() => to.end()));
  from.on('error', () => to.destroy());
}
