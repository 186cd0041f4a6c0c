import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface KeyPair {
  readonly id: string;
  readonly secret: string;
}

const authorizationShape =
  /^TC3-HMAC-SHA256 Credential=([^/]+)\/(\d{4}-\d\d-\d\d)\/(\w+)\/tc3_request, SignedHeaders=([\w;-]+), Signature=([\da-f]{64})$/;

/**
 * The code with which Tencent Cloud API 3.0 refuses a request, written from its page on signatures
 * (cloud.tencent.com/document/api/213/30654); `undefined` when the signature holds.
 */
export function tc3Refusal(
  headers: IncomingHttpHeaders,
  body: string,
  service: string,
  keys: KeyPair,
): string | undefined {
  const match = authorizationShape.exec(headers.authorization ?? '');
  if (match === null) {
    return 'AuthFailure.SignatureFailure';
  }
  const [, id, date = '', scopeService = '', signedHeaders = '', signature = ''] = match;
  const timestamp = Number(headers['x-tc-timestamp']);
  if (id !== keys.id) {
    return 'AuthFailure.SecretIdNotFound';
  }
  if (!(Math.abs(Date.now() / 1000 - timestamp) <= 300)) {
    return 'AuthFailure.SignatureExpire';
  }
  const names = signedHeaders.split(';');
  const sound =
    scopeService === service &&
    new Date(timestamp * 1000).toISOString().startsWith(date) &&
    names.includes('content-type') &&
    names.includes('host');
  const canonicalHeaders = names.map((name) => `${name}:${String(headers[name]).trim().toLowerCase()}\n`);
  const canonical = `POST\n/\n\n${canonicalHeaders.join('')}\n${signedHeaders}\n${digest(body)}`;
  const toSign = `TC3-HMAC-SHA256\n${timestamp}\n${date}/${service}/tc3_request\n${digest(canonical)}`;
  const key = [date, service, 'tc3_request'].reduce<string | Buffer>(hmac, `TC3${keys.secret}`);
  const expected = hmac(key, toSign);
  return sound && timingSafeEqual(expected, Buffer.from(signature, 'hex'))
    ? undefined
    : 'AuthFailure.SignatureFailure';
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
