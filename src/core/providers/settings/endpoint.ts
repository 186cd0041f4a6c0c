import { BlockList, isIPv4, isIPv6 } from 'node:net';
import * as v from 'valibot';
import { phrase } from '../../model/phrase.ts';
import { field } from './field.ts';

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

/** An absolute URL of scheme, host and port. A text that can hold a password is not repeated. */
export const endpointField = v.pipe(
  field(
    v.string(),
    phrase(
      'The address requests go to instead of the public one: an absolute URL with scheme, host and port.',
    ),
    phrase('write an absolute URL such as "https://gateway.example.com:8443"'),
  ),
  v.rawTransform<string, URL>(({ dataset: { value }, addIssue, NEVER }) => {
    const url = httpUrl(value);
    if (url === undefined) {
      addIssue(
        value.includes('@')
          ? { message: phrase('this is not a URL; write an absolute one such as "{0}"'), received: example }
          : { message: phrase('{0} is not a URL; write an absolute one'), received: JSON.stringify(value) },
      );
      return NEVER;
    }
    if (url.username !== '' || url.password !== '') {
      const message = phrase(
        'a user name or password does not belong in the URL; write only scheme, host and port',
      );
      addIssue({ message });
      return NEVER;
    }
    if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
      addIssue({ message: phrase('write only scheme, host and port: "{0}"'), received: url.origin });
      return NEVER;
    }
    return url;
  }),
);

const example = 'https://gateway.example.com:8443';

/** Signed requests are not sent unencrypted to another machine unless the entry says so. */
export const encryptedUnlessAllowed = v.rawCheck<{
  readonly endpoint?: URL | undefined;
  readonly allowHttp?: boolean | undefined;
}>(({ dataset, addIssue }) => {
  if (!dataset.typed) {
    return;
  }
  const { value } = dataset;
  const { endpoint, allowHttp } = value;
  if (endpoint?.protocol === 'http:' && allowHttp !== true && !isLoopback(endpoint)) {
    addIssue({
      message: phrase(
        '"{0}" would send signed requests unencrypted to another machine; use https, or add "allowHttp": true',
      ),
      received: endpoint.origin,
      path: [{ type: 'object', origin: 'value', input: { ...value }, key: 'endpoint', value: endpoint }],
    });
  }
});
