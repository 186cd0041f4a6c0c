import { Agent } from 'node:https';
import { rootCertificates } from 'node:tls';
import fetch from 'node-fetch';
import type { Fetch } from './sendRequest.ts';

/**
 * A `fetch` that trusts one more certificate authority.
 *
 * VS Code puts an agent of its own in the place of a caller's, to follow its proxy settings. Of ours it keeps `ca`, and
 * where no proxy is needed it hands the request on to Node's global agent, which keeps connections. But its own agent
 * does not, so that the request would say `Connection: close`, unless it says otherwise itself. Through a proxy every
 * request still has a connection of its own.
 */
export function fetchTrusting(ca: string): Fetch {
  const agent = new Agent({ ca: [...rootCertificates, ca], keepAlive: true });
  return async (url, init) => {
    const response = await fetch(url, {
      ...init,
      headers: { ...init.headers, Connection: 'keep-alive' },
      ...(url.startsWith('https:') ? { agent } : {}),
    });
    return { status: response.status, headers: response.headers, body: chunksOf(response.body) };
  };
}

async function* chunksOf(body: NodeJS.ReadableStream | null): AsyncGenerator<Uint8Array> {
  for await (const chunk of body ?? []) {
    yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  }
}
