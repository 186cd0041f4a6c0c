import { CloudError } from '../model/errors.ts';
import { phrase } from '../model/phrase.ts';
import { words } from '../model/words.ts';

/** What TLS refuses, and what that says to the person who has named the endpoint. The first match decides. */
const tlsFailures: readonly (readonly [RegExp, (host: string) => string])[] = [
  [/^CERT_HAS_EXPIRED$/, (host) => `The certificate of ${host} has expired`],
  [/^CERT_NOT_YET_VALID$/, (host) => `The certificate of ${host} is not valid yet`],
  [/ALTNAME/, (host) => `The certificate of ${host} was issued for another name`],
  [
    /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|UNSUPPORTED_PROTOCOL|^EPROTO$/,
    (host) => `${host} does not answer in TLS; its endpoint may be plain http, or have another port`,
  ],
  [
    /CERT|SELF_SIGNED|^UNABLE_TO_|^ERR_TLS|^ERR_SSL|^ERR_OSSL/,
    (host) =>
      `The certificate of ${host} could not be verified; if it has a certificate authority of its own, name its PEM file as caFile`,
  ],
];

/**
 * Why no answer came: `setup` where the account's configuration is to blame, `transient` otherwise.
 * `fetch failed` says nothing; the code that does is one or two causes down.
 */
export function networkError(error: unknown, host: string): CloudError {
  if (error instanceof CloudError) {
    return error;
  }
  const code = systemCode(error) ?? 'NetworkError';
  const message = tlsFailures.find(([pattern]) => pattern.test(code))?.[1](host);
  return new CloudError({
    kind: message === undefined ? 'transient' : 'setup',
    code,
    message: message ?? words(phrase('The connection to {0} failed'), host),
    cause: error,
  });
}

function systemCode(error: unknown): string | undefined {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    if ('code' in cause && typeof cause.code === 'string') {
      return cause.code;
    }
    const [first] = cause instanceof AggregateError ? cause.errors : [];
    if (first !== undefined) {
      return systemCode(first);
    }
  }
  return undefined;
}
