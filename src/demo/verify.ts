import { timingSafeEqual } from 'node:crypto';
import type { Incoming } from './exchange.ts';

/** Compares in a time that does not tell how much was right. */
export function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** A single header value; a header that came twice counts as the first. */
export function header(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

/** The named headers with their values, by lower-case name. */
export function pickHeaders(
  names: readonly string[],
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name.toLowerCase(), header(headers[name.toLowerCase()])]));
}

/** Parameters of the query and of a form body, merged. */
export function formAndQuery({ query, body, headers }: Incoming): Record<string, string> {
  const isForm = header(headers['content-type']).startsWith('application/x-www-form-urlencoded');
  return {
    ...Object.fromEntries(new URLSearchParams(query)),
    ...(isForm ? Object.fromEntries(new URLSearchParams(body)) : {}),
  };
}
