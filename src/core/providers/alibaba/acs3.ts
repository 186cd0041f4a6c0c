import { createHash, createHmac } from 'node:crypto';
import type { Credentials } from '../service.ts';
import { encodeSorted } from './percentEncode.ts';

/**
 * What is signed.
 * Source: Alibaba Cloud, "V3 request body and signature" (help.aliyun.com/document_detail/2593177.html).
 */
export interface Acs3Signed {
  readonly secret: string;
  readonly method: string;
  /** Encoded path; `/` for RPC-style products. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Exactly the signed headers, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Hex SHA-256 of the body, which is also `x-acs-content-sha256`. */
  readonly bodyHash: string;
}

/** Hex ACS3-HMAC-SHA256 signature. */
export function acs3Signature(signed: Acs3Signed): string {
  const names = Object.keys(signed.headers).sort();
  const canonicalRequest = [
    signed.method,
    signed.path,
    encodeSorted(signed.query),
    ...names.map((name) => `${name}:${signed.headers[name]?.trim()}`),
    '',
    names.join(';'),
    signed.bodyHash,
  ].join('\n');
  const stringToSign = `ACS3-HMAC-SHA256\n${sha256(canonicalRequest)}`;
  return createHmac('sha256', signed.secret).update(stringToSign).digest('hex');
}

export interface Acs3Request {
  readonly credentials: Credentials;
  readonly method: 'POST' | 'GET';
  /** As the Host header will say it. */
  readonly host: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: string;
  /** Given when there is a body; signed. */
  readonly contentType?: string | undefined;
  /** More headers to send. Those named `x-acs-…` have to be signed, and are. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly action: string;
  readonly version: string;
  /** Milliseconds since the epoch; the wire has seconds. */
  readonly timestampMs: number;
  /** Never used twice within 15 minutes. */
  readonly nonce: string;
}

/** The headers to send. Host is signed but not among them: HTTP clients send it by themselves. */
export function signAcs3(request: Acs3Request): Record<string, string> {
  const { credentials } = request;
  const bodyHash = sha256(request.body);
  const sent: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    sent[name.toLowerCase()] = value;
  }
  Object.assign(sent, {
    ...(request.contentType === undefined ? {} : { 'content-type': request.contentType }),
    'x-acs-action': request.action,
    'x-acs-version': request.version,
    'x-acs-date': acsTime(request.timestampMs),
    'x-acs-signature-nonce': request.nonce,
    'x-acs-content-sha256': bodyHash,
    ...(credentials.token === undefined ? {} : { 'x-acs-security-token': credentials.token }),
  });
  const signedHeaders: Record<string, string> = { host: request.host };
  for (const [name, value] of Object.entries(sent)) {
    if (name === 'content-type' || name.startsWith('x-acs-')) {
      signedHeaders[name] = value;
    }
  }
  const signature = acs3Signature({
    secret: credentials.secret,
    method: request.method,
    path: request.path,
    query: request.query,
    headers: signedHeaders,
    bodyHash,
  });
  const names = Object.keys(signedHeaders).sort().join(';');
  sent.authorization = `ACS3-HMAC-SHA256 Credential=${credentials.id},SignedHeaders=${names},Signature=${signature}`;
  return sent;
}

/** `yyyy-MM-ddTHH:mm:ssZ`: Alibaba's gateways refuse fractions of a second. */
export function acsTime(timestampMs: number): string {
  return `${new Date(timestampMs).toISOString().slice(0, 19)}Z`;
}

function sha256(data: string): string {
  return createHash('sha256').update(data).digest('hex');
}
