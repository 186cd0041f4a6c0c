import { CloudError } from '../model/errors.ts';
import { type Phrase, phrase } from '../model/phrase.ts';
import { words } from '../model/words.ts';

/** What TLS refuses, and what that says to the person who has named the endpoint. The first match decides. */
const tlsFailures: readonly (readonly [RegExp, Phrase])[] = [
  [/^CERT_HAS_EXPIRED$/, phrase('The certificate of {0} has expired')],
  [/^CERT_NOT_YET_VALID$/, phrase('The certificate of {0} is not valid yet')],
  [/ALTNAME/, phrase('The certificate of {0} was issued for another name')],
  [
    /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|UNSUPPORTED_PROTOCOL|^EPROTO$/,
    phrase('{0} does not answer in TLS; its endpoint may be plain http, or have another port'),
  ],
  [
    /CERT|SELF_SIGNED|^UNABLE_TO_|^ERR_TLS|^ERR_SSL|^ERR_OSSL/,
    phrase(
      'The certificate of {0} could not be verified; if it has a certificate authority of its own, name its PEM file as caFile',
    ),
  ],
];

/** These are always there: where they are not known, asking again does not help until something has changed. */
const vendorHost = /\.(tencentcloudapi\.com|aliyuncs\.com)(:\d+)?$/i;
const unknownHost = phrase(
  '{0} was not found: this computer is offline, or the region or endpoint is misspelt',
);

/**
 * Why no answer came: `setup` where the account's configuration is to blame, `transient` otherwise.
 * `fetch failed` says nothing; the code that does is one or two causes down.
 */
export function networkError(error: unknown, host: string): CloudError {
  if (error instanceof CloudError) {
    return error;
  }
  const code = systemCode(error) ?? 'NetworkError';
  const isUnknown = code === 'ENOTFOUND' && vendorHost.test(host);
  const why = isUnknown ? unknownHost : tlsFailures.find(([pattern]) => pattern.test(code))?.[1];
  return new CloudError({
    kind: why === undefined ? 'transient' : 'setup',
    code,
    message: words(why ?? phrase('The connection to {0} failed'), host),
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
