import { createHash, createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { KeyPair } from './tc3Check.ts';

/** A request as it came over the wire. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What a server knows when it looks at a signature. */
export interface Checker {
  readonly keys: KeyPair;
  /** Milliseconds since the epoch, by the server's clock. */
  readonly now: number;
}

export interface Refusal {
  readonly code: string;
  readonly message: string;
}

const validMs = 15 * 60_000;

/** ACS3-HMAC-SHA256, written from help.aliyun.com/document_detail/2593177.html. `undefined`: the signature holds. */
export function acs3Refusal(received: Received, { keys, now }: Checker): Refusal | undefined {
  const { body, headers, method, path, query } = received;
  const [, id, names = '', signature] =
    /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([\da-f]{64})$/.exec(
      headers.authorization ?? '',
    ) ?? [];
  const signed = names.split(';');
  const needed = Object.keys(headers).filter((name) => name === 'host' || name.startsWith('x-acs-'));
  if (body !== '') {
    needed.push('content-type');
  }
  const canonical = [
    method,
    path,
    encoded(query),
    ...signed.map((name) => `${name}:${headers[name]}`),
    '',
    names,
    digest(body),
  ].join('\n');
  const expected = createHmac('sha256', keys.secret)
    .update(`ACS3-HMAC-SHA256\n${digest(canonical)}`)
    .digest('hex');
  const sound =
    needed.every((name) => signed.includes(name)) &&
    signed.join(';') === signed.toSorted().join(';') &&
    headers['x-acs-content-sha256'] === digest(body);
  return popRefusal(id === keys.id, sound && signature === expected, headers['x-acs-date'], now);
}

/** RPC with HMAC-SHA1, written from help.aliyun.com/document_detail/2593174.html. */
export function rpcRefusal({ body, method, query }: Received, { keys, now }: Checker): Refusal | undefined {
  const all = new URLSearchParams([...query, ...new URLSearchParams(body)]);
  const signature = all.get('Signature');
  all.delete('Signature');
  const toSign = `${method}&%2F&${rfc3986(encoded(all))}`;
  const expected = createHmac('sha1', `${keys.secret}&`).update(toSign).digest('base64');
  const sound = all.get('SignatureMethod') === 'HMAC-SHA1' && all.get('SignatureVersion') === '1.0';
  const known = all.get('AccessKeyId') === keys.id;
  return popRefusal(known, sound && signature === expected, all.get('Timestamp') ?? undefined, now);
}

/** API Gateway's X-Ca signature, written from help.aliyun.com/document_detail/29475.html. */
export function gatewayRefusal(received: Received, { keys, now }: Checker): Refusal | undefined {
  const { body, headers, method, path, query } = received;
  const names = String(headers['x-ca-signature-headers'] ?? '').split(',');
  const parameters = [...query, ...new URLSearchParams(body)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`));
  const toSign = [
    method,
    headers.accept ?? '',
    headers['content-md5'] ?? '',
    headers['content-type'] ?? '',
    headers.date ?? '',
    ...names.toSorted().map((name) => `${name}:${headers[name]}`),
    [path, ...(parameters.length === 0 ? [] : [parameters.join('&')])].join('?'),
  ].join('\n');
  const expected = createHmac('sha256', keys.secret).update(toSign).digest('base64');
  if (headers['x-ca-key'] !== keys.id) {
    return { code: 'A400IK', message: 'Invalid AppKey' };
  }
  if (headers['x-ca-signature'] !== expected || !names.includes('x-ca-timestamp')) {
    const echo = toSign.replaceAll('\n', '#');
    return { code: 'A403IS', message: `Invalid Signature, Server StringToSign:\`${echo}\`` };
  }
  return Math.abs(Number(headers['x-ca-timestamp']) - now) > validMs
    ? { code: 'A403TE', message: 'Timestamp Expired' }
    : undefined;
}

function popRefusal(known: boolean, sound: boolean, date: unknown, now: number): Refusal | undefined {
  if (!known) {
    return { code: 'InvalidAccessKeyId.NotFound', message: 'Specified access key is not found.' };
  }
  if (!sound) {
    return { code: 'SignatureDoesNotMatch', message: 'Specified signature does not match.' };
  }
  const whole = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(String(date));
  return whole && Math.abs(Date.parse(String(date)) - now) <= validMs
    ? undefined
    : { code: 'InvalidTimeStamp.Expired', message: 'Specified time stamp or date value is expired.' };
}

function encoded(parameters: URLSearchParams): string {
  return [...parameters]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map((pair) => pair.map(rfc3986).join('='))
    .join('&');
}

function rfc3986(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
