import * as v from 'valibot';
import { isObject } from '../../http/answer.ts';
import { type Phrase, phrase } from '../../model/phrase.ts';
import { field } from './field.ts';

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

/** Extra headers by name. Their values are never repeated: some gateways take tokens in them. */
export const headersField = v.pipe(
  field(
    // A list is a record too, for valibot.
    v.custom<Record<string, unknown>>((value) => isObject(value)),
    phrase('Headers to send with each request, such as "UserEmail".'),
    phrase('write an object of header names and texts'),
  ),
  v.metadata({ type: 'object', additionalProperties: { type: 'string' } }),
  v.rawTransform<Record<string, unknown>, Record<string, string>>(({ dataset, addIssue, NEVER }) => {
    const headers = new Map<string, [name: string, text: string]>();
    let good = true;
    for (const [name, text] of Object.entries(dataset.value)) {
      const lower = name.toLowerCase();
      const message = headers.has(lower)
        ? phrase('{0} is there twice; upper and lower case are the same header')
        : problemOf(name, lower, text);
      if (message !== undefined) {
        addIssue({ message, received: JSON.stringify(name) });
        good = false;
      } else if (typeof text === 'string') {
        headers.set(lower, [name, text]);
      }
    }
    return good ? Object.fromEntries(headers.values()) : NEVER;
  }),
);

function problemOf(name: string, lower: string, text: unknown): Phrase | undefined {
  if (!token.test(name)) {
    return phrase('{0} cannot be a header name');
  }
  if (reserved.has(lower) || reservedPrefix.test(lower)) {
    return phrase('{0} is set by the request itself; leave it out');
  }
  if (typeof text !== 'string') {
    return phrase('{0} must be a text');
  }
  return fieldValue.test(text)
    ? undefined
    : phrase('{0} holds a line break or another character no header can carry');
}
