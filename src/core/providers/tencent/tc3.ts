import { createHash, createHmac } from 'node:crypto';
import type { Credentials } from '../service.ts';

/**
 * What is signed: everything as it goes over the wire.
 * Source: Tencent Cloud API 3.0, "Signature v3" (cloud.tencent.com/document/api/213/30654).
 */
export interface Tc3Signed {
  readonly secret: string;
  readonly service: string;
  /** Unix seconds. */
  readonly timestamp: number;
  readonly method: 'POST' | 'GET';
  /** Query string as sent, without `?`. */
  readonly query: string;
  /** By lower-case name; values as they enter the canonical request (lower-case, except by convention of the SDKs). */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** Hex TC3-HMAC-SHA256 signature over an arbitrary set of signed headers. */
export function tc3Signature(signed: Tc3Signed): string {
  const names = Object.keys(signed.headers).sort();
  const canonicalRequest = [
    signed.method,
    '/',
    signed.query,
    ...names.map((name) => `${name}:${signed.headers[name]?.trim()}`),
    '',
    names.join(';'),
    sha256(signed.body),
  ].join('\n');
  const date = utcDate(signed.timestamp);
  const stringToSign = [
    'TC3-HMAC-SHA256',
    signed.timestamp,
    `${date}/${signed.service}/tc3_request`,
    sha256(canonicalRequest),
  ].join('\n');
  const dateKey = hmac(`TC3${signed.secret}`, date);
  const serviceKey = hmac(dateKey, signed.service);
  const signingKey = hmac(serviceKey, 'tc3_request');
  return hmac(signingKey, stringToSign).toString('hex');
}

export interface Tc3Request {
  readonly credentials: Credentials;
  /** Product: `mps`, `vod`, `yunjing`. Also on the international hosts. */
  readonly service: string;
  /** As the Host header will say it, with a port that is not the scheme's own. */
  readonly host: string;
  readonly action: string;
  readonly version: string;
  /** Unix seconds. */
  readonly timestamp: number;
  readonly body: string;
  /** Sent as it is signed. */
  readonly contentType: string;
  /** Localises error messages. */
  readonly language?: 'zh-CN' | 'en-US' | undefined;
}

/**
 * The headers of a signed `POST /`. Host is signed but not among them: HTTP clients send it by themselves.
 * The session token of temporary credentials is sent, not signed.
 */
export function signTc3(request: Tc3Request): Record<string, string> {
  const { credentials, service, timestamp } = request;
  const signature = tc3Signature({
    secret: credentials.secret,
    service,
    timestamp,
    method: 'POST',
    query: '',
    headers: { 'content-type': request.contentType, host: request.host },
    body: request.body,
  });
  const scope = `${credentials.id}/${utcDate(timestamp)}/${service}/tc3_request`;
  return {
    'Content-Type': request.contentType,
    Authorization: `TC3-HMAC-SHA256 Credential=${scope}, SignedHeaders=content-type;host, Signature=${signature}`,
    'X-TC-Action': request.action,
    'X-TC-Version': request.version,
    'X-TC-Timestamp': String(timestamp),
    ...(credentials.token === undefined ? {} : { 'X-TC-Token': credentials.token }),
    ...(request.language === undefined ? {} : { 'X-TC-Language': request.language }),
  };
}

function utcDate(timestamp: number): string {
  return new Date(timestamp * 1000).toISOString().slice(0, 10);
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Uint8Array, message: string): Buffer {
  return createHmac('sha256', key).update(message).digest();
}
