import type { IncomingMessage, ServerResponse } from 'node:http';
import { LoopbackServer } from './loopbackServer.ts';

/** A private cloud's gateway that knows one AppKey, and has no tasks. */
export class Gateway extends LoopbackServer {
  readonly #appKey: string;

  constructor(appKey: string) {
    super();
    this.#appKey = appKey;
  }

  static start(appKey: string): Promise<Gateway> {
    return new Gateway(appKey).listen();
  }

  protected override serve(
    { headers: asked }: IncomingMessage,
    _body: string,
    response: ServerResponse,
  ): void {
    const known = asked['x-ca-key'] === this.#appKey;
    const headers = known
      ? {}
      : { 'X-Ca-Error-Code': 'A403AK', 'X-Ca-Error-Message': 'Invalid AppKey', 'X-Ca-Request-Id': 'GW-1' };
    response.writeHead(known ? 200 : 403, { 'Content-Type': 'application/json', ...headers });
    response.end(known ? JSON.stringify({ RequestID: 'GW-2', TaskSet: { Task: [] } }) : '');
  }
}
