import type { Clock } from '../model/clock.ts';
import { CloudError } from '../model/errors.ts';
import { networkError } from './networkError.ts';

/** The part of `fetch` used here: the global one and node-fetch both have this shape. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

export interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly redirect: 'manual';
  readonly signal: AbortSignal;
}

export interface FetchResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: AsyncIterable<Uint8Array> | null;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Record<string, string>;
  /** Absent where there is none: `fetch` adds a content type, which is not signed, even to an empty one. */
  readonly body?: string | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  readonly text: string;
}

export interface HttpLimits {
  /** For the whole exchange, body included. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

export const defaultLimits: HttpLimits = { timeoutMs: 15_000, maxBytes: 16 * 1024 * 1024 };

/**
 * One HTTP exchange. Redirects are not followed: a signed request goes where the settings say and nowhere else.
 * Throws a `transient` or `setup` CloudError when no whole answer arrives, or the signal's reason once it is aborted.
 */
export async function exchange(
  fetch: Fetch,
  request: HttpRequest,
  clock: Clock,
  signal: AbortSignal,
  limits: HttpLimits = defaultLimits,
): Promise<HttpAnswer> {
  signal.throwIfAborted();
  checkHeaders(request.headers);
  const stop = new AbortController();
  const onAbort = (): void => stop.abort(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  const seconds = Math.round(limits.timeoutMs / 1000);
  const timeOut = new CloudError({
    kind: 'transient',
    code: 'TimeOut',
    message: `${request.url.host} did not answer within ${seconds} s`,
  });
  const cancelTimeOut = clock.after(limits.timeoutMs, () => stop.abort(timeOut));
  try {
    const response = await fetch(request.url.href, {
      method: request.method,
      headers: request.headers,
      ...(request.body === undefined ? {} : { body: request.body }),
      redirect: 'manual',
      signal: stop.signal,
    });
    const text = await readText(response.body, limits.maxBytes, stop);
    return { status: response.status, header: (name) => response.headers.get(name) ?? undefined, text };
  } catch (error) {
    signal.throwIfAborted();
    if (stop.signal.reason instanceof CloudError) {
      throw stop.signal.reason;
    }
    throw networkError(error, request.url.host);
  } finally {
    cancelTimeOut();
    signal.removeEventListener('abort', onAbort);
  }
}

async function readText(
  body: AsyncIterable<Uint8Array> | null,
  maxBytes: number,
  stop: AbortController,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) {
      const mebibytes = Math.round(maxBytes / 1024 / 1024);
      stop.abort(
        new CloudError({
          kind: 'answer',
          code: 'OversizedAnswer',
          message: `The answer is over ${mebibytes} MiB`,
        }),
      );
      throw stop.signal.reason;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** What `fetch` throws over a character that no header can hold quotes the header, which can be a key. */
function checkHeaders(headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) {
    if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) {
      throw new CloudError({
        kind: /^authorization$|key|token/i.test(name) ? 'credentials' : 'setup',
        code: 'UnsendableHeader',
        message: `${name} holds a line break or a character that HTTP headers cannot carry`,
      });
    }
  }
}
