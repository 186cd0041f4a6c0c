import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { type Complain, quote } from './accountProblem.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether a URL's host can only be this machine. Decided by its spelling; no name is looked up. */
export function isLoopback(url: URL): boolean {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIPv4(host)) {
    return loopback.check(host, 'ipv4');
  }
  if (isIPv6(host)) {
    return loopback.check(host, 'ipv6');
  }
  return host === 'localhost';
}

/** `value` as an absolute http(s) URL, whatever its host; `undefined` when it is none. */
export function httpUrl(value: string): URL | undefined {
  const text = value.trim();
  if (!URL.canParse(text)) {
    return undefined;
  }
  const url = new URL(text);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : undefined;
}

/**
 * A service's `endpoint`. Signed requests are not sent unencrypted to another machine unless the entry says so.
 * The text itself is not repeated in a complaint where it can hold a password.
 */
export function parseEndpoint(value: unknown, allowHttp: boolean, complain: Complain): URL | undefined {
  const url = typeof value === 'string' ? httpUrl(value) : undefined;
  if (url === undefined) {
    const shown = typeof value === 'string' && value.includes('@') ? 'this' : quote(value);
    complain(`${shown} is not a URL; write an absolute one such as "https://gateway.example.com:8443"`);
    return undefined;
  }
  if (url.username !== '' || url.password !== '') {
    complain('a user name or password does not belong in the URL; write only scheme, host and port');
    return undefined;
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    complain(`write only scheme, host and port: "${url.origin}"`);
    return undefined;
  }
  if (url.protocol === 'http:' && !allowHttp && !isLoopback(url)) {
    complain(
      `"${url.origin}" would send signed requests unencrypted to another machine; use https, or add "allowHttp": true`,
    );
    return undefined;
  }
  return url;
}
