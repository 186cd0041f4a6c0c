import { Agent } from 'node:https';
import { rootCertificates } from 'node:tls';
import fetch from 'node-fetch';
import type { Fetch } from './sendRequest.ts';

/** A `fetch` that trusts one more certificate authority. Of a caller's agent, VS Code keeps only `ca`. */
export function fetchTrusting(ca: string): Fetch {
  const agent = new Agent({ ca: [...rootCertificates, ca], keepAlive: true });
  return async (url, init) => {
    const response = await fetch(url, {
      ...init,
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
