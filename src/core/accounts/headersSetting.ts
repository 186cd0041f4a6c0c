import { isObject } from '../http/answer.ts';
import { type Complain, quote } from './accountProblem.ts';

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// A header is Latin-1 on the wire; a line break in it would start another header.
const fieldValue = /^[\t\x20-\x7e\xa0-\xff]*$/;

// What the signatures are computed over, and what the connection itself writes.
const reserved = new Set([
  'accept',
  'authorization',
  'connection',
  'content-length',
  'content-md5',
  'content-type',
  'date',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-acs-action',
  'x-acs-content-sha256',
  'x-acs-date',
  'x-acs-security-token',
  'x-acs-version',
]);
const reservedPrefix = /^(x-ca-|x-acs-signature-|proxy-)/;

/** A service's extra `headers`. Their values are never repeated: some gateways take tokens in them. */
export function parseHeaders(value: unknown, complain: Complain): Record<string, string> | undefined {
  if (!isObject(value)) {
    complain(`${quote(value)} is not an object of header names and texts`);
    return undefined;
  }
  const headers = new Map<string, [name: string, text: string]>();
  let good = true;
  const refuse = (what: string): void => {
    complain(what);
    good = false;
  };
  for (const [name, text] of Object.entries(value)) {
    const lower = name.toLowerCase();
    if (!token.test(name)) {
      refuse(`${quote(name)} cannot be a header name`);
    } else if (reserved.has(lower) || reservedPrefix.test(lower)) {
      refuse(`"${name}" is set by the request itself; leave it out`);
    } else if (headers.has(lower)) {
      refuse(`"${name}" is there twice; upper and lower case are the same header`);
    } else if (typeof text !== 'string') {
      refuse(`"${name}" must be a text, not ${describeKind(text)}`);
    } else if (!fieldValue.test(text)) {
      refuse(`"${name}" holds a line break or another character no header can carry`);
    } else {
      headers.set(lower, [name, text]);
    }
  }
  return good ? Object.fromEntries(headers.values()) : undefined;
}

function describeKind(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
